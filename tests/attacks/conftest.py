"""Histories that attacks start from, built once a run and copied, and the hold on the table."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("attackkit")

from attackkit import begin, seen_codes  # noqa: E402 -- after the line above

from trailkit import (  # noqa: E402
    CELL,
    FEBRUARY,
    MINUTES,
    Repo,
    fresh,
    minutes,
    organization,
    replace,
)


@pytest.fixture(autouse=True)
def _row_tells_the_truth(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold the codes of an attack's row to those that its test has seen."""
    begin()
    yield
    row = getattr(request.function, "attack", None)
    failed = getattr(request.node, "attack_failed", False)
    if row is not None and not failed:
        assert seen_codes() == set(row.codes)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    if call.when == "call":
        item.attack_failed = not report.passed  # type: ignore[attr-defined]
    return report


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A cell with its roster and nothing else."""
    return fresh(tmp_path)


@pytest.fixture(scope="session")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = fresh(tmp_path_factory.mktemp("so"))
    repo.draft("thang-1", {MINUTES: minutes()}, at="2026-01-06")
    repo.approve("thang-1", at="2026-01-07")
    repo.draft("thang-2", {FEBRUARY: minutes("2026-02-05")}, at="2026-02-06")
    return repo


@pytest.fixture
def book(_book: Repo, tmp_path: Path) -> Repo:
    """January's minutes approved on 7 January; February's wait on the branch thang-2."""
    path = tmp_path / "chi-bo"
    shutil.copytree(_book.path, path)
    return Repo(path, clock=_book.clock)


@pytest.fixture
def cell(tmp_path: Path) -> Callable[..., Repo]:
    """Return a maker of cells: changes of people by id, and the options of `organization`."""

    def make(changes: dict[str, dict[str, object]] | None = None, **options: object) -> Repo:
        people = [replace(p, **(changes or {}).get(p.id, {})) for p in CELL]
        return fresh(tmp_path, organization(people, **options))  # type: ignore[arg-type]

    return make
