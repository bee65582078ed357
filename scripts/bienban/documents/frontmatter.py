"""YAML to nodes with places, and nodes to plain data; what YAML would guess or hide is reported.

`yaml.compose` with libyaml's parser keeps line and column of every node, and sees doubled keys.
Scalars stay text: the field types read them (`documents.fields`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml import MappingNode, ScalarNode
from yaml._yaml import CParser

Plain = str | None | list["Plain"] | dict[str, "Plain"]
Loc = tuple[str | int, ...]

MAX_ALIASES = 100
MAX_DEPTH = 60
MAX_NODES = 40_000

_ALIAS = re.compile(r"(?:^|[\s\[{,])\*[^\s*]", re.MULTILINE)
_DEEP = re.compile(r"[-?:] +(?:[-?:] +){19}")
"""Indicators that nest on one line; it begins with one character out of few, so that the search
skips all others at once."""

_INDENT = " " * 120
_FLAT = re.compile(r"[\[{][^][{}\"'#!?]*[]}]")
"""A flow collection that holds no other, and nothing that could hide where it ends.

Quotes, comments and tags may hold a bracket, and libyaml passes over one right after «?».
"""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"[ \t]+#")


class UnreadableError(Exception):
    """The text is no YAML, or more of it than any document holds; `code` is the rule's."""

    def __init__(self, code: str, line: int, column: int, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.line = line
        self.column = column
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Tree:
    """The composed front matter: its root node, None where there is nothing."""

    root: yaml.Node | None


@dataclass(slots=True)
class Reading:
    """Plain data and what was noticed on the way, each with its place in the data.

    `doubled` are repeated keys (place, line, column), `empty` keys without a value,
    `flow` outermost flow collections, `commented` plain scalars followed by a comment.
    """

    data: dict[str, Plain] = field(default_factory=dict)
    doubled: list[tuple[Loc, yaml.Node]] = field(default_factory=list)
    empty: list[Loc] = field(default_factory=list)
    flow: list[Loc] = field(default_factory=list)
    flow_leaves: list[Loc] = field(default_factory=list)
    commented: list[Loc] = field(default_factory=list)


class _Composer(CParser):
    """Makes nodes alone: no tag is resolved, as none is ever asked for.

    That is what `yaml.CBaseLoader` spends a third of its time on.
    """

    # libyaml's parser calls these for every node; methods of an empty text, which take any
    # arguments and return it, cost a third of functions written in Python.
    resolve = descend_resolver = ascend_resolver = staticmethod("".format)


def compose(text: str) -> Tree:
    """Return the nodes of `text`; raise `UnreadableError` where it is no YAML or a bomb."""
    _guard(text)
    try:
        return Tree(_Composer(text).get_single_node())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        reason = " ".join(filter(None, (error.context, error.problem)))
        hint, number = _hint(text, line, error)
        column = column if number == line else 0
        raise UnreadableError("BB103", number, column, reason, hint) from error
    except yaml.YAMLError as error:
        raise UnreadableError("BB103", 0, 0, str(error).splitlines()[0]) from error


def _guard(text: str) -> None:
    """Refuse what is too much for any document, before libyaml makes nodes of it.

    It recurses into what nests, and the events that are looked at here come one by one.
    """
    if not (_perhaps_deep(text) or _perhaps_many(text) or _many_aliases(text)):
        return
    size = _Size()
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if what := size.exceeded_by(event):
                at = event.start_mark
                assert at is not None  # libyaml marks every event
                raise UnreadableError("BB112", at.line, at.column, what)
    except yaml.YAMLError:
        return  # compose meets the same error, and says where


@dataclass(slots=True)
class _Size:
    """How much of everything the events so far make."""

    depth: int = 0
    aliases: int = 0
    nodes: int = 0

    def exceeded_by(self, event: yaml.Event) -> str:
        """Count one event more, and return what there is too much of, if anything."""
        self.depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.NodeEvent):
            self.nodes += 1
            self.depth += isinstance(event, yaml.CollectionStartEvent)
            self.aliases += isinstance(event, yaml.AliasEvent)
        if self.aliases > MAX_ALIASES:
            return "aliases"
        if self.depth > MAX_DEPTH:
            return "depth"
        return "nodes" if self.nodes > 2 * MAX_NODES else ""  # a value and its key


