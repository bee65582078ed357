"""Whatever stands in a file: no traceback, no hang, and the same findings every time."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutation import STRANGE, corpus
from patience import in_time

from bienban.cache import cache_folder
from bienban.checking import check_workspace
from bienban.diagnostics import Diagnostic
from bienban.documents.reader import Parsed, read
from bienban.documents.workspace import document_paths
from bienban.rules.engine import local_findings
from bienban.standards import load_standards

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/rules/base"
DAY = date(2026, 11, 21)
DOCUMENTS = 2_000


def judged(path: str, data: bytes) -> tuple[Parsed, tuple[object, ...]]:
    """Read one file and run its own rules; every place must lie in the file."""
    standards = load_standards()

    def judge() -> tuple[Parsed, tuple[object, ...]]:
        result = read(path, data, standards)
        return result, local_findings(path, result.document, result.problems, standards)

    result, found = in_time(judge)
    lines = 1 + len(data.decode("utf-8", "replace").splitlines()) + data.count(b"\r")
    for _, finding in found:
        assert 1 <= finding.position.line <= lines + 1
        assert finding.position.column >= 1
    return result, found


@cache
def spoilt() -> list[tuple[str, bytes]]:
    return list(corpus(ROOT, sorted(document_paths(ROOT)), DOCUMENTS, seed=20261121))


@pytest.mark.parametrize("part", range(4))
def test_spoilt_documents_are_read_or_refused(part: int):
    for path, data in spoilt()[part::4]:
        result, found = judged(path, data)
        assert result.document is not None or found, path
        assert judged(path, data)[1] == found


def findings(root: Path, **options: object) -> list[Diagnostic]:
    return check_workspace(root, day=DAY, **options).diagnostics


def findings_anew(root: Path, **options: object) -> list[Diagnostic]:
    """Judge without what an earlier run kept."""
    shutil.rmtree(cache_folder(), ignore_errors=True)
    return findings(root, **options)


@pytest.mark.parametrize("seed", range(3))
def test_a_workspace_of_spoilt_documents_is_judged_the_same_every_time(tmp_path: Path, seed: int):
    """Every document of the sample spoilt in some way, so that rules over the register meet all."""
    root = tmp_path / "so"
    for folder in ("meetings", "resolutions"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "organization.yml", root)
    paths = [path for path in sorted(document_paths(root)) if path != "organization.yml" or seed]
    for path, data in corpus(root, paths, len(paths), seed):
        (root / path).write_bytes(data)
    first = findings(root, workers=1)
    assert first
    assert findings(root) == first  # what was kept is read again
    shutil.rmtree(cache_folder())
    assert findings(root, workers=2) == first


@pytest.mark.parametrize("number", range(60))
def test_one_spoilt_document_among_sound_ones(number: int):
    """The rules over the register meet each spoilt document in the midst of the others."""
    paths = sorted(document_paths(BASE))
    path, data = list(corpus(BASE, paths, 60, seed=7))[number]
    in_time(lambda: findings_anew(BASE, overlay={path: data}))


KEYS = ("loai", "ngay", "gio", "chu_tri", "vang", "chuong_trinh", "bieu_quyet", "nhiem_vu", "lạ")
scalars = st.one_of(
    st.sampled_from(STRANGE),
    st.text(max_size=20),
    st.integers().map(str),
    st.sampled_from(["2026-01-05", "thuong-ky", "14:00-16:00", "Nguyễn Văn An", "", "~", "true"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        ),
        st.lists(inner, max_size=3).map(lambda items: "".join(f"\n  - {item}" for item in items)),
    ),
    max_leaves=12,
)
front_matter = st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
blocks = st.sampled_from(
    ["# ", "## I. Mở đầu", "## II. Nội dung", "### 1. Việc", "#### Thảo luận", "- **An:** ", "> ",
     "    ", "| a | b |\n|---|---|\n", "```\n", "<div>", "[a](b", "![", "1. ", "* * *", "[x]: y"]
)  # fmt: skip
bodies = st.lists(st.one_of(blocks, scalars), max_size=20).map("\n".join)

PATHS = st.sampled_from(
    [
        "meetings/2026/2026-01-05-thuong-ky.md",
        "resolutions/2025-2027/01-NQ-CB.md",
        "meetings/huong-dan/2026-01.yml",
        "organization.yml",
    ]
)
relaxed = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@relaxed
@given(path=PATHS, front=front_matter, body=bodies)
def test_made_up_documents_are_read_or_refused(path: str, front: str, body: str):
    text = front if path.endswith(".yml") else f"---\n{front}---\n{body}"
    judged(path, text.encode("utf-8", "surrogatepass"))


@relaxed
@given(path=PATHS, data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(path: str, data: bytes):
    judged(path, data)
