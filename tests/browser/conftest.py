"""One built site and one browser for all tests in a real Chromium."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chrome import Chrome, Tab, chrome, served

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample cell's site for members, as `bienban build` makes it."""
    root = tmp_path_factory.mktemp("cell")
    for name in ("meetings", "resolutions", "docs"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
    for name in ("organization.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    program = Path(sys.executable).parent / "bienban"
    command = [str(program), "-C", str(root), "build", "--ngay", "2026-11-21"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served on this machine."""
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    with chrome() as running:
        yield running


@pytest.fixture
def tab(browser: Chrome) -> Tab:
    return browser.tab()