def _perhaps_deep(text: str) -> bool:
    """Tell whether `text` may nest deeper than libyaml can compose.

    In flow style each bracket makes two levels at most, whatever stands between them; in block
    style each column does, and columns are made of spaces and indicators.
    """
    brackets = _brackets(text)
    if brackets > MAX_DEPTH:  # most stand beside each other, those of scores say
        brackets = 1 + _brackets(_FLAT.sub("", text))
    return brackets > MAX_DEPTH or _INDENT in text or _DEEP.search(text) is not None


def _brackets(text: str) -> int:
    """Return how many brackets open in `text`, those of prose and quotes too."""
    return text.count("[") + text.count("{")


def _perhaps_many(text: str) -> bool:
    """Tell whether `text` may hold more values than are read: each takes two characters or more."""
    return len(text) > 2 * MAX_NODES


def _many_aliases(text: str) -> bool:
    return text.count("*") > MAX_ALIASES and len(_ALIAS.findall(text)) > MAX_ALIASES


_HINTS = (
    (re.compile(r"^[ ]*\t"), "tab"),
    (re.compile(r"^ *[–—•·] ?\w"), "dash"),
    (re.compile(r"^ *\u00a0|^\s*(?:- )?[^\W\d][\w ]*:\u00a0"), "nbsp"),
    (re.compile(r"^\s*(?:- )?[^\W\d][\w ]*(?::[^\s:/]|：)"), "space"),
    (re.compile(r"^\s*(?:- )?[^\s#:\"'][^:\"']*: *[\"'].*[\"'] *[^\s#]"), "quote"),
    (re.compile(r": .*: "), "colon"),
    (re.compile(r":\s+(?:[@`%&*!|>]|\[.*\]\s*[^\s#]|\{.*\}\s*[^\s#])"), "indicator"),
)
_OF_ITS_LINE = frozenset({"space", "nbsp", "dash"})
"""What breaks YAML on the line where it stands, though the parser stumbles on the next."""

_BARE = re.compile(r"( *(?:- )?)[^\W\d](?:[^:：]|(?<=\d):(?=\d))*")
"""A line that opens like a key, and has no colon but in a time."""

_OPEN = re.compile(r":\s+(?:\[[^\]]*|\{[^}]*)$")
_NEAR = 6
"""How many lines above an error a bracket left open is looked for."""

_KEY = re.compile(r"( *)(?:- )?\w+:(?:\s|$)")


def _hint(text: str, line: int, error: yaml.MarkedYAMLError) -> tuple[str, int]:
    """Return what most likely broke the YAML, as rule BB103 knows it, and on which line."""
    lines = text.split("\n")
    bare = _without_colon(lines, line, error)
    if bare is not None:
        return "no colon", bare
    for number in (line, line - 1):
        if 0 <= number < len(lines):
            for pattern, name in _HINTS:
                if pattern.search(lines[number]) and not (
                    name == "dash" and _in_block(lines, number)
                ):
                    return name, number if name in _OF_ITS_LINE else line
    for number in range(min(line, len(lines)) - 1, max(line - _NEAR, -1), -1):
        if _OPEN.search(lines[number]):
            return "bracket", number
    first = _first_item(lines, line)
    if first is not None:
        return "item", first
    return "indent" if 0 <= line < len(lines) and _KEY.match(lines[line]) else "", line


_DASHED = re.compile(r"( *)- ")
_HEADER = re.compile(r"( *)\w+:\s*")
_FIELD = re.compile(r"( *)[a-z_]+:(?:\s|$)")
_BLOCK = re.compile(r"[>|][+-]?\s*$")
_LONG = 40
"""How many lines an item has at most that is looked through."""


def _first_item(lines: list[str], line: int) -> int | None:
    """Return the line of a first item without its dash, of which the next is told as the error."""
    dashed = _DASHED.match(lines[line]) if 0 <= line < len(lines) else None
    if dashed is None:
        return None
    for number in range(line - 1, max(line - _LONG, -1), -1):
        header = _HEADER.fullmatch(lines[number])
        if header and len(header[1]) <= len(dashed[1]):
            field = _FIELD.match(lines[number + 1]) if number + 1 < line else None
            return number + 1 if field and len(field[1]) > len(dashed[1]) else None
    return None


