"""What came to main and nobody approved: whoever wrote it stays an author of what is made of it.

Without this, text that its approver merged by hand, or hid behind a `-s ours` merge, would be
nobody's as soon as somebody else mends a comma in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bienban.trail.records import Change, Commit, Identity
from bienban.trail.roster import Roster
from bienban.trail.survey import Authors, Survey


@dataclass(frozen=True, slots=True)
class Landed:
    """A step of the line that changed a path without approval, and who wrote that."""

    commit: Commit
    authors: tuple[Identity, ...]


@dataclass
class Unapproved:
    """What the line took in without approval, and what branches brought that it did not take.

    `dropped` is commit to path to the tip with which it came where that tip no longer differed
    from main (changed and undone on the branch), else "".
    """

    survey: Survey
    landed: dict[str, list[Landed]] = field(default_factory=lambda: defaultdict(list))
    dropped: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, commit: Commit, changed: Mapping[str, Change], authors: Authors) -> None:
        """Take in a step of the line before anybody knows whether it approves."""
        for path, change in changed.items():
            if change.new:
                self.landed[path].append(Landed(commit, tuple(authors.get(path, ()))))
        if len(commit.parents) < 2:
            return
        tip = commit.parents[1]
        differs = {change.path for change in self.survey.history.diff(tip, commit.id)}
        for other in self.survey.brought(commit):
            for path in self.survey.own_paths(other):
                if path not in changed:
                    self.dropped[other.id][path] = "" if path in differs else tip

    def approve(self, path: str) -> None:
        """Forget what was open at a path: an approval covers it now."""
        self.landed.pop(path, None)

    def authors(self, commit: Commit, paths: Iterable[str], roster: Roster) -> Authors:
        """Return who else wrote what a merge brings to `paths`."""
        found: Authors = defaultdict(list)
        for path in paths:
            for landed in self.landed.get(path, ()):
                if landed.commit.id != commit.id:
                    found[path] += landed.authors
        for other, path in self._dropped_below(commit):
            if path in paths:
                found[path] += self.survey.writers(other, roster)
        return found

    def drafts(self, path: str, healed: Iterable[str]) -> Iterator[Commit]:
        """Yield the drafts of a path that came without approval, but for steps healed now."""
        for landed in self.landed.get(path, ()):
            if landed.commit.id not in healed:
                yield from self.survey.brought(landed.commit)

    def _dropped_below(self, commit: Commit) -> Iterator[tuple[Commit, str]]:
        """Yield what the branch of a merge reaches, off the line, of what was dropped before."""
        if not self.dropped:
            return
        commits, seen = self.survey.history.commits, set[str]()
        stack = list(commit.parents[1:])
        while stack:
            here = stack.pop()
            if here not in seen and here not in self.survey.places:
                seen.add(here)
                stack.extend(commits[here].parents)
        for here in sorted(seen & self.dropped.keys()):
            for path, tip in self.dropped[here].items():
                if tip not in seen:
                    yield commits[here], path
