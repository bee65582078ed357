"""The CI files of a cell are run, step by step, in a clean clone: they cannot rot unseen."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github" / "workflows" / "bienban.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
FOR_COMMITTEE = ("site-chi-uy", "papers-chi-uy")
GITLAB_KEYWORDS = {"workflow", "default", "variables", "stages", "include"}


@dataclass(frozen=True)
class Job:
    """What one CI job runs and keeps, whatever the forge."""

    name: str
    scripts: tuple[str, ...]
    artifacts: tuple[str, ...]


def load(path: Path) -> dict[str, Any]:
    """Read YAML with every scalar as text, so that the key `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def github_jobs() -> Iterator[Job]:
    for name, job in load(GITHUB)["jobs"].items():
        steps = job["steps"]
        scripts = tuple(step["run"] for step in steps if "run" in step)
        kept = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
        yield Job(name, scripts, tuple("\n".join(kept).split()))


def gitlab_jobs() -> Iterator[Job]:
    for name, job in load(GITLAB).items():
        if name not in GITLAB_KEYWORDS:
            # GitLab runs the lines of a job in one shell that stops at the first failure.
            lines = [*job.get("before_script", []), *job["script"]]
            yield Job(name, ("\n".join(lines),), tuple(job["artifacts"]["paths"]))


def clean_environment(home: Path) -> dict[str, str]:
    """Return the environment of a runner: nothing of ours, but how to reach the registry."""
    inherited = ("PIP_", "UV_", "SSL_", "HTTP", "http", "https", "no_proxy", "NO_PROXY")
    kept = {name: value for name, value in os.environ.items() if name.startswith(inherited)}
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        kept[name] = os.environ[name]
    path = os.environ["PATH"].split(os.pathsep)
    environments = Path(os.environ.get("VIRTUAL_ENV", ROOT / ".venv"))
    kept["PATH"] = os.pathsep.join(part for part in path if Path(part) != environments / "bin")
    return kept | {
        "CI": "true",
        "HOME": os.environ["HOME"],
        "LANG": "C.UTF-8",
        "XDG_STATE_HOME": str(home / "state"),
        # Unset repository variables reach the steps as empty text.
        "BIENBAN_GOC": "",
        "BIENBAN_DA_THAY": "",
    }


def run(script: str, clone: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=clone,
        env=clean_environment(clone.parent),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def fresh_clone(folder: Path) -> Path:
    # A space in the path: runners do not promise there is none.
    clone = folder / "clean clone"
    subprocess.run(["git", "clone", "--quiet", "--no-local", ROOT, clone], check=True)
    return clone


def break_one_document(clone: Path) -> str:
    """Cut the newest minutes short and return their path."""
    victim = max((clone / "meetings").rglob("*-thuong-ky.md"))
    victim.write_bytes(victim.read_bytes()[:40])
    return victim.relative_to(clone).as_posix()


def run_all(jobs: list[Job], clone: Path) -> None:
    for job in jobs:
        for script in job.scripts:
            done = run(script, clone)
            assert done.returncode == 0, f"{job.name}: {script}\n{done.stdout}\n{done.stderr}"
        for kept in job.artifacts:
            path = clone / kept
            assert path.is_file() or any(path.iterdir()), f"{job.name} keeps nothing in {kept}"


@pytest.mark.slow
def test_github_steps_run_in_a_clean_clone(tmp_path: Path) -> None:
    clone = fresh_clone(tmp_path)
    jobs = list(github_jobs())
    run_all(jobs, clone)

    broken = break_one_document(clone)
    check = run(jobs[0].scripts[-1], clone)
    assert check.returncode == 1
    assert re.search(rf"^::error .*file={re.escape(broken)}", check.stdout, re.MULTILINE)


@pytest.mark.slow
def test_gitlab_steps_run_in_a_clean_clone(tmp_path: Path) -> None:
    clone = fresh_clone(tmp_path)
    jobs = list(gitlab_jobs())
    run_all(jobs, clone)
    shutil.rmtree(clone / "site")

    broken = break_one_document(clone)
    check, publish = (run(job.scripts[0], clone) for job in jobs)
    assert check.returncode == 1
    findings = json.loads((clone / ".bienban" / "code-quality.json").read_text(encoding="utf-8"))
    assert broken in {finding["location"]["path"] for finding in findings}
    assert publish.returncode != 0
    assert "Error 1" in publish.stderr, "make tells the exit code of bienban build"
    assert not (clone / "site").exists(), "a book with an error was published"


@pytest.mark.parametrize("jobs", [github_jobs, gitlab_jobs])
def test_check_comes_first_and_only_members_output_is_kept(jobs) -> None:
    check, publish = jobs()
    assert (check.name, publish.name) == ("check", "publish")
    assert set(publish.artifacts) == {"site/", "papers/"}
    everything = " ".join([*check.artifacts, *publish.artifacts])
    assert not any(folder in everything for folder in FOR_COMMITTEE)


def test_history_is_fetched_whole() -> None:
    for job in load(GITHUB)["jobs"].values():
        checkout = next(s for s in job["steps"] if s.get("uses", "").startswith("actions/checkout"))
        assert checkout["with"]["fetch-depth"] == "0"
    assert load(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_publication_is_for_main_alone() -> None:
    github = load(GITHUB)["jobs"]["publish"]
    assert "github.ref == 'refs/heads/main'" in github["if"]
    assert github["needs"] == "check"
    rules = load(GITLAB)["publish"]["rules"]
    assert rules == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name
)
def test_actions_are_pinned_and_hold_no_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)
    assert "${{ secrets" not in text
    assert load(path)["permissions"] == {"contents": "read"}
