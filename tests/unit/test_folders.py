"""Places to work in: what a killed process left goes, what a living one holds stays."""

import os
import signal
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

KILLED = """
import os, signal, sys
from pathlib import Path
from bienban.export.folder import Draft as Papers
from bienban.website.folder import PAGES, Draft as Site

def publish(text):
    papers = Papers(folder / "papers")
    papers.add("kin.docx", "k", text)
    papers.publish()
    with Site(folder / "site") as site:
        (site.folder / "a.html").write_bytes(text)
        PAGES.write(site.folder, {})
        site.publish()

def rename(self, target, real=Path.rename):
    if self.parent.name.startswith(".bienban-" + sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)

folder = Path(sys.argv[1])
publish(b"old")
Path.rename = rename
publish(b"new")
"""
"""Publishes twice; the second time it dies where the old folder is away and the new not there."""


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


def killed_between(folder: Path, kind: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), kind], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (folder / kind).exists()


@pytest.mark.parametrize(("kind", "file"), [("papers", "kin.docx"), ("site", "a.html")])
def test_what_a_process_took_away_that_was_killed_is_put_back(
    tmp_path: Path, kind: str, file: str
) -> None:
    killed_between(tmp_path, kind)
    draft = {"papers": Papers, "site": Site}[kind](tmp_path / kind)
    assert (tmp_path / kind / file).read_bytes() == b"old"
    draft.discard()
    assert names(tmp_path) == ["papers", "site"]


def test_what_was_taken_away_comes_back_under_no_name_that_is_taken(tmp_path: Path) -> None:
    killed_between(tmp_path, "site")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.html").write_text("later")
    Site.recover(tmp_path)
    assert names(tmp_path) == ["papers", "site"]
    assert (tmp_path / "site/a.html").read_text() == "later"


@pytest.mark.parametrize("command", ["build", "export"])
def test_it_is_put_back_also_where_nothing_new_is_made(tmp_path: Path, command: str) -> None:
    killed_between(tmp_path, "papers")
    (tmp_path / "organization.yml").touch()
    (tmp_path / "meetings").mkdir()
    (tmp_path / "meetings/x.md").write_text("---\ndo_mat: MẬT\n---\n")
    run = [str(Path(sys.executable).parent / "bienban"), command]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert (tmp_path / "papers/kin.docx").read_bytes() == b"old"


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
