"""Where values and keys of front matter stand."""

from __future__ import annotations

import yaml

from bienban.documents.frontmatter import Loc
from bienban.once import once

_FEW = 16

Pair = tuple[yaml.Node, yaml.Node]
"""The node of a key and of its value; an item of a list is its own key."""


class Places:
    """The places of one front matter; the keys of a mapping are indexed when first asked for."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._root = root
        self._keys: dict[int, dict[str, Pair]] = {}

    def of(self, loc: Loc, *, key: bool) -> tuple[int, int]:
        """Return line and column, from 0, of the value or key at `loc`, or of the nearest above.

        A value without a text of its own stands where its key does.
        """
        if self._root is None:
            return 0, 0
        last, node = self._root, self._root
        for step in loc:
            found = self._step(node, step)
            if found is None:
                break
            last, node = found
        place = last if key and loc else node
        if isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style:
            place = last
        return place.start_mark.line, place.start_mark.column

    def _step(self, node: yaml.Node, step: str | int) -> Pair | None:
        """Return what stands one step below `node`."""
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            return (node.value[step],) * 2 if step < len(node.value) else None
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            if id(node) not in self._keys:
                self._keys[id(node)] = _by_key(node)
            return self._keys[id(node)].get(_squeezed(step))
        return None


class Spoilt:
    """The places whose values are absent because they, or something in them, could not be read."""

    def __init__(self, places: frozenset[Loc]) -> None:
        self._places = places

    def __contains__(self, loc: object) -> bool:
        return loc in self._places

    def touches(self, loc: Loc) -> bool:
        """Tell whether `loc` is one of the places, holds one or lies in one."""
        if len(self._places) <= _FEW:
            return any(place[: len(loc)] == loc[: len(place)] for place in self._places)
        lies = any(loc[:depth] in self._places for depth in range(1, len(loc) + 1))
        return lies or loc in self._holders

    @once
    def _holders(self) -> frozenset[Loc]:
        """Everything that one of the places lies in."""
        return frozenset(place[:depth] for place in self._places for depth in range(len(place)))


def _by_key(node: yaml.MappingNode) -> dict[str, Pair]:
    """Return the pairs of `node` by key, of a doubled one the first."""
    scalars = (pair for pair in reversed(node.value) if isinstance(pair[0], yaml.ScalarNode))
    return {_squeezed(pair[0].value): pair for pair in scalars}


def _squeezed(key: str) -> str:
    """Return what two writings of one key have in common."""
    return " ".join(key.split())
