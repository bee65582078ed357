"""Days, times, months and quarters as Vietnamese papers write them."""

from datetime import date

import pytest

from bienban import dates


@pytest.mark.parametrize("text", ["2026-01-05", "05/01/2026", "5/1/2026"])
def test_days(text: str):
    assert dates.parse_day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-1-5",
        "32/01/2026",
        "5/1/26",
        "05-01-2026",
        "",
        "0000-01-01",
        "0001-01-01",
        "1929-12-31",
        "01/01/2201",
        "9999-12-31",
        "٢٠٢٦-٠١-٠٥",
    ],
)
def test_no_days(text: str):
    assert dates.parse_day(text) is None


@pytest.mark.parametrize("text", ["14:00-16:10", "14:00 - 16:10", "14:00–16:10", " 14:00 — 16:10 "])
def test_spans(text: str):
    span = dates.parse_span(text)
    assert (str(span), span.minutes) == ("14:00-16:10", 130)


@pytest.mark.parametrize(
    "text", ["14:00-14:00", "16:00-14:00", "24:00", "14:60-15:00", "14h00", "14"]
)
def test_no_spans(text: str):
    assert dates.parse_span(text) is None


def test_a_planned_sitting_may_have_no_end():
    span = dates.parse_span("8:05")
    assert (span.end, span.minutes, str(span)) == (None, None, "08:05")


def test_months_and_quarters():
    assert dates.parse_month("2026-12").next == dates.Month(2027, 1)
    assert dates.parse_month("2026-13") is None
    assert dates.parse_quarter("2026-Q4").next == dates.Quarter(2027, 1)
    assert dates.parse_quarter("2026-Q5") is None
    assert dates.Quarter(2026, 1).last == date(2026, 3, 31)
    assert dates.Quarter(2026, 1).words == "quý I/2026"
    assert dates.Month(2024, 2).last == date(2024, 2, 29)


@pytest.mark.parametrize("year", ["0000", "0001", "1929", "2201", "9999"])
def test_years_of_no_book(year: str):
    assert dates.parse_month(f"{year}-01") is None
    assert dates.parse_quarter(f"{year}-Q1") is None
    assert dates.only_year_wrong(f"{year}-02-29", dates.parse_day)
    assert not dates.only_year_wrong(f"{year}-02-30", dates.parse_day)
    assert not dates.only_year_wrong("2026-02-30", dates.parse_day)
    assert dates.only_year_wrong(f"07/{year}-12/{year}", dates.parse_month_span)


def test_runs_of_months():
    span = dates.parse_month_span("07/2025-12/2025")
    assert len(list(dates.months(span.first, span.last))) == 6
    assert dates.parse_month_span("12/2025-07/2025") is None