def _in_block(lines: list[str], line: int) -> bool:
    """Tell whether a line is of a text below «>-» or «|», where any sign may open it."""
    indent = len(lines[line]) - len(lines[line].lstrip())
    for above in reversed(lines[max(line - _LONG, 0) : line]):
        if above.strip() and len(above) - len(above.lstrip()) < indent:
            return _BLOCK.search(above) is not None
    return False


def _without_colon(lines: list[str], line: int, error: yaml.MarkedYAMLError) -> int | None:
    """Return the line of a key without a colon, where that is what the parser stumbled on.

    It names the line itself, but for the first key of a mapping: that it takes for text.
    """
    if error.problem == "could not find expected ':'" and error.context_mark is not None:
        number = error.context_mark.line
        return number if number < len(lines) and _BARE.fullmatch(lines[number]) else None
    if not 0 < line < len(lines):
        return None
    above, key = _BARE.fullmatch(lines[line - 1]), _KEY.match(lines[line])
    if above is None or key is None or len(above[1]) != len(key[1]):
        return None
    return line - 1 if line == 1 or "-" in above[1] else None


def read(tree: Tree, text: str) -> Reading:
    """Return the plain data of `tree`; raise `UnreadableError` where it is no mapping."""
    reading = Reading()
    root = tree.root
    if root is None:
        return reading
    if not isinstance(root, MappingNode):
        at = root.start_mark
        raise UnreadableError("BB103", at.line, at.column, "not a mapping")
    _Walk(reading, text).mapping(root, (), reading.data, in_flow=False)
    return reading


class _Walk:
    """One walk over the nodes, filling a `Reading`."""

    def __init__(self, reading: Reading, text: str) -> None:
        self.reading = reading
        self.lines = text.split("\n") if "#" in text else ()
        self.nodes = 0

    def value(self, node: yaml.Node, holder: Loc, step: str | int, in_flow: bool) -> Plain:
        """Return the value at `step` of what stands at `holder`."""
        if isinstance(node, ScalarNode):
            return self.scalar(node, holder, step, in_flow)
        loc = (*holder, step)
        self.nodes += len(node.value)
        if self.nodes > MAX_NODES or len(loc) > MAX_DEPTH:
            at = node.start_mark
            what = "nodes" if self.nodes > MAX_NODES else "depth"
            raise UnreadableError("BB112", at.line, at.column, what)
        flow = bool(getattr(node, "flow_style", False))
        if flow and not in_flow:
            self.reading.flow.append(loc)
        in_flow = in_flow or flow
        if isinstance(node, MappingNode):
            data: dict[str, Plain] = {}
            self.mapping(node, loc, data, in_flow)
            return data
        return [self.value(child, loc, index, in_flow) for index, child in enumerate(node.value)]

    def scalar(self, node: ScalarNode, holder: Loc, step: str | int, in_flow: bool) -> str | None:
        text: str = node.value
        if in_flow:
            self.reading.flow_leaves.append((*holder, step))
        if node.style:  # libyaml says '' of a plain scalar, PyYAML's own parser None
            return text
        if self.lines and not in_flow:
            end = node.end_mark
            if _COMMENT.match(self.lines[end.line], end.column):
                self.reading.commented.append((*holder, step))
        if text in _NULLS:
            self.reading.empty.append((*holder, step))
            return None
        return text

    def mapping(self, node: MappingNode, loc: Loc, data: dict[str, Plain], in_flow: bool) -> None:
        doubled = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                at = key_node.start_mark
                raise UnreadableError("BB103", at.line, at.column, "key is no text")
            key: str = key_node.value
            if key in data or key in doubled:
                doubled.add(key)
                self.reading.doubled.append(((*loc, key), key_node))
                continue
            plain = isinstance(value_node, ScalarNode) and not in_flow and not self.lines
            if plain and value_node.value not in _NULLS:  # nothing is to be noticed there
                data[key] = value_node.value
            else:
                data[key] = self.value(value_node, loc, key, in_flow)
        for key in doubled:
            data.pop(key, None)
