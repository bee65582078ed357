"""BB206: every opinion opens with its speaker, and the speaker is known."""

from __future__ import annotations

from collections.abc import Iterator

from bienban.diagnostics import Severity
from bienban.documents.stray import Why
from bienban.register import Sitting
from bienban.register.alone import Alone
from bienban.register.roster import Ambiguous, Found, Lookup, Unknown
from bienban.rules.model import Example, Finding, Rule
from bienban.rules.scope import settled
from bienban.rules.speakers import is_chair
from bienban.rules.wording import joined, perhaps, several


def _check(register: Alone) -> Iterator[Finding]:
    """Yield each opinion that is no list item, has no speaker, or one whom nobody knows."""
    for sitting in settled(register, "BB206"):
        proceedings = sitting.document.proceedings
        for stray in proceedings.stray if proceedings else ():
            if not stray.perhaps or any(_somebody(sitting, name) for name in stray.perhaps):
                yield Finding.at(sitting.document, stray.position, *_WORDS[stray.why])
        for speech in proceedings.opinions if proceedings else ():
            if not speech.speakers:
                yield Finding.at(
                    sitting.document,
                    speech.position,
                    "ý kiến phải mở đầu bằng tên người phát biểu in đậm, nhưng chưa có tên",
                    "Viết «- **Họ và tên:** ý kiến».",
                )
            for name in speech.speakers:
                found = sitting.find(name)
                if isinstance(found, Found) or is_chair(name):
                    continue  # as nearly all are
                words = _who(found, name)
                if words:
                    yield Finding.at(sitting.document, speech.position, *words)


def _somebody(sitting: Sitting, name: str) -> bool:
    """Tell whether a name in plain text is that of somebody."""
    found = sitting.find(name)
    return not isinstance(found, Unknown) or found.once is not None


_NO_ITEM = "ý kiến phải là một dòng mở đầu bằng «- »"
_WORDS = {
    Why.NO_ITEM: (
        f"{_NO_ITEM}, nhưng dòng này không phải",
        "Viết mỗi ý kiến một dòng «- **Họ và tên:** ý kiến» (dấu trừ, rồi dấu cách).",
    ),
    Why.CODE: (
        f"{_NO_ITEM}, nhưng dòng này thụt vào bốn dấu cách nên thành khối mã",
        "Xóa các dấu cách ở đầu dòng, và ở mọi dòng thụt vào như vậy.",
    ),
    Why.ABOVE: (
        "tên người phát biểu phải mở đầu từng ý kiến, nhưng ở đây đứng riêng một dòng",
        "Viết mỗi ý bên dưới thành «- **Họ và tên:** ý kiến»; hoặc sửa dòng này thành "
        "«- **Họ và tên:**», rồi thụt các gạch đầu dòng bên dưới vào hai dấu cách.",
    ),
    Why.BELOW: (
        "các ý của một ý kiến phải nằm trong ý kiến đó, nhưng ở đây bắt đầu một danh sách khác",
        "Nếu là các ý của người vừa nêu thì thụt những dòng này vào hai dấu cách; nếu là ý kiến "
        "của người khác thì viết «- **Họ và tên:** ý kiến».",
    ),
    Why.TABLE: (
        f"{_NO_ITEM}, nhưng ở đây là một bảng",
        "Viết mỗi dòng của bảng thành «- **Họ và tên:** ý kiến».",
    ),
}


def _who(found: Lookup, name: str) -> tuple[str, str] | None:
    """Return what to say of a speaker's name that means nobody, or several."""
    if isinstance(found, Ambiguous):
        return several("người phát biểu", found)
    if not isinstance(found, Unknown) or not found.sure:
        return None
    if found.once is not None:
        return (
            f"người phát biểu phải có trong chi bộ hoặc khách mời, nhưng «{found.once.name}» không "
            "thuộc chi bộ vào ngày này",
            "Xem lại ngày, hoặc sửa thời gian của đồng chí đó trong organization.yml; dự với tư "
            "cách khách thì thêm vào `khach_moi`.",
        )
    return (
        f"người phát biểu phải có trong chi bộ hoặc khách mời, nhưng là '{name}'",
        joined(perhaps(found.nearest), "Ghi đủ họ tên, hoặc thêm vào `khach_moi`."),
    )


RULE = Rule(
    code="BB206",
    name="unattributed-opinion",
    severity=Severity.ERROR,
    title="Mỗi ý kiến thảo luận phải ghi rõ người phát biểu.",
    why="Ý kiến không có tên thì không biết ai chịu trách nhiệm, ai bảo lưu.",
    mend="Viết mỗi ý kiến một gạch đầu dòng, mở đầu bằng «**Họ và tên:**».",
    example=Example(
        path="meetings/2026/2026-01-05-thuong-ky.md",
        good="- **Đỗ Thị Hạnh:** Còn 5 hồ sơ",
        bad="- Một đồng chí nêu: còn 5 hồ sơ",
    ),
    topic="conduct",
    cell=_check,
)
