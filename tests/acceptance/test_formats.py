"""`check --format …` through the command: stdout is the report and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "tests" / "unit" / "reporters" / "data" / "sarif-schema-2.1.0.json"
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
BROKEN = "meetings/2026/2026-03-05-bat-thuong.md"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example workspace with an unreadable record and a hostile file name."""
    root = tmp_path_factory.mktemp("chi bộ 4")
    base = ROOT / "tests" / "rules" / "base"
    for path in base.rglob("*.*"):
        (root / path.relative_to(base)).parent.mkdir(parents=True, exist_ok=True)
        (root / path.relative_to(base)).write_bytes(path.read_bytes())
    (root / BROKEN).write_text("---\nloai: bat-thuong\n", encoding="utf-8")
    hostile = os.fsdecode(b"meetings/2026/a,b:c%d]]>\n::error::\xff.md")
    (root / hostile).write_text("không có gì\n", encoding="utf-8")
    return root


def check(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = "from bienban.cli.main import main; main()"
    command = [sys.executable, "-c", program, "-C", root, "check", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_utf8_and_the_same_each_time(workspace: Path, form: str) -> None:
    one, other = (check(workspace, "--format", form) for _ in range(2))
    assert one.returncode == 1
    assert one.stdout == other.stdout
    assert b"Traceback" not in one.stderr
    assert BROKEN in one.stdout.decode("utf-8")


def test_every_format_finds_the_same(workspace: Path) -> None:
    out = {form: check(workspace, "--format", form).stdout for form in FORMATS}
    found = [(d["code"], d["line"]) for d in json.loads(out["json"])]
    (run,) = json.loads(out["sarif"])["runs"]
    places = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"]]
    assert [(r["ruleId"], n) for r, n in zip(run["results"], places, strict=True)] == found
    gitlab = json.loads(out["gitlab"])
    assert [(e["check_name"][:5], e["location"]["lines"]["begin"]) for e in gitlab] == found
    cases = ET.fromstring(out["junit"]).findall(".//testcase")
    assert [(c.get("name")[:5], int(c.get("line"))) for c in cases] == found
    commands = out["github"].decode("utf-8").splitlines()
    assert len(commands) == len(found) > 1
    assert all(line.startswith("::error file=") for line in commands)


def test_sarif_keeps_to_the_official_schema(workspace: Path) -> None:
    log = json.loads(check(workspace, "--format", "sarif").stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    assert {"helpUri", "help", "shortDescription"} <= log["runs"][0]["tool"]["driver"]["rules"][
        0
    ].keys()


def test_columns_count_characters_not_bytes(workspace: Path, tmp_path: Path) -> None:
    organization = tmp_path / "organization.yml"
    text = (workspace / "organization.yml").read_text(encoding="utf-8")
    organization.write_text(
        text.replace("ten: Chi bộ 4", "ten: Chi 🙂bộ\u200b 4"), encoding="utf-8"
    )
    (run,) = json.loads(check(tmp_path, "--format", "sarif").stdout)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (hidden,) = [r for r in run["results"] if r["ruleId"] == "BB110"]
    region = hidden["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 13}


def test_warnings_alone_fail_nothing() -> None:
    base = ROOT / "tests" / "rules" / "base"
    done = check(base, "--ngay", "2026-04-01", "--format", "junit")
    assert done.returncode == 0
    top = ET.fromstring(done.stdout)
    assert top.get("failures") == "0"
    assert int(top.get("skipped") or 0) > 0
    assert check(base, "--ngay", "2026-04-01", "--format", "junit", "--strict").returncode == 1


def test_an_unknown_format_is_a_usage_error(workspace: Path) -> None:
    done = check(workspace, "--format", "xml")
    assert done.returncode == 2
    assert done.stdout == b""
    assert all(form in done.stderr.decode("utf-8") for form in FORMATS)
