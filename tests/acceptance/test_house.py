"""The house itself: what is tracked, what is locked, what a newcomer finds at the top."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

AT_THE_TOP = {
    ".ci/run",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".gitlab-ci.yml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.vi.md",
    "mkdocs.yml",
    "organization.yml",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
}
MADE = ("site/", "site-chi-uy/", "papers/", "papers-chi-uy/", ".venv/", ".bienban/", "dist/")
PROSE = ("README.md", "README.vi.md", "CONTRIBUTING.md", "CHANGELOG.md")

# Put together here, so that this file is not its own finding.
HOMES = ("work", "home", "root", "Users", "opt")
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("debian", "org"),
    )
]
TRACES = re.compile(
    rf"(?<![\w.~$-])/(?:{'|'.join(HOMES)})/|{'|'.join(map(re.escape, HOSTS))}".encode()
)


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return listed.stdout.split("\0")[:-1]


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))


def normalised(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_top_has_what_a_newcomer_looks_for() -> None:
    missing = AT_THE_TOP - set(tracked())
    assert missing == set()


def test_nothing_that_is_made_is_tracked() -> None:
    assert [path for path in tracked() if path.startswith(MADE)] == []


def test_what_is_made_is_ignored() -> None:
    names = [f"{folder}x" for folder in MADE]
    ignored = subprocess.run(
        ["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ignored.stdout.split() == names


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    found = {}
    for path in tracked():
        file = ROOT / path
        if file.is_file() and (trace := TRACES.search(file.read_bytes())):
            found[path] = trace.group().decode()
    assert found == {}


@pytest.mark.parametrize("trace", [f"see /{HOMES[1]}/an/x", f"https://{HOSTS[0]}/simple"])
def test_a_trace_would_be_found(trace: str) -> None:
    assert TRACES.search(trace.encode())


def test_the_lock_covers_every_requirement(project: dict) -> None:
    runtime = project["project"]["dependencies"] + project["build-system"]["requires"]
    development = project["dependency-groups"]["dev"]
    assert {normalised(line) for line in runtime} <= locked("requirements.lock").keys()
    assert {normalised(line) for line in development} <= locked("requirements-dev.lock").keys()


def test_both_locks_agree() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert runtime.items() <= development.items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert len(entries) > 30
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_has_its_reason(project: dict) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    names = [
        normalised(line)
        for line in [
            *project["project"]["dependencies"],
            *project["dependency-groups"]["dev"],
            *project["build-system"]["requires"],
        ]
    ]
    assert [name for name in names if f"| `{name}` |" not in text] == []


def test_every_lint_exception_has_its_reason(project: dict) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lint = project["tool"]["ruff"]["lint"]
    exceptions = {*lint["ignore"], *itertools.chain(*lint["per-file-ignores"].values())}
    assert [code for code in sorted(exceptions) if f"`{code}`" not in text] == []


def test_every_make_target_is_explained_by_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True)
    shown = re.findall(r"^  make (\w+)", listed.stdout, re.MULTILINE)
    assert sorted(shown) == sorted(phony.group(1).split())


def test_every_make_target_named_in_prose_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in PROSE:
        used = set(re.findall(r"`make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8")))
        assert used <= targets, name


def test_every_command_named_in_prose_exists() -> None:
    commands = set(re.findall(r"^  ([a-z]+)\b", bienban("--help"), re.MULTILINE))
    for name in PROSE:
        text = (ROOT / name).read_text(encoding="utf-8")
        used = set(re.findall(r"(?<=[`/\\])bienban (?:-C \S+ )?([a-z]+)", text))
        assert used & {"check", "build"} or name == "CONTRIBUTING.md"
        assert used <= commands, name


@pytest.mark.parametrize("name", PROSE)
def test_local_links_and_pictures_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", PROSE)
def test_prose_has_one_sentence_per_line(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"`[^`\n]*`", "x", prose)
    lines = [line for line in prose.splitlines() if not line.startswith("|")]
    assert [line for line in lines if re.search(r"[a-zà-ỹ)x][.?!] +[A-ZÀ-ỸĐ]", line)] == []


def bienban(*arguments: str) -> str:
    """Return what the installed command prints."""
    program = "from bienban.cli.main import main; main()"
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_editor_settings_use_the_schemas_that_the_command_prints() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    schemas = settings["yaml.schemas"]
    assert "organization.yml" in schemas.values()
    for path in schemas:
        kept = json.loads((ROOT / path).read_text(encoding="utf-8"))
        assert kept == json.loads(bienban("schema", Path(path).stem))


def test_a_skip_fails_under_ci(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_a.py").write_text(
        "import pytest\n\ndef test_a():\n    pytest.skip('no browser')\n", encoding="utf-8"
    )
    for ci, code in (("true", 1), ("", 0)):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
            cwd=tmp_path,
            env=os.environ | {"CI": ci},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout
        assert ("CI does not allow: Skipped: no browser" in done.stdout) == (ci == "true")


def test_every_act_has_its_pull_request_template() -> None:
    folder = ROOT / ".github" / "PULL_REQUEST_TEMPLATE"
    acts = {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert acts.keys() == {"minutes", "resolution", "correction", "roster"}
    for text in acts.values():
        assert "bienban check" in text
        assert "Người duyệt đã làm:" in text


def test_owners_cover_every_protected_path() -> None:
    text = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    owned = {line.split()[0] for line in text.splitlines() if line and not line.startswith("#")}
    protected = {"/meetings/", "/resolutions/", "/khung-diem/"}
    assert protected | {"/organization.yml", "/.gitattributes"} <= owned


def test_the_sample_has_no_trail() -> None:
    roster = yaml.safe_load((ROOT / "organization.yml").read_text(encoding="utf-8"))
    assert "phe_duyet" not in roster
