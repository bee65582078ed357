"""A rule as people read it: on the terminal, and as a page of the docs.

`python -m bienban.rules.page docs/quy-tac` writes the pages; a test holds them to the modules.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from bienban.diagnostics import Severity
from bienban.rules.model import Example, Measure, Rule
from bienban.rules.registry import RULES
from bienban.rules.wording import percent
from bienban.standards import Document, Figure, load_standards, value_text

SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo"}
"""What a severity is called."""

FAMILIES = {
    "1": "Hình thức của tệp",
    "2": "Diễn biến cuộc họp",
    "3": "Người dự, biểu quyết, bầu cử",
    "4": "Nhiệm vụ",
    "5": "Nghị quyết và văn bản",
    "6": "Chế độ sinh hoạt",
    "7": "Bảo mật",
    "8": "Tự chấm điểm",
    "9": "Phê duyệt",
}
"""What the rules of a family are about, by the first digit of their codes."""

Block = Callable[[str, str], str]
"""Shows a path and an excerpt of its file."""

# Characters that cannot be seen: marks, format and control characters. Line ends stay.
_UNSEEN = ("M", "Cf", "Cc")


def page_uri(code: str) -> str:
    """Return the lasting name of a rule's page; each cell has its site at an address of its own."""
    return f"urn:bienban:quy-tac:{code}"


def rule_text(rule: Rule) -> str:
    """Return what `bienban rule` prints: the page without Markdown's marks."""
    parts = [
        f"{rule.code} {rule.name} ({SEVERITIES[rule.severity].lower()})",
        f"{rule.title}",
        f"Vì sao: {rule.why}",
    ]
    if rule.example:
        parts.append(f"Sai: {_bad(rule.example, _indented)}")
        parts.append(f"Đúng: {_good(rule.example, _indented)}")
    parts.append(f"Cách sửa: {rule.mend}")
    if rule.measure:
        parts.append(f"Đo trên mẫu: {measured(rule.measure)}")
    if rule.figures:
        parts.append("Con số:\n" + "\n".join(f"    {line}" for line in figure_lines(rule)))
    parts.append("Căn cứ:\n" + "\n".join(f"    {line}" for line in grounds(rule)))
    return "\n\n".join(parts) + "\n"


def rule_page(rule: Rule) -> str:
    """Return the docs page of a rule, in Markdown."""
    parts = [
        f"# {rule.code}: {_prose(rule.title.rstrip('.'))}",
        f"`{rule.name}` · **{SEVERITIES[rule.severity]}**",
        f"## Vì sao\n\n{_prose(rule.why)}",
    ]
    if rule.example:
        parts.append(f"## Sai\n\n{_bad(rule.example, _fenced)}")
        parts.append(f"## Đúng\n\n{_good(rule.example, _fenced)}")
    parts.append(f"## Cách sửa\n\n{_prose(rule.mend)}")
    if rule.measure:
        parts.append(f"## Đo trên mẫu\n\n{measured(rule.measure)}")
    if rule.figures:
        parts.append("## Con số\n\n" + "\n".join(f"- {_prose(f)}" for f in figure_lines(rule)))
    parts.append("## Căn cứ\n\n" + "\n".join(f"- {line}" for line in grounds(rule, linked=True)))
    return "\n\n".join(parts) + "\n"


def index_page(rules: tuple[Rule, ...] = RULES) -> str:
    """Return the page that lists every rule, a table for each family."""
    head = (
        "# Quy tắc\n\nMỗi quy tắc có một mã không đổi. "
        "**Lỗi**: biên bản hoặc văn bản chưa hợp lệ. "
        "**Cảnh báo**: hợp lệ, nhưng kỳ sinh hoạt còn thiếu sót.\n"
        "Cảnh báo có lý do chính đáng thì ghi ở `mien_tru`; lỗi thì không miễn được.\n"
        "Các dạng báo cáo cho chương trình khác: [Dạng báo cáo](dinh-dang.md).\n"
    )
    tables = []
    for family, members in groupby(rules, key=lambda rule: rule.family):
        rows = "\n".join(
            f"| [{r.code}]({r.code}.md) | {SEVERITIES[r.severity]} | {_prose(r.title)} |"
            for r in members
        )
        tables.append(f"## {FAMILIES[family]}\n\n| Mã | Mức | Quy tắc |\n|---|---|---|\n{rows}\n")
    return "\n".join([head, *tables])


def pages(rules: tuple[Rule, ...] = RULES) -> Iterator[tuple[str, str]]:
    """Yield name and text of every page."""
    yield "index.md", index_page(rules)
    for rule in rules:
        yield f"{rule.code}.md", rule_page(rule)


