"""The shape of history: main's first-parent line, what each step brings, and merge bases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bienban.trail.records import Branch, Commit

Commits = Mapping[str, Commit]


def first_parents(commits: Commits, tip: str) -> tuple[str, ...]:
    """Return the first-parent line that ends in `tip`, oldest first."""
    line = [tip]
    while parents := commits[line[-1]].parents:
        line.append(parents[0])
    line.reverse()
    return tuple(line)


def branches(commits: Commits, line: Sequence[str]) -> dict[str, Branch]:
    """Return for each commit of the line what it brings that the line did not have before."""
    home: dict[str, int] = {}
    places = {commit: place for place, commit in enumerate(line)}
    found: dict[str, Branch] = {}
    for place, commit in enumerate(line):
        home[commit] = place
        brought, frontier = _brought(commits, commits[commit].parents[1:], home, place)
        found[commit] = Branch(tuple(brought), _bases(commits, frontier, home, places))
    return found


def _brought(
    commits: Commits, tips: Sequence[str], home: dict[str, int], place: int
) -> tuple[list[str], set[str]]:
    """Walk from `tips` to what the line already had; mark what is new as come at `place`."""
    brought: list[str] = []
    frontier: set[str] = set()
    stack = list(tips)
    while stack:
        commit = stack.pop()
        if home.get(commit, place) < place:
            frontier.add(commit)
        elif commit not in home:
            home[commit] = place
            brought.append(commit)
            stack.extend(commits[commit].parents)
    return brought, frontier


def _bases(
    commits: Commits, frontier: set[str], home: Mapping[str, int], places: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the commits of `frontier` that no other one of it descends from.

    A commit of the line has everything that came before it, so mostly one comparison does.
    """
    newest = max((places[commit] for commit in frontier if commit in places), default=-1)
    beside = {commit for commit in frontier if commit not in places and home[commit] > newest}
    best = beside | {commit for commit in frontier if places.get(commit) == newest}
    if len(best) < 2:
        return tuple(best)
    return tuple(sorted(c for c in best if not _is_ancestor(commits, c, best - {c})))


def _is_ancestor(commits: Commits, commit: str, of: set[str]) -> bool:
    seen: set[str] = set()
    stack = list(of)
    while stack:
        here = stack.pop()
        if here == commit:
            return True
        if here not in seen:
            seen.add(here)
            stack.extend(commits[here].parents)
    return False
