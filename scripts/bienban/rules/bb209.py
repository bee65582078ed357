"""BB209: a sitting has an outcome: a general conclusion, or a resolution that carried."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.proceedings import Part, Proceedings
from bienban.register.alone import Alone
from bienban.register.sittings import Sitting
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import sittings
from bienban.rules.wording import in_bold
from bienban.vocabulary import Matter


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each sitting without a word under «Kết luận chung» and without a carried resolution.

    Where «Kết luận chung» is a bold line, that is what is wrong.
    """
    for sitting in sittings(register, "BB209"):
        proceedings = sitting.document.proceedings
        yield from in_bold(sitting.document, Part.GENERAL_CONCLUSION)
        if proceedings is None or _concluded(proceedings) or _resolved(sitting):
            continue
        closing = [h for h in proceedings.headings if h.part is Part.CLOSING]
        final = proceedings.final_conclusion
        if final is None and not closing:
            continue  # a missing part is BB201
        yield Finding.at(
            sitting.document,
            final.heading.position if final else closing[-1].position,
            "cuộc họp phải có kết luận chung hoặc nghị quyết được thông qua, nhưng chưa có",
            "Ghi kết luận của chủ trì dưới «### Kết luận chung».",
        )


def _concluded(proceedings: Proceedings) -> bool:
    final, shared = proceedings.final_conclusion, proceedings.shared
    return bool(final and final.text) or (shared is not None and shared.concluded)


def _resolved(sitting: Sitting) -> bool:
    """Tell whether a resolution carried, or may have: what cannot be counted gets the doubt."""
    votes = [vote for vote in sitting.votes if vote.matter is Matter.NGHI_QUYET]
    return any(vote.carried is not False for vote in votes) or sitting.document.broken("bieu_quyet")


RULE = Rule(
    code="BB209",
    name="no-outcome",
    severity=Severity.ERROR,
    title="Cuộc họp phải có kết luận chung hoặc nghị quyết.",
    why="Họp xong mà không có kết luận thì không có căn cứ để thực hiện và kiểm tra.",
    mend="Ghi kết luận của chủ trì dưới «### Kết luận chung», hoặc ghi biểu quyết nghị quyết.",
    example=Example(
        path="meetings/2026/2026-02-05-thuong-ky.md",
        good="### Kết luận chung\n\nChi bộ ban hành kết luận về số hóa hồ sơ.\n",
        bad="### Kết luận chung\n",
    ),
    topic="conduct",
    cell=_check,
)
