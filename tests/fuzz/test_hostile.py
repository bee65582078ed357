"""No document crashes a check, hangs it or floods its report, whoever made it and why."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

import hostile
import pytest
import yaml
from patience import in_time

from bienban.cache import cache_folder
from bienban.checking import check_workspace
from bienban.diagnostics import Diagnostic
from bienban.documents import frontmatter
from bienban.rules.flood import MOST

BASE = Path(__file__).parents[1] / "rules/base"
DAY = date(2026, 3, 15)


def judged(data: bytes, path: str = hostile.PATH) -> list[Diagnostic]:
    """Return what a check finds in the file; fail where it is slow, however busy the machine."""
    assert len(data) < 2 * 1024 * 1024

    def check() -> list[Diagnostic]:
        shutil.rmtree(cache_folder(), ignore_errors=True)  # what an earlier run kept
        return check_workspace(BASE, day=DAY, overlay={path: data}, workers=1).diagnostics

    found = in_time(check)
    assert all(len(each.message) + len(each.help) < 5_000 for each in found)
    return [each for each in found if each.path == path]


@pytest.mark.parametrize("name", hostile.NESTED)
def test_front_matter_that_nests(name: str):
    assert [each.code for each in judged(hostile.NESTED[name]())] in (["BB112"], ["BB103"])


@pytest.mark.parametrize(("opening", "closing"), hostile.SHAPES)
def test_what_nests_too_deep_is_looked_at_before_it_is_composed(opening: str, closing: str):
    """A short text too, which a thread with a small stack would not survive."""
    text = hostile.nested(opening, closing, 300)
    depth = deepest = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            deepest = max(deepest, depth)
    assert deepest > 2 * frontmatter.MAX_DEPTH or "\t" in opening  # which YAML does not indent by
    with pytest.raises(frontmatter.UnreadableError):
        frontmatter.compose(text)


EDGES = ("0001-01-01", "1930-01-01", "2200-12-31", "9999-12-31")


@pytest.mark.parametrize("edge", EDGES)
def test_days_at_the_edge(edge: str):
    """A mistyped year of a sitting, of a paper, of a term or of the roll overflows no calendar."""
    path = f"meetings/{edge[:4]}/{edge}-thuong-ky.md"
    sound = (BASE / hostile.PATH).read_text(encoding="utf-8")
    overlay = {path: sound.replace("2026-01-05", edge).encode()}
    for name in ("organization.yml", "resolutions/2025-2027/01-NQ-CB.md"):
        text = (BASE / name).read_text(encoding="utf-8")
        days = re.findall(r"\d{4}-\d{2}-\d{2}", text)
        for day in sorted(set(days)):
            overlay[name] = text.replace(day, edge).encode()
            for today in (date(1930, 1, 1), DAY, date(2200, 12, 31)):
                assert check_workspace(BASE, day=today, overlay=overlay, workers=1).diagnostics


MANY = hostile.FRONTS | hostile.BODIES


@pytest.mark.parametrize("name", MANY)
def test_far_too_much_of_one_thing(name: str):
    told = Counter(each.code for each in judged(MANY[name]()))
    assert max(told.values(), default=0) <= MOST


def test_what_is_left_out_of_a_flood_is_counted():
    found = judged(hostile.with_body("\n" + "<b> x\n\n" * 70))
    told = [each for each in found if each.code == "BB111"]
    assert len(told) == MOST
    assert told[-1].message.endswith("… và 20 chỗ nữa")


@pytest.mark.parametrize("name", hostile.OTHERS)
def test_far_too_much_in_another_file(name: str):
    path, make = hostile.OTHERS[name]
    told = Counter(each.code for each in judged(make(), path))
    assert max(told.values(), default=0) <= MOST
