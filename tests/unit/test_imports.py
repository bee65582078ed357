"""Imports point one way: files → documents → register → rules → reporters, cli on top."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "scripts" / "bienban"

# Modules at the top of the package: anyone may import these, they import only each other.
BASE = {"dates", "diagnostics", "drafts", "errors", "folders", "once", "text", "vocabulary"}

# What each layer may import of the package, besides itself and BASE.
# A new layer has no place until it is written here, which is a decision and not an accident.
MAY_IMPORT: dict[str, set[str]] = {
    "standards": set(),
    "documents": {"standards"},
    "register": {"documents", "standards"},
    "trail": {"documents", "register", "standards"},
    "rules": {"documents", "register", "standards", "trail"},
    "reporters": {"documents", "register", "standards", "trail", "rules"},
    "approval": {"documents", "register", "standards", "trail", "checking"},
    "demo": {"approval", "documents", "trail"},
    "cache": set(),
    "packs": {"documents", "standards", "rules"},
    "overall": {"cache", "packs", "register", "rules"},
    "reading": {"cache", "documents", "packs", "register", "standards", "rules"},
    "frames": {"documents", "standards", "rules"},
    "checking": {
        "documents",
        "frames",
        "overall",
        "reading",
        "register",
        "standards",
        "trail",
        "rules",
    },
    # MkDocs starts the website by itself, so that the website has to ask for the check.
    "website": {"documents", "register", "standards", "trail", "checking"},
    "export": {"documents", "register", "standards", "trail"},
    "scaffold": {"documents", "register", "standards"},
    "lsp": {
        "documents",
        "register",
        "standards",
        "trail",
        "rules",
        "reporters",
        "frames",
        "packs",
        "reading",
        "checking",
    },
    "cli": {
        "approval",
        "demo",
        "checking",
        "documents",
        "reading",
        "register",
        "standards",
        "trail",
        "rules",
        "reporters",
        "website",
        "export",
        "lsp",
        "scaffold",
    },
}

# Who alone may use a library that would otherwise spread.
OWNERS = {
    "click": "cli",
    "mkdocs": "website",
    "material": "website",
    "pagefind": "website",
    "git": "trail",
    "pypandoc": "export",
    "pygls": "lsp",
    "lsprotocol": "lsp",
}


def modules(package: Path) -> Iterator[Path]:
    yield from sorted(package.rglob("*.py"))


def layer_of(path: Path, package: Path) -> str:
    """Return the layer of a module: its folder, or for a module at the top its name."""
    return path.relative_to(package).with_suffix("").parts[0]


def imported_names(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the absolute name of every import, inside functions and types too."""
    here = ("bienban", *path.relative_to(package).parent.parts)
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            source = ".".join((*base, *filter(None, [node.module])))
            if source == "bienban":
                yield from ((node.lineno, f"bienban.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, source


def problems(package: Path) -> list[str]:
    return [
        f"{path.relative_to(package).as_posix()}:{line}: {problem}"
        for path in modules(package)
        for line, problem in _problems_of(path, package)
    ]


def _problems_of(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    layer = layer_of(path, package)
    if layer not in MAY_IMPORT and layer not in BASE and layer != "__init__":
        yield 1, f"layer {layer!r} has no place yet: give it one in tests/unit/test_imports.py"
        return
    for line, name in imported_names(path, package):
        top, *rest = name.split(".")
        if top == "bienban":
            if rest and not _allowed(layer, rest[0]):
                yield line, f"{layer} must not import {rest[0]}"
        elif top in OWNERS and OWNERS[top] != layer:
            yield line, f"{top} belongs to {OWNERS[top]}/ alone"
    if layer != "trail":
        yield from _git_commands(path)


def _allowed(layer: str, target: str) -> bool:
    if target.startswith("__"):  # the version
        return True
    return target == layer or target in BASE or target in MAY_IMPORT.get(layer, set())


def _git_commands(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every list or tuple that is a Git command line; reading Git is the trail's work."""
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if not isinstance(node, ast.List | ast.Tuple) or not node.elts:
            continue
        first = node.elts[0]
        command_line = len(node.elts) > 1 and not isinstance(getattr(node, "ctx", None), ast.Store)
        if command_line and isinstance(first, ast.Constant) and first.value == "git":
            yield node.lineno, "git is run by trail/ alone"


def test_imports_point_one_way() -> None:
    assert problems(PACKAGE) == []


def test_the_package_is_really_read() -> None:
    assert {layer_of(path, PACKAGE) for path in modules(PACKAGE)} >= {"documents", "cli"}


def test_the_order_of_layers_has_no_cycle() -> None:
    for layer, below in MAY_IMPORT.items():
        for other in below:
            assert layer not in MAY_IMPORT[other], f"{layer} and {other} may import each other"


@pytest.mark.parametrize(
    ("module", "source", "problem"),
    [
        ("documents/a.py", "from bienban.register import b", "documents must not import register"),
        ("documents/a.py", "from ..register.b import c", "documents must not import register"),
        ("register/a.py", "from .. import rules", "register must not import rules"),
        ("rules/a.py", "def f():\n    import bienban.cli.main", "rules must not import cli"),
        ("website/a.py", "import bienban.rules.bb101", "website must not import rules"),
        (
            "standards/a.py",
            "from bienban.documents import x",
            "standards must not import documents",
        ),
        ("text.py", "from bienban.documents import x", "text must not import documents"),
        ("export/a.py", "import click", "click belongs to cli/ alone"),
        ("cli/a.py", "from mkdocs.structure import files", "mkdocs belongs to website/ alone"),
        ("website/a.py", "from git import Repo", "git belongs to trail/ alone"),
        ("cli/a.py", "RUN = ['git', 'log']", "git is run by trail/ alone"),
        ("website/a.py", "import pypandoc", "pypandoc belongs to export/ alone"),
        ("fresh/a.py", "", "layer 'fresh' has no place yet"),
        ("fresh.py", "", "layer 'fresh' has no place yet"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, module: str, source: str, problem: str) -> None:
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    found = problems(tmp_path)
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("register/a.py", "from bienban.documents.minutes import Minutes"),
        ("register/a.py", "from .b import c\nfrom bienban import text, __version__"),
        ("trail/a.py", "from git import Repo\nRUN = ['git', 'log']"),
        ("cli/main.py", "import click\nfrom bienban.website.build import build"),
    ],
)
def test_a_right_import_is_not_found(tmp_path: Path, module: str, source: str) -> None:
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    assert problems(tmp_path) == []
