"""Cycles in a graph: who leads back to themselves, without recursion and in linear time."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def cycles(edges: Mapping[T, Sequence[T]]) -> dict[T, tuple[T, ...]]:
    """Return for each node on a cycle the shortest way from it back to itself, itself first."""
    left = _peeled(edges)
    ways = {node: _way_back(node, left) for node in left}
    return {node: way for node, way in ways.items() if way}


def _peeled(edges: Mapping[T, Sequence[T]]) -> dict[T, list[T]]:
    """Return the graph without the nodes that lead nowhere, again and again; mostly nothing."""
    sources: dict[T, list[T]] = {}
    for node, targets in edges.items():
        for target in targets:
            sources.setdefault(target, []).append(node)
    degree = {node: len(targets) for node, targets in edges.items()}
    dead = deque(node for node in sources if not degree.get(node))
    gone = set(dead)
    while dead:
        for source in sources.get(dead.popleft(), ()):
            degree[source] -= 1
            if not degree[source] and source not in gone:
                gone.add(source)
                dead.append(source)
    return {
        node: [target for target in targets if target not in gone]
        for node, targets in edges.items()
        if node not in gone
    }


def _way_back(start: T, edges: Mapping[T, Sequence[T]]) -> tuple[T, ...]:
    """Return the nodes of the shortest way from `start` back to it; none where there is none."""
    before: dict[T, T] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for target in edges.get(node, ()):
            if target == start:
                return _trace(node, start, before)
            if target not in before:
                before[target] = node
                queue.append(target)
    return ()


def _trace(node: T, start: T, before: Mapping[T, T]) -> tuple[T, ...]:
    way = [node]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))
