"""What a step of the line brings: who wrote it, and whether a merge took each file from a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bienban.trail.ledger import Ledger
from bienban.trail.records import (
    UNSIGNED,
    Change,
    Commit,
    Entry,
    History,
    Identity,
    SignatureCheck,
    Signed,
)
from bienban.trail.roster import Roster
from bienban.trail.trailers import co_authors

_EVIL = "không giống bên nào trong hai bên được hợp nhất"
_BOTH = "bị đổi ở cả nhánh chính và nhánh soạn"
_DROPPED = "mất phần sửa của nhánh soạn"

Authors = dict[str, list[Identity]]
"""Path to everybody who wrote it."""


@dataclass(frozen=True)
class Survey:
    """Answers about one history; `places` are those of its commits on the line."""

    history: History
    signatures: Mapping[str, SignatureCheck]
    places: Mapping[str, int]

    def changed(self, commit: Commit) -> dict[str, Change]:
        """Return what differs from the line's step before, by path."""
        before = self.history.first_parent(commit.id)
        return {change.path: change for change in self.history.diff(before, commit.id)}

    def brought(self, commit: Commit) -> tuple[Commit, ...]:
        """Return the commits that a merge brings from outside the line."""
        return tuple(self.history.commits[c] for c in self.history.branches[commit.id].commits)

    def check(self, commit: Commit) -> SignatureCheck:
        """Return what is known of a commit's signature."""
        return self.signatures.get(commit.id, UNSIGNED)

    def own_paths(self, commit: Commit) -> Iterable[str]:
        """Return the paths that a commit itself wrote: in a merge, those like no parent's."""
        if len(commit.parents) < 2:
            before = self.history.first_parent(commit.id)
            return (change.path for change in self.history.diff(before, commit.id))
        sides = [{c.path for c in self.history.diff(p, commit.id)} for p in commit.parents]
        return set.intersection(*sides)

    def authors(self, commit: Commit, changed: Mapping[str, Change], roster: Roster) -> Authors:
        """Return who wrote each changed path: on the branch, or in a direct commit its author."""
        authors: Authors = defaultdict(list)
        writers = self.brought(commit) if len(commit.parents) > 1 else (commit,)
        for other in writers:
            for path in self.own_paths(other):
                if path in changed:
                    authors[path] += self.writers(other, roster)
        for path in changed.keys() - authors.keys():
            authors[path] = self._mergers(writers, path)
        return authors

    def writers(self, commit: Commit, roster: Roster) -> tuple[Identity, ...]:
        """Return author and co-authors, and who signed it, whatever name it states."""
        writers = (commit.author, *co_authors(commit.message))
        check = self.check(commit)
        if check.signed is not Signed.GOOD:
            return writers
        signers = (person for person, _ in roster.holders(check.key))
        return (*writers, *(Identity(p.name, min(p.emails, default="")) for p in signers))

    def _mergers(self, commits: Iterable[Commit], path: str) -> list[Identity]:
        """Return who merged `path` into its shape on the branch, where no commit wrote it.

        A `-s ours` merge on a branch takes away what main had, and nobody else did that.
        """
        return [
            commit.author
            for commit in commits
            if len(commit.parents) > 1
            and any(c.path == path for p in commit.parents for c in self.history.diff(p, commit.id))
        ]

    def misplaced(
        self, commit: Commit, changed: Mapping[str, Change], ledger: Ledger
    ) -> tuple[tuple[str, str], ...]:
        """Return the paths whose blob is not that of the parent that changed it, and why.

        `ledger` stands at the step before the merge.
        """
        branch = commit.parents[1]
        other = {change.path: change for change in self.history.diff(branch, commit.id)}
        reasons = {
            path: self._reason(path, commit, changed, other, ledger)
            for path in sorted({*changed, *other})
        }
        return tuple((path, reason) for path, reason in reasons.items() if reason)

    def _reason(
        self,
        path: str,
        commit: Commit,
        changed: Mapping[str, Change],
        other: Mapping[str, Change],
        ledger: Ledger,
    ) -> str:
        """Say why the merge's blob of `path` is no side's, or "" where it is right."""
        if path in changed and path in other:
            return _EVIL
        bases = self._base_entries(path, commit, ledger)
        main_unchanged = ledger.state.get(path, "") in bases
        if path in changed:
            return "" if main_unchanged else _BOTH
        if other[path].old in bases:
            return ""
        return _DROPPED if main_unchanged else _BOTH

    def _base_entries(self, path: str, commit: Commit, ledger: Ledger) -> set[Entry]:
        """Return what `path` held at the merge bases; one that is on the line is on the ledger."""
        entries: set[Entry] = set()
        for base in self.history.branches[commit.id].bases:
            if base in self.places:
                entries.add(ledger.entry_at(path, self.places[base]))
                continue
            differs = {c.path: c for c in self.history.diff(base, commit.parents[0])}
            entries.add(differs[path].old if path in differs else ledger.state.get(path, ""))
        return entries or {""}
