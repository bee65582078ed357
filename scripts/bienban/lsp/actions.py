"""Repairs offered beside a finding: the safe ones of `check --fix`, and «Có phải …?» hints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from bienban.diagnostics import Diagnostic
from bienban.documents.fix import fixed
from bienban.lsp.positions import Buffer

FIXABLE = frozenset({"BB109", "BB110"})
"""The codes whose findings `check --fix` repairs."""

_PERHAPS = re.compile(r"Có phải «([^»]+)»\?")
_WORD = re.compile(r"[^\s:,\]}\"']+")


def repairs(
    uri: str, buffer: Buffer, found: Iterable[tuple[Diagnostic, types.Diagnostic]]
) -> Iterator[types.CodeAction]:
    """Yield the repairs of findings, each with the finding as the editor knows it."""
    better = fixed(buffer.text)
    for finding, shown in found:
        if finding.code in FIXABLE and better != buffer.text:
            edit = types.TextEdit(buffer.whole, better)
            yield _action(uri, "Sửa chữ trong cả tệp về dạng chuẩn", edit, shown)
        hint = _PERHAPS.search(finding.help)
        if hint and (edit_of_hint := _replacement(buffer, finding, hint[1])):
            yield _action(uri, f"Đổi thành «{hint[1]}»", edit_of_hint, shown)


def _action(
    uri: str, title: str, edit: types.TextEdit, shown: types.Diagnostic
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown],
        edit=types.WorkspaceEdit(changes={uri: [edit]}),
        is_preferred=True,
    )


def _replacement(buffer: Buffer, finding: Diagnostic, hint: str) -> types.TextEdit | None:
    """Return the edit that puts `hint` where the word at fault stands; None where it is not there.

    The word is the one that the message quotes, or a key; the text may have changed since.
    """
    row, column = buffer.found_at(finding.line, finding.column)
    rest = buffer.line(row)[column:]
    quoted = re.findall(r"«([^»]+)»|'([^']+)'", finding.message)
    words = [one or other for one, other in quoted]
    if key := _WORD.match(rest):
        words = [word for word in words if word != key[0]] + [key[0]] * (key[0] in words)
    for word in sorted(words, key=len, reverse=True):
        at = rest.find(word, 0, len(word) + 2)  # a quote or a star may stand before it
        if at >= 0 and word != hint:
            start = column + at
            return types.TextEdit(buffer.range(row, start, start + len(word)), hint)
    return None
