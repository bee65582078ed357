"""BB506: what a paper replaces or amends exists, is another, and does not replace it in turn."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.register import Register
from bienban.register.papers import PaperFacts, PaperLink
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.wording import joined, perhaps


def _check(register: Register) -> Iterator[Finding]:
    """Yield each reference to nothing or to the paper itself, and each cycle at its papers."""
    for paper in register.papers:
        for link in (*paper.replaces, *paper.amends):
            if link.target is None and not register.known_paper(link.text):
                yield _finding(
                    paper,
                    link,
                    f"phải là một văn bản có trong sổ, nhưng là '{link.text}'",
                    joined(perhaps(register.nearest(link.text)), "Ghi dạng 2025-2027/03-NQ-CB."),
                )
            elif link.target is paper:
                yield _finding(
                    paper, link, "phải là một văn bản khác, nhưng là chính nó", "Sửa số văn bản."
                )
            elif link.target is not None and link.target in paper.cycle:
                chain = " → ".join(p.number_text or p.id for p in (*paper.cycle, paper.cycle[0]))
                yield _finding(
                    paper,
                    link,
                    f"phải không đi vòng, nhưng {chain}",
                    "Bỏ một chỗ thay thế để văn bản sau thay văn bản trước.",
                )


def _finding(paper: PaperFacts, link: PaperLink, message: str, help_: str) -> Finding:
    at = paper.document.at(*link.loc)
    return Finding.at(paper.document, at, f"`{link.loc[0]}` {message}", help_)


RULE = Rule(
    code="BB506",
    name="broken-supersession",
    severity=Severity.ERROR,
    title="Văn bản được thay thế, sửa đổi phải có thật và không đi vòng.",
    why="Người đọc phải lần được từ văn bản cũ tới văn bản còn hiệu lực.",
    mend="Ghi đúng mã văn bản được thay thế hay sửa đổi.",
    example=Example(
        path="resolutions/2025-2027/01-KL-CB.md",
        good="trich_yeu: Về số hóa hồ sơ lưu trữ\n",
        bad="trich_yeu: Về số hóa hồ sơ lưu trữ\nthay_the:\n  - 2025-2027/09-KL-CB\n",
    ),
    topic="papers",
    register=_check,
)
