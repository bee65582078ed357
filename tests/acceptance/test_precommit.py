"""The hook, as pre-commit itself runs it: installed from this repository into a cell's book."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "rules" / "base"
MINUTES = "meetings/2026/2026-01-05-thuong-ky.md"


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def git(cwd: Path, *arguments: str) -> None:
    done = run("git", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository with the hook file as it stands in the work tree."""
    clone = tmp_path_factory.mktemp("hooks") / "bienban"
    git(ROOT, "clone", "--quiet", "--no-local", str(ROOT), str(clone))
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", clone)
    if run("git", "status", "--porcelain", cwd=clone).stdout:
        git(clone, "commit", "--quiet", "--all", "--message", "Hook")
    return clone


@pytest.fixture(scope="module")
def cell(tmp_path_factory: pytest.TempPathFactory, hooks: Path) -> Path:
    root = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("so") / "chi bộ 4"))
    head = run("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": head, "hooks": [{"id": "bienban-check"}]}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (root / "ghi-chu.txt").write_text("ghi chú\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Sổ")
    return root


def pre_commit(cell: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(
        sys.executable,
        "-m",
        "pre_commit",
        *arguments,
        cwd=cell,
        PRE_COMMIT_HOME=str(cell.parent / "cache"),
        PRE_COMMIT_COLOR="never",
    )


@pytest.mark.slow
def test_the_hook_lets_a_sound_book_pass_and_stops_a_broken_one(cell: Path) -> None:
    sound = pre_commit(cell, "run", "--all-files")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "Passed" in sound.stdout

    text = (cell / MINUTES).read_text(encoding="utf-8")
    (cell / MINUTES).write_text(text.replace("thu_ky: Trần Thị Bình", "thu_ky: Lê Văn Cường"))
    git(cell, "add", MINUTES)
    broken = pre_commit(cell, "run")
    assert broken.returncode == 1
    assert f"{MINUTES}:7:9: lỗi BB305" in broken.stdout
    git(cell, "reset", "--quiet", "--hard")

    # What is taken away may break what stays.
    git(cell, "rm", "--quiet", MINUTES)
    removed = pre_commit(cell, "run")
    assert removed.returncode == 1
    assert "resolutions/2025-2027/01-NQ-CB.md:8:11: lỗi BB503" in removed.stdout


def test_the_hook_file_is_one_that_pre_commit_takes() -> None:
    done = pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_asks_for_no_file() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["always_run"]
    assert not hook["pass_filenames"]
    assert "files" not in hook