def measured(measure: Measure) -> str:
    """Return the figures of a rule that guesses, in words."""
    return (
        f"{measure.what} Trong {measure.total} mẫu không dùng khi viết quy tắc, "
        f"{measure.bad} mẫu đáng báo: quy tắc báo {measure.found}, đúng {measure.right}. "
        f"Độ chính xác {percent(measure.precision)} ({measure.right}/{measure.found}), "
        f"độ phủ {percent(measure.recall)} ({measure.right}/{measure.bad})."
    )


def figure_lines(rule: Rule) -> list[str]:
    """Return each figure that decides, with every document that states it, the last first."""
    return [
        f"{label}: {_figure(stated.value)} theo {stated.citation}"
        + (f". {stated.note}" if stated.note else "")
        for name, label in rule.figures
        for stated in _stated(rule.topic or "", name)
    ]


def _figure(value: object) -> str:
    return percent(value) if isinstance(value, Fraction) else value_text(value)


def _stated(topic: str, name: str) -> list[Figure]:
    documents = [d for d in load_standards().documents if name in d.figures.get(topic, {})]
    dated = [d for d in documents if d.start is not None]
    ordered = sorted(dated, key=lambda d: (d.start, d.stem), reverse=True)
    return [document.figures[topic][name] for document in ordered]


_CONVENTIONS = {
    "9": ("Vết phê duyệt", "vet-phe-duyet.md"),
    "": ("Các khóa của biên bản, văn bản, danh bạ", "dinh-dang.md"),
}
"""The page of what bienban has laid down itself, by family."""


def grounds(rule: Rule, *, linked: bool = False) -> list[str]:
    """Return what a rule rests on: official documents, or what bienban has laid down itself."""
    if rule.topic:
        lines = citations(rule.topic, rule.deciding)
        lines += (line for name in rule.also_cites for line in citations(rule.topic, [name]))
        lines += (line for topic in rule.also_topics for line in citations(topic))
        return list(dict.fromkeys(lines))
    title, page = _CONVENTIONS[rule.family if rule.trail else ""]
    return [f"Quy ước của bienban: {f'[{title}](../tham-khao/{page})' if linked else f'«{title}»'}"]


def citations(topic: str, figures: Collection[str] = ()) -> list[str]:
    """Return every document that was ever the one to cite, with its days, the last first.

    It is cited for `topic`, or for `figures` of it; not one that asks for nothing.
    """
    standards = load_standards()
    concerned = [
        (d.start, d)
        for d in standards.documents
        if d.start is not None and _speaks_of(d, topic, figures)
    ]
    ordered = sorted(concerned, key=lambda found: (found[0], found[1].stem), reverse=True)
    cited = [(standards.on(day).cite(topic, figures), document) for day, document in ordered]
    lines = [
        f"{citation}, áp dụng từ {document.since}"
        for citation, document in cited
        if citation.at(None) == document.citation
    ]
    return list(dict.fromkeys(lines))


def _speaks_of(document: Document, topic: str, figures: Collection[str]) -> bool:
    """Tell whether `document` governs `topic` or states one of `figures`, and asks for something.

    A figure asks for nothing where it is null or false.
    """
    stated = document.figures.get(topic, {})
    values = [stated[name].value for name in figures if name in stated]
    if values:
        return any(value is not None and value is not False for value in values)
    return topic in document.governs


def _bad(example: Example, block: Block) -> str:
    path = example.moved or example.path
    if example.bad is None:
        shown = f"Không có tệp `{path}`."
    elif not example.bad:
        shown = f"Thiếu những dòng này:\n\n{block(path, example.good)}"
    else:
        shown = block(path, example.bad)
    return f"{shown}\n\n{example.note}" if example.note else shown


def _good(example: Example, block: Block) -> str:
    return block(example.path, example.good)


def _indented(path: str, text: str) -> str:
    lines = _visible(text).strip("\n").split("\n")
    return f"{path}\n" + "\n".join(f"    {line}".rstrip() for line in lines)


def _fenced(path: str, text: str) -> str:
    return f"`{path}`\n\n```text\n" + _visible(text).strip("\n") + "\n```"


def _visible(text: str) -> str:
    """Return `text` with each character that cannot be seen as its number, «⟨U+200B⟩»."""
    return "".join(
        f"⟨U+{ord(c):04X}⟩" if unicodedata.category(c).startswith(_UNSEEN) and c != "\n" else c
        for c in text
    )


def _prose(text: str) -> str:
    """Return a sentence of a rule as Markdown that no HTML hides in."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")


def write_pages(folder: Path) -> None:
    """Write every page into `folder`, and take away pages of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = dict(pages())
    for old in folder.glob("BB*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
