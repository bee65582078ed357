"""What is kept by content rests on it: rules of one document say the same among others."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from test_rules import BASE, CASES, DAY, apply

from bienban.documents.document import Document
from bienban.documents.late import Late
from bienban.documents.reader import ORGANIZATION
from bienban.documents.source import Source
from bienban.documents.workspace import document_paths, library, read_file
from bienban.frames import workspace_standards
from bienban.register import Register, build_register
from bienban.register.alone import Cell, NotAloneError
from bienban.rules.engine import register_findings
from bienban.rules.model import Finding
from bienban.rules.registry import RULES

OF_CELL = [rule for rule in RULES if rule.cell]


def shown(code: str, findings: Iterable[Finding]) -> list[tuple]:
    return sorted((code, f.path, f.position, f.message, f.help, f.citation) for f in findings)


def read(root: Path, day: date) -> tuple[Register, Cell, list[Document]]:
    standards = workspace_standards(root).standards
    paths = list(document_paths(root))
    parsed = [one for path in paths if (one := read_file(root, path, standards))]
    register = build_register(library(parsed, frozenset(paths)), standards, day)
    documents = [p.document for p in parsed if p.document and p.path != ORGANIZATION]
    return register, Cell(register.organization, standards), documents


def compare(root: Path, day: date) -> set[str]:
    """Compare every rule on the workspace at `root`; return the codes that were found.

    Those that reading itself found are among them: a rule may have both.
    """
    register, cell, documents = read(root, day)
    found = {problem.code for _, problem in register.library.problems}
    for rule in OF_CELL:
        together = shown(rule.code, rule.cell(register))
        each = [f for d in documents for f in rule.cell(cell.alone([d]))]
        assert shown(rule.code, each) == together
        found.update(code for code, *_ in together)
    return found


def spoilt(path: Path, tmp_path: Path) -> tuple[Path, dict]:
    """Return the example workspace as the fixture at `path` changes it, and the fixture."""
    root = tmp_path / "chi-bo"
    shutil.copytree(BASE, root)
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    apply(root, case)
    return root, case


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_alone_says_what_all_together_say(path: Path, tmp_path: Path):
    root, case = spoilt(path, tmp_path)
    found = compare(root, case.get("ngay", DAY))
    expected = {line[:5] for line in case["mong_doi"]} & {rule.code for rule in OF_CELL}
    assert expected <= found


def without_text(document: Document) -> Document:
    """Return a document of front matter alone; one that is not of common characters as it is."""
    source = document.source
    if not source.common or source.all_yaml:
        return document
    front = Source.of(f"---\n{source.front}---\n")
    return replace(
        document, source=front, body=Late.of(None), links=(), named=frozenset(), problems=()
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_kept_of_the_register_rests_on_no_text(path: Path, tmp_path: Path):
    root, case = spoilt(path, tmp_path)
    register, _, _ = read(root, case.get("ngay", DAY))
    books = register.library
    bare = replace(
        books,
        meetings=tuple(map(without_text, books.meetings)),
        resolutions=tuple(map(without_text, books.resolutions)),
    )
    fronts = build_register(bare, register.standards, register.today)
    found = register_findings(fronts)
    assert found == register_findings(register)
    alone = {rule.code for rule in RULES if rule.register and not rule.problems}
    expected = {line[:5] for line in case["mong_doi"]} & alone
    assert expected <= {code for code, _ in found}


@pytest.mark.parametrize("name", ["index", "links", "numbering", "calendar"])
def test_a_document_alone_knows_of_no_other(name: str):
    _, cell, documents = read(BASE, DAY)
    with pytest.raises(NotAloneError):
        getattr(cell.alone(documents), name)
