"""Workspaces that break every rule: each code is found, at its place, and nothing else is.

Two are needed: BB405, BB408 and BB507 conclude from something missing, and keep silent where
a file or name that cannot be read, which other codes ask for, could be what is missing.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bienban.rules.registry import RULES

HERE = Path(__file__).parent
READABLE = "chi-bo-doc-duoc"
WORKSPACES = ("chi-bo", READABLE)
FROM_WHAT_IS_MISSING = {"BB405", "BB408", "BB507"}
DAY = "2026-07-08"


def report(name: str) -> list[dict]:
    program = "from bienban.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "-C", HERE / name, "check", "--ngay", DAY, "--format=json"],
        capture_output=True,
        check=False,
        timeout=120,
    )
    return json.loads(done.stdout)


def test_every_rule_on_documents_is_broken():
    judged = {rule.code for rule in RULES if rule.family != "9"}
    broken = {d["code"] for d in report("chi-bo")}
    assert judged - broken == FROM_WHAT_IS_MISSING
    assert {d["code"] for d in report(READABLE)} >= FROM_WHAT_IS_MISSING


@pytest.mark.parametrize("name", WORKSPACES)
def test_every_finding_is_expected(name: str):
    found = [f"{d['code']} {d['path']}:{d['line']}:{d['column']}" for d in report(name)]
    assert found == (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
