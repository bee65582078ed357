"""Places to work in: what a killed process left goes, what a living one holds stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bienban.export.folder import Draft as Papers
from bienban.folders import Place
from bienban.website.folder import Draft as Site

HOLD = """
import sys
from pathlib import Path
from bienban.export.folder import Draft as Papers
from bienban.website.folder import Draft as Site
for name in ("papers", "papers-chi-uy"):
    Papers(Path(sys.argv[1]) / name).add("kin.docx", "k", b"kin")
Site(Path(sys.argv[1]) / "site")
print("ready", flush=True)
sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def holder(tmp_path: Path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, **pipes)
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path, holder) -> None:
    assert len(names(tmp_path)) == 3
    holder.kill()
    holder.wait()
    assert len(names(tmp_path)) == 3
    Papers(tmp_path / "papers").discard()
    Site(tmp_path / "site").discard()
    assert names(tmp_path) == []


def test_what_a_living_build_holds_stays(tmp_path: Path, holder) -> None:
    assert holder.poll() is None
    before = names(tmp_path)
    Papers(tmp_path / "papers").discard()
    Site(tmp_path / "site").discard()
    assert names(tmp_path) == before


def test_an_old_place_without_a_lock_goes_and_a_new_one_stays(tmp_path: Path) -> None:
    for name, moment in (("cu", 1_000_000_000), ("moi", None)):
        (tmp_path / f".bienban-site-{name}").mkdir()
        if moment:
            os.utime(tmp_path / f".bienban-site-{name}", (moment, moment))
    Place(tmp_path / "site", ".bienban-site-").discard()
    assert names(tmp_path) == [".bienban-site-moi"]


def test_files_links_and_other_names_are_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    os.utime(kept, (1_000_000_000, 1_000_000_000))
    (tmp_path / ".bienban-site-lien-ket").symlink_to(kept)
    (tmp_path / ".bienban-site.json").touch()
    before = names(tmp_path)
    Place(tmp_path / "site", ".bienban-site-").discard()
    assert names(tmp_path) == before


def test_git_sees_nothing_of_a_killed_build(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    template = root / "scripts/bienban/scaffold/templates/gitignore.txt"
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".bienban-papers-x").mkdir()
    (tmp_path / ".bienban-papers-x/kin.docx").touch()
    for source in (root / ".gitignore", template):
        (tmp_path / ".gitignore").write_bytes(source.read_bytes())
        said = subprocess.run(
            ["git", "-C", str(tmp_path), "status", "--porcelain", "-uall"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        assert said == "?? .gitignore\n"
