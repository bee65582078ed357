"""Which rules concern a sitting, by its kinds and status."""

from collections.abc import Callable

_ALSO_PLANNED = frozenset("157")
"""Families of rules that read planned sittings too: form, numbering, confidentiality."""


class Scope(dict[str, bool]):
    """Tells of each code whether the rule concerns sittings of some kinds and status.

    What was asked once is kept: every rule asks of every sitting, and few of them differ.
    """

    def __init__(
        self,
        rule_kinds: Callable[[str], tuple[str, ...]],
        every: tuple[str, ...],
        kinds: frozenset[str] | None,
        *,
        perhaps_planned: bool,
    ) -> None:
        super().__init__()
        self._rule_kinds = rule_kinds
        self._every = every
        self._kinds = kinds
        self._perhaps_planned = perhaps_planned

    def __missing__(self, code: str) -> bool:
        """Find out, and keep it."""
        self[code] = concerned = self._concerned(code)
        return concerned

    def _concerned(self, code: str) -> bool:
        if self._perhaps_planned and code[2] not in _ALSO_PLANNED:
            return False
        wanted = self._rule_kinds(code)
        if self._kinds is None:
            return set(wanted) == set(self._every)
        return not self._kinds.isdisjoint(wanted)
