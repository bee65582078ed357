"""A rule as people read it: on the terminal, and as a page of the docs."""

from __future__ import annotations

from bienban.rules.model import Rule
from bienban.standards import load_standards

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo"}


def rule_text(rule: Rule) -> str:
    """Return what `bienban rule` prints: the page without Markdown's marks."""
    parts = [
        f"{rule.code} {rule.name} ({SEVERITIES[rule.severity].lower()})",
        f"{rule.title}",
        f"Vì sao: {rule.why}",
    ]
    if rule.example:
        parts.append(f"Sai:\n{_indented(rule.example.bad)}")
        parts.append(f"Đúng:\n{_indented(rule.example.good)}")
    parts.append(f"Cách sửa: {rule.mend}")
    if rule.topic:
        parts.append(f"Căn cứ: {_citations(rule.topic)}")
    return "\n\n".join(parts) + "\n"


def rule_page(rule: Rule) -> str:
    """Return the docs page of a rule, in Markdown."""
    head = f"# {rule.code}: {rule.title.rstrip('.')}\n"
    facts = f"`{rule.name}` · **{SEVERITIES[rule.severity]}**\n"
    parts = [head, facts, f"## Vì sao\n\n{rule.why}\n"]
    if rule.example:
        parts.append(f"## Sai\n\n{_fenced(rule.example.bad)}\n")
        parts.append(f"## Đúng\n\n{_fenced(rule.example.good)}\n")
    parts.append(f"## Cách sửa\n\n{rule.mend}\n")
    if rule.topic:
        parts.append(f"## Căn cứ\n\n{_citations(rule.topic)}\n")
    return "\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n"))


def _fenced(text: str) -> str:
    return "```yaml\n" + text.strip("\n") + "\n```"


def _citations(topic: str) -> str:
    """Return every document that ever governed `topic`, the one in force last first."""
    standards = load_standards()
    governing = [d for d in standards.documents if topic in d.governs and d.start is not None]
    cited = sorted(governing, key=lambda d: (d.start, d.stem), reverse=True)
    return "; ".join(dict.fromkeys(str(document.citation) for document in cited))
