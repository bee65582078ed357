"""Every machine format: a golden report, and text of documents that tries to be markup."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from bienban import __version__
from bienban.diagnostics import Diagnostic, Severity
from bienban.reporters import FORMATS
from bienban.reporters.plain import plain
from bienban.rules.registry import RULES

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
SCHEMA = json.loads((HERE / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))

MINUTES = "meetings/2026/2026-01-05-thuong-ky.md"
FOUND = [
    Diagnostic(
        MINUTES,
        9,
        9,
        "BB998",
        "a-rule",
        Severity.ERROR,
        "`thu_ky` phải là người có mặt, nhưng là 'Lê Văn Cường'",
        "Ghi người đã ghi biên bản.",
        "Hướng dẫn 42-HD/BTCTW (28/10/2025)",
    ),
    Diagnostic(MINUTES, 9, 9, "BB998", "a-rule", Severity.ERROR, "chỉ có câu này"),
    Diagnostic(
        "organization.yml", 1, 1, "BB999", "another", Severity.WARNING, "tháng 03/2026 không có"
    ),
]
HOSTILE = (
    "a\n::error file=x::y",
    "100% %0A%25",
    "a\r\n::stop-commands::x",
    "a,b:c=d",
    "\x1b[31mđỏ\x1b[0m\x07\x00",
    "a\"b'c<d>&amp;]]>",
    "trước\u202eusau",
    "a\u2028b\x85c",
    "\udc80 và \udcff",
    "\ufffe\uffff",
    "🙂 Nguyễn Văn An",
)


def hostile(text: str) -> list[Diagnostic]:
    return [
        Diagnostic(f"meetings/{text}.md", 3, 1, "BB107", "bad-value", severity, text, text, text)
        for severity in Severity
    ]


def written(form: str, found: list[Diagnostic]) -> str:
    """Return what reaches a file: the report as the command writes it."""
    data = FORMATS[form](found).encode("utf-8", "backslashreplace")
    return data.decode("utf-8").replace(f'"{__version__}"', '"VERSION"')


@pytest.mark.parametrize("form", FORMATS)
def test_golden(form: str):
    assert written(form, FOUND) == (GOLDEN / f"{form}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found(form: str):
    report = FORMATS[form]([])
    if form in {"text", "github"}:
        assert report == ""
    elif form == "junit":
        case = ET.fromstring(report.encode()).find("./testsuite/testcase")
        assert case is not None
        assert list(case) == []
    elif form == "sarif":
        assert json.loads(report)["runs"][0]["results"] == []
    else:
        assert json.loads(report) == []


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["text", "github"])
def test_no_text_opens_a_line_or_moves_a_cursor(form: str, text: str):
    report = written(form, hostile(text))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", report)
    lines = report.splitlines()
    if form == "github":
        assert [line.split(" ")[0] for line in lines] == ["::error", "::warning"]
    else:
        assert len(lines) == 6


@pytest.mark.parametrize("text", HOSTILE)
def test_github_reads_back_what_was_said(text: str):
    for line in FORMATS["github"](hostile(text)).splitlines():
        properties, message = re.fullmatch(r"::\w+ (.*?)::(.*)", line).groups()
        values = dict(pair.split("=", 1) for pair in properties.split(","))
        assert values.keys() == {"file", "line", "col", "title"}
        assert unescaped(values["file"]) == f"meetings/{plain(text)}.md"
        assert unescaped(message).split("\n")[0] == plain(text)


def unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


@pytest.mark.parametrize("text", HOSTILE)
def test_junit_is_valid_xml_and_says_what_was_said(text: str):
    top = ET.fromstring(written("junit", hostile(text)).encode("utf-8"))
    failure, skipped = top.find(".//failure"), top.find(".//skipped")
    assert failure is not None
    assert skipped is not None
    assert top.attrib == {
        "name": "bienban",
        "tests": "2",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    shown = plain(text)
    assert failure.get("message") == skipped.get("message") == shown
    assert shown in failure.text.split("\n")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_json_formats_read_back(form: str, text: str):
    data = json.loads(written(form, hostile(text)))
    if form == "json":
        assert data[0]["message"] == text
    elif form == "gitlab":
        assert text in data[0]["description"]
        assert data[0]["location"]["path"] == f"meetings/{text}.md"
    else:
        assert data["runs"][0]["results"][0]["message"]["text"].startswith(text)


@pytest.mark.parametrize("found", [[], FOUND, *map(hostile, HOSTILE)], ids=lambda f: f"{len(f)}")
def test_sarif_keeps_to_its_schema(found: list[Diagnostic]):
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads(written("sarif", found)))


def test_the_schema_would_find_a_fault():
    log = json.loads(FORMATS["sarif"](FOUND))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_sarif_describes_every_rule_with_a_way_to_its_page():
    found = [Diagnostic("a.md", 1, 1, r.code, r.name, r.severity, "câu") for r in RULES]
    log = json.loads(FORMATS["sarif"](found))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.code for rule in RULES]
    for rule, result in zip(described, run["results"], strict=True):
        assert rule["helpUri"].endswith(rule["id"])
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}")
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_paths_are_uris():
    (run,) = json.loads(FORMATS["sarif"](hostile("a b#c?d%e é\udcff")))["runs"]
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "meetings/a%20b%23c%3Fd%25e%20%C3%A9%FF.md"


def prints(form: str, found: list[Diagnostic]) -> list[str]:
    data = json.loads(FORMATS[form](found))
    if form == "gitlab":
        return [entry["fingerprint"] for entry in data]
    return [result["partialFingerprints"]["bienban/v1"] for result in data["runs"][0]["results"]]


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_a_fingerprint_outlives_lines_written_above(form: str):
    def at(line: int, message: str = "câu") -> Diagnostic:
        return Diagnostic("a.md", line, 1, "BB107", "bad-value", Severity.ERROR, message)

    assert prints(form, [at(3)]) == prints(form, [at(30)])
    assert prints(form, [at(3)]) != prints(form, [at(3, "câu khác")])
    twice = prints(form, [at(3), at(9)])
    assert len(set(twice)) == 2
    assert twice[0] == prints(form, [at(3)])[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nguyễn Văn An, 100 %", "Nguyễn Văn An, 100 %"),
        ("a\nb\x1b[0m", "a\\x0ab\\x1b[0m"),
        ("trước\u202esau\u200b", "trước\\u202esau\\u200b"),
        ("\udcff", "\\udcff"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_plain_spells_out_what_cannot_be_seen(text: str, shown: str):
    assert plain(text) == shown
