"""Majorities: integers only, right at exactly half and exactly two thirds."""

from datetime import date

import pytest
from pydantic import ValidationError

from bienban.standards import load_standards
from bienban.standards.majority import Threshold

VOTES = load_standards().on(date(2026, 9, 1)).votes


@pytest.mark.parametrize(
    ("viec", "for_", "base", "carried"),
    [
        ("nghi-quyet", 5, 10, False),
        ("nghi-quyet", 6, 10, True),
        ("nghi-quyet", 5, 9, True),
        ("nghi-quyet", 4, 9, False),
        ("de-nghi-ket-nap", 6, 9, True),
        ("de-nghi-ket-nap", 5, 9, False),
        ("de-nghi-cong-nhan", 7, 10, True),
        ("de-nghi-cong-nhan", 6, 10, False),
        ("khai-tru", 2, 3, True),
        ("khien-trach", 1, 2, False),
        ("canh-cao", 7, 13, True),
        ("bau-cu", 12, 24, False),
        ("nghi-quyet", 0, 0, False),
        ("khai-tru", 0, 0, False),
        ("khai-tru", 2 * 10**18, 3 * 10**18, True),
        ("khai-tru", 2 * 10**18 - 1, 3 * 10**18, False),
    ],
)
def test_carried(viec, for_, base, carried):
    assert VOTES.majority(viec).carried(for_, base) is carried


@pytest.mark.parametrize("viec", ["nghi-quyet", "khai-tru"])
def test_needed_is_the_fewest_that_carry(viec):
    majority = VOTES.majority(viec)
    for base in range(1, 40):
        needed = majority.needed(base)
        assert majority.carried(needed, base) and not majority.carried(needed - 1, base)


def test_words_and_formula():
    resolution, admission = VOTES.majority("nghi-quyet"), VOTES.majority("de-nghi-ket-nap")
    assert resolution.formula_words() == "quá nửa"
    assert admission.formula_words() == "ít nhất hai phần ba"
    assert resolution.formula(8, 13) == "2 × 8 = 16 > 13"
    assert resolution.formula(5, 10) == "2 × 5 = 10 = 10"
    assert admission.formula(6, 9) == "3 × 6 = 18 = 2 × 9 = 18"


def test_who_counts_in_the_base():
    assert VOTES.exempt_present_counts and not VOTES.exempt_absent_counts
    assert not (VOTES.elsewhere_counts or VOTES.suspended_counts or VOTES.probationary_votes)


def test_who_may_not_stand():
    assert not (VOTES.probationary_may_stand or VOTES.teller_may_stand)


def test_size_of_a_cell():
    assert VOTES.min_official_members == 3
    assert not VOTES.has_committee(8) and VOTES.has_committee(9)
    assert VOTES.committee_at_most == 7


def test_discipline_goes_from_the_gravest_down():
    assert VOTES.discipline_from_gravest
    assert VOTES.discipline_order[0] == "khai-tru"
    forms = set(VOTES.discipline_order) - {"khong-ky-luat"}
    assert all(VOTES.majority(form) for form in forms)


def test_an_unknown_matter_has_no_majority():
    with pytest.raises(KeyError):
        VOTES.majority("an-trua")


@pytest.mark.parametrize(
    "values", [{}, {"more_than": "1/2", "at_least": "2/3"}, {"at_least": "3/2"}, {"more_than": "0"}]
)
def test_a_threshold_is_exactly_one_share(values):
    with pytest.raises(ValidationError):
        Threshold.model_validate(values)
