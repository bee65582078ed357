"""What is kept between runs: the same report as a fresh one, and never that of another tip."""

from pathlib import Path

import pytest

from bienban.trail import keeping, memory, report
from bienban.trail.environment import repository_at
from bienban.trail.facts import FactsBook
from bienban.trail.history import read_history
from bienban.trail.records import Facts
from trailkit import AN, FEBRUARY, MINUTES, Repo, minutes


@pytest.fixture
def eventful(repo: Repo) -> Repo:
    """Return a history with an approval, a correction, a fault, a healed fault and a removal."""
    repo.draft("thang-1", {MINUTES: minutes()})
    repo.approve("thang-1")
    repo.draft("sua", {MINUTES: minutes(corrections=1)})
    repo.approve("sua")
    faulty = repo.push_straight({FEBRUARY: minutes("2026-02-05")}, at="2026-02-05")
    repo.draft("lai", {"docs/a.md": "a"}, at="2026-02-06")
    repo.approve("lai", despite=(faulty,))
    repo.draft("bo", {FEBRUARY: None})
    repo.approve("bo")
    repo.push_straight({"khung-diem/a.yml": "a"})
    return repo


def kept(repo: Repo) -> Path:
    return memory.cache_file(repository_at(repo.path), "result")


def test_a_kept_result_is_never_taken_for_another_tip(eventful: Repo) -> None:
    eventful.judge()
    assert keeping.load(kept(eventful), eventful.id("main^")) is None
    assert keeping.load(kept(eventful), eventful.id("main")) is not None


def test_a_kept_result_is_never_taken_from_other_code(
    eventful: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    eventful.judge()
    monkeypatch.setattr(keeping, "_code", lambda: "khác")
    assert keeping.load(kept(eventful), eventful.id("main")) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}'])
def test_a_spoilt_result_is_read_anew(eventful: Repo, text: str) -> None:
    fresh = eventful.judge()
    kept(eventful).write_text(text)
    assert eventful.judge() == fresh


def test_the_second_report_is_the_first_one_without_reading_history(
    eventful: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(eventful).unlink(missing_ok=True)
    first = eventful.judge()
    assert {f.code for f in first.findings} == {"BB906"}
    asked: list[str] = []

    def counting(repository, tip):
        asked.append(tip)
        return read_history(repository, tip)

    monkeypatch.setattr(report, "read_history", counting)
    assert eventful.judge() == first
    assert asked == []
    eventful.push_straight({"docs/b.md": "b"}, by=AN)
    eventful.judge()
    assert asked == [eventful.id("main")]


def test_facts_are_kept_and_spoilt_lines_are_read_anew(tmp_path: Path) -> None:
    place = tmp_path / "facts"
    FactsBook(place).learn({"a": minutes(corrections=2).encode(), "b": b"x"})
    again = FactsBook(place)
    assert again.missing(["a", "b", "c"]) == ["c"]
    facts = again.of("", "a")
    assert isinstance(facts, Facts)
    assert facts.corrections == 2
    assert again.of("", "b") is None
    with place.open("a") as file:
        file.write("d 2026-01-01,x,0\n")
    assert FactsBook(place).missing(["a", "b", "d"]) == ["d"]
