"""Documents made to crash, to hang or to flood: one shape repeated until the file is full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

PATH = "meetings/2026/2026-01-05-thuong-ky.md"
"""The minutes that are spoilt, in tests/rules/base."""

_FULL = 1_900_000  # bytes: just under the 2 MiB beyond which no file is read
_FOLDER = Path(__file__).parents[1] / "rules/base"

Make = Callable[[], bytes]
"""Makes one document, when its turn comes."""


def _sound() -> tuple[str, str]:
    """Return front matter and body of the minutes."""
    front, _, body = (_FOLDER / PATH).read_text(encoding="utf-8")[4:].partition("\n---\n")
    return f"{front}\n", body


def with_front(added: str, key: str = "") -> bytes:
    """Return the minutes with more front matter: below the line `key:`, or above all."""
    front, body = _sound()
    if not key:
        return f"---\n{added}{front}---\n{body}".encode()
    before, found, after = front.partition(f"{key}:\n")
    assert found, key
    return f"---\n{before}{found}{added}{after}---\n{body}".encode()


def with_body(added: str, *, alone: bool = False) -> bytes:
    """Return the minutes with more below them, or with nothing but that (`alone`)."""
    front, body = _sound()
    return f"---\n{front}---\n{'' if alone else body}{added}".encode()


def full(shape: str) -> str:
    """Return `shape` again and again, as often as a file holds it."""
    return shape * (_FULL // len(shape.encode()))


def numbered(shape: str, count: int) -> str:
    """Return `shape` for each number below `count`."""
    return "".join(shape.format(number) for number in range(count))


SHAPES = (
    ("[a, ", "]"), ("{a: ", "}"), ('["": ', "]"), ("[!a ", "]"), ("[\n#a\n", "]"), ("[? ", "]"),
    ("{? ", "}"), ('["]", ', "]"), ("[']', ", "]"), ('{"}": ', "}"), ("[#]\n", "]"),
    ("[!<]> ", "]"), ("[[?]:", "]"), ("[?]:", ""), ("[?], ", ""), ("- ", ""), ("? ", ""),
    ("-   ", ""), ("-\t", ""), ("? - ", ""),
)  # fmt: skip
"""What opens one level more of YAML, and what closes it; libyaml passes over the «]» of «?]»."""


def nested(opening: str, closing: str, times: int) -> str:
    """Return YAML that nests as deep as `times` says, or twice as deep."""
    key = "x: [" if {"[", "{"} & {*opening} else ""
    return f"{key}{opening * times}a{closing * times}\n"


def _nested(opening: str, closing: str) -> Make:
    return lambda: with_front(nested(opening, closing, 40_000))


def _indented(mark: str) -> Make:
    steps = "".join(f"{' ' * column}{mark}\n" for column in range(1, 1_900))
    return lambda: with_front(f"x:\n{steps}")


NESTED: dict[str, Make] = {
    **{f"{opening!r}": _nested(opening, closing) for opening, closing in SHAPES},
    **{f"indented {mark!r}": _indented(mark) for mark in ("a:", "-", "?", ":")},
}
"""Front matter that nests, in every way in which YAML can."""

_FOLLOWED = "- nhiem_vu: 2026-01-05-thuong-ky/{}\n  trang_thai: hoan-thanh\n"
_CARRIED = "- van_ban: 2025-2027/9{}-NQ-CB\n  ket_qua: x\n"
_PILED = r"\u0301\u0323"

FRONTS: dict[str, Make] = {
    "unknown keys": lambda: with_front(numbered("k{}: 1\n", 9_000)),
    "more keys than are read": lambda: with_front(numbered("k{}: 1\n", 90_000)),
    "keys without a value": lambda: with_front(numbered("k{}:\n", 9_000)),
    "doubled keys": lambda: with_front(numbered("k{0}: 1\nk{0}: 1\n", 4_500)),
    "keys doubled in an item": lambda: with_front(
        "nhiem_vu:\n- viec: a\n" + numbered("  k{0}: 1\n  k{0}: 1\n", 4_500)
    ),
    "items without their line": lambda: with_front(
        "kien_nghi:\n" + "- noi_dung: a\n  noi_dung: b\n" * 4_000
    ),
    "anchors": lambda: with_front(numbered("k{0}: &a{0} x\n", 9_000)),
    "aliases": lambda: with_front("x: &a b\n" + numbered("k{}: *a\n", 60_000)),
    "plain scalar": lambda: with_front("x: " + full("a ") + "\n"),
    "plain scalar of many lines": lambda: with_front("x: a\n" + full(" a\n")),
    "block scalar": lambda: with_front("x: |\n" + full("  a\n")),
    "folded scalar": lambda: with_front("x: >\n" + full("  a\n\n")),
    "escapes of piled marks": lambda: with_front('x: "a' + full(_PILED) + '"\n'),
    "comments": lambda: with_front(full("#a\n")),
    "colons": lambda: with_front("x: " + full("a: ") + "\n"),
    "bracket left open": lambda: with_front("x: [" + full(" ") + "\n"),
    "list items": lambda: with_front(full("  - a\n"), "tai_lieu"),
    "as many items as are read": lambda: with_front("  - a\n" * 15_000, "tai_lieu"),
    "empty items": lambda: with_front("  -\n" * 15_000, "tai_lieu"),
    "items with comments": lambda: with_front("  - a #b\n" * 15_000, "tai_lieu"),
    "cut prose": lambda: with_front("kien_nghi:\n" + "- {noi_dung: a b, gui: c}\n" * 4_500),
    "items of unknown keys": lambda: with_front("kien_nghi:\n" + "- {noi: a, gu: c}\n" * 4_500),
    "unknown people": lambda: with_front(numbered("  Nguyễn Văn Z{}: ốm\n", 9_000), "vang"),
    "people without a reason": lambda: with_front(numbered("  Trần Z{}:\n", 9_000), "vang"),
    "unknown tasks": lambda: with_front("theo_doi:\n" + numbered(_FOLLOWED, 6_000)),
    "unknown papers": lambda: with_front("thuc_hien:\n" + numbered(_CARRIED, 6_000)),
    "votes that lack everything": lambda: with_front("bieu_quyet:\n" + "- ve: a\n" * 9_000),
    "waivers of errors": lambda: with_front("mien_tru:\n" + "- ma: BB101\n  ly_do: x\n" * 6_000),
    "a long key": lambda: with_front("? " + full("k") + "\n: 1\n"),
    "a long name of a person": lambda: with_front("  ? " + full("Trần ") + "\n  : ốm\n", "vang"),
    "unclosed": lambda: ("---\n" + full("a: b\n")).encode(),
    "unclosed dashes": lambda: ("---\n" + full("- ")).encode(),
}
"""Front matter with far too much of one thing."""

_REPEATED = (
    "*_", "*[", "<http://a.b>", "[a](b) ", "[a](%2e%2e%2f)", "![a](http://b)", "<b>", "<b>\n\n",
    "&amp;", "&", "\\", "`", "`a` ", "[", "]", "![", "[^a]: b\n", "[a]: b\n", "a*a*", "*", "**a",
    "- a\n", "L\n\n", ">", "> ", "a\n=\n", "---\n", "|a", "| a | b |\n", "```\n", "<!--",
    "<a href='", "1. a\n", "- - ", "{.a} ", "::: a\n", "# a\n", "## I", "### 1. a\n", "a", "Đ ",
    "\u200b", "e\u0301", "a\u0301\u0323", "\u00a0", "\t\n", "\r", "(", "[a](", "[a](&#97;)",
    "[a](b'", "<<<<<<< a\n=======\n", "1-a ", "1-a/", "2026-01-02-chi-uy ", "**a:** b\n",
    "thẻ đảng viên ", "chứng minh ", "01-01 ", "0-0 ", "**a**\n", "**1. a**\n\n",
)  # fmt: skip
_SAID = (
    "- **An:** a\n", "- a\n", "- a\n  **b:** c\n", "**a:** b\n", "a\n\n",
    "**Lê Z:**\n\n- a\n\n", "- a\nLê Z:\n",
)  # fmt: skip
_DISCUSSION = "\n## II. Nội dung\n\n### 9. Việc\n\n#### Thảo luận\n\n"
_CONCLUSION = "\n## II. Nội dung\n\n### 9. Việc\n\n#### Kết luận\n\n"
_TOGETHER = "- **{}:** a\n"
_WIDE = "|" + "a|" * 9_000 + "\n|" + "-|" * 9_000 + "\n" + "|c\n" * 9_000


def _written(shape: str, times: int) -> Make:
    """Return what makes a body of `shape`, `times` over or, at 0, until the file is full."""
    return lambda: with_body(shape * times if times else full(shape))


def _said(shape: str, times: int) -> Make:
    """Return what makes a discussion of `shape`, as often."""
    return lambda: with_body(_DISCUSSION + (shape * times if times else full(shape)))


BODIES: dict[str, Make] = {
    **{f"{shape!r}": _written(shape, 0) for shape in _REPEATED},
    **{f"discussed {shape!r}": _said(shape, 0) for shape in _SAID},
    **{f"discussed {shape!r} less often": _said(shape, 6_000) for shape in _SAID},
    "items in bold": lambda: with_body(
        _CONCLUSION + numbered("### {0}. a\n\n**{0}. b**\n\n", 9_000)
    ),
    "one heading": lambda: with_body(full("# a\n"), alone=True),
    "nearly known headings": lambda: with_body(numbered("## Kết thuc{}\n", 16_000), alone=True),
    "unknown speakers": lambda: with_body(_DISCUSSION + numbered("- **Trần Z{}:** a\n", 7_000)),
    "one speaker": lambda: with_body(_DISCUSSION + _TOGETHER.format("Nguyễn " * 200_000)),
    "speakers together": lambda: with_body(
        _DISCUSSION + _TOGETHER.format(numbered("Văn Z{} và ", 99_999))
    ),
    "many above a list": lambda: with_body(
        _DISCUSSION + "**" + ("A, " * 330)[:-2] + ":**\n\n" + "- a\n" * 15_000
    ),
    "capitals before colons": lambda: with_body(_DISCUSSION + "Lê Zz: a\n\n" * 12_000),
    "a table of names": lambda: with_body(
        _DISCUSSION + "|a|b|\n|-|-|\n" + "|Lê Zz|c d e|\n" * 5_000
    ),
    "conclusions": lambda: with_body(_CONCLUSION + "a\n\n" * 16_000),
    "a table": lambda: with_body("|a|b|\n|-|-|\n" + full("|c|d|\n")),
    "a wide table": lambda: with_body(_WIDE),
    "definitions": lambda: with_body(numbered("[a{}]: b\n", 100_000)),
    "uses of one definition": lambda: with_body("[a]: " + "b" * 50_000 + "\n\n" + "[a] " * 400_000),
    "brackets in brackets": lambda: with_body("[" * 900_000 + "]" * 900_000),
    "a long target": lambda: with_body("[a](" + "%25" * 600_000 + "41)"),
    "a long name": lambda: with_body("a/" * 900_000 + "1-a"),
    "lists in lists": lambda: with_body("".join("  " * deep + "- a\n" for deep in range(1_300))),
}
"""Bodies with far too much of one thing."""

for _mark in ("", "ế", "e\u0301", "\u200b"):  # each makes another way back to the place
    for _shape, _times in (
        ("[a](ftp://b) ", 12_000),
        ("[a](b.txt) ", 12_000),
        ("{.a} <b>", 16_000),
        ("2026-01-02-chi-uy ", 50_000),
    ):
        BODIES[f"{_mark + _shape!r} less often"] = _written(_mark + _shape, _times)


def below(path: str, key: str, added: str) -> bytes:
    """Return the file at `path` of tests/rules/base with more below the line `key:`."""
    before, found, after = (_FOLDER / path).read_text(encoding="utf-8").partition(f"\n{key}:\n")
    assert found, key
    return f"{before}{found}{added}{after}".encode()


_ROLL = "organization.yml"
_PAPER = "resolutions/2025-2027/01-NQ-CB.md"
_MEMBER = "  - ma: m{0}\n    ten: M{0}\n    vao_dang: 2011-02-03\n"
_NO_MEMBER = "  - ma: m{}\n    vao_dang: x\n"
_STOOD = (
    "  - chuc_danh: chi-uy\n    lay: 3\n    phieu: {phat_ra: 24, thu_ve: 24, hop_le: 23}\n"
    "    kiem_phieu: [Nguyễn Văn An]\n"
)


def _terms() -> str:
    days = (f"{1930 + n // 300}-{1 + n // 25 % 12:02}-{1 + n % 25:02}" for n in range(9_000))
    return "".join(f"  - tu: {day}\n" for day in days)


def _election() -> str:
    elected = "    trung_cu:\n" + numbered("      - Z{}\n", 4_000)
    return f"bau_cu:\n{_STOOD}{elected}    ung_cu:\n" + numbered("      Z{}: 2\n", 4_000)


OTHERS: dict[str, tuple[str, Make]] = {
    "members": (_ROLL, lambda: below(_ROLL, "dang_vien", numbered(_MEMBER, 2_500))),
    "members of one name": (_ROLL, lambda: below(_ROLL, "dang_vien", _MEMBER.format(0) * 2_500)),
    "no members": (_ROLL, lambda: below(_ROLL, "dang_vien", numbered(_NO_MEMBER, 4_000))),
    "terms": (_ROLL, lambda: below(_ROLL, "nhiem_ky", _terms())),
    "papers replaced": (
        _PAPER,
        lambda: below(_PAPER, "noi_nhan", "  - a\nthay_the:\n" + numbered("  - x{}\n", 15_000)),
    ),
    "people in charge": (
        _PAPER,
        lambda: below(
            _PAPER,
            "nhiem_vu",
            "  - viec: a\n    giao_cho:\n" + numbered("      - Z{}\n", 15_000),
        ),
    ),
    "an election": (PATH, lambda: with_front(_election())),
}
"""Files of every kind with far too much of one thing, with their paths."""
