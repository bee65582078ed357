"""Read one YAML file of standards into plain values and say in Vietnamese what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Where: TypeAlias = tuple[str | int, ...]
Position: TypeAlias = tuple[int, int]

#: A standard is a page of figures; more than this is not one.
MAX_CHARACTERS = 200_000
MAX_DEPTH = 20

# libyaml reads about ten times as fast; PyYAML is sometimes built without it.
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_WANTED = {
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "date_from_datetime_parsing": "phải là ngày dạng 2026-01-31",
    "bool_parsing": "phải là true hoặc false",
    "fraction_parsing": "phải là phân số, ví dụ 2/3",
    "string_type": "phải là một dòng chữ",
    "string_too_short": "phải có nội dung",
    "tuple_type": "phải là một danh sách",
    "dict_type": "phải là một nhóm khóa",
    "model_type": "phải là một nhóm khóa",
    "greater_than_equal": "nhỏ hơn mức cho phép",
    "greater_than": "nhỏ hơn mức cho phép",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file of standards: where it stands, and what to do.

    `code` is the rule that the fault falls under, where the file is a workspace's own.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    code: str = "BB107"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class StandardsError(Exception):
    """Standards that cannot be used; carries every problem found, in Vietnamese."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class Source:
    """The plain values of one file, and where each of them stands."""

    path: str
    values: dict[str, Plain]
    positions: Mapping[Where, Position]

    def problem(self, where: Where, message: str, code: str = "BB107") -> Problem:
        """Return a problem at `where`, or at the nearest place around it that exists."""
        near = where
        while near and near not in self.positions:
            near = near[:-1]
        line, column = self.positions.get(near, (1, 1))
        return Problem(self.path, line, column, named(where), message, code)

    def explain(self, error: ValidationError, at: Where = ()) -> list[Problem]:
        """Return the findings of pydantic as problems of this file, one a place."""
        found = [self._explain_one(detail, at) for detail in error.errors()]
        return list({problem.field: problem for problem in reversed(found)}.values())[::-1]

    def _explain_one(self, detail: ErrorDetails, at: Where) -> Problem:
        where = (*at, *detail["loc"])
        # pydantic adds the branch of a union to the place («ngay.date»); a reader knows only keys.
        while detail["type"] != "missing" and where and where not in self.positions:
            where = where[:-1]
        key, code = named(where) or self.path, "BB107"
        match detail["type"]:
            case "missing":
                said, code = f"thiếu khóa `{key}`", "BB106"
            case "extra_forbidden":
                said, code = f"`{key}` phải là khóa của mẫu, nhưng không có khóa này", "BB105"
            case "value_error":
                said = f"`{key}`: {detail['ctx']['error']}"
            case "enum":
                choices = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
                said = f"`{key}` phải là một trong: {choices}, nhưng là '{detail['input']}'"
            case kind:
                wanted = _WANTED.get(kind, "có giá trị không dùng được")
                said = f"`{key}` {wanted}, nhưng là '{detail['input']}'"
        return self.problem(where, said, code)


def named(where: Where) -> str:
    """Return a place as messages name it: `muc[2].toi_da`, counted from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where]
    return "".join(parts).removeprefix(".")


def read_source(text: str, path: str) -> Source:
    """Return the values of one YAML text, every scalar as its text; raise StandardsError.

    Scalars stay text so that `08`, `no` or `1/2` mean what they say; an empty one is None.
    Aliases are refused (a standard has no use for them), doubled keys too.
    """
    root = _compose(text, path)
    positions: dict[Where, Position] = {}
    problems: list[Problem] = []
    values = _plain(root, (), positions, problems, path)
    if problems:
        raise StandardsError(problems)
    if not isinstance(values, dict):
        said = "tệp phải là một nhóm khóa, như `so: …`"
        raise StandardsError([Problem(path, 1, 1, "", said, "BB103")])
    return Source(path, values, positions)


def _compose(text: str, path: str) -> yaml.Node | None:
    if len(text) > MAX_CHARACTERS:
        said = f"tệp phải từ {MAX_CHARACTERS} chữ trở xuống, nhưng là {len(text)}"
        raise StandardsError([Problem(path, 1, 1, "", said, "BB112")])
    try:
        _refuse_traps(text, path)
        return yaml.compose(text, _LOADER)
    except yaml.MarkedYAMLError as error:
        where = error.problem_mark
        line, column = (where.line + 1, where.column + 1) if where else (1, 1)
        said = f"không đọc được YAML: {error.problem}"
        raise StandardsError([Problem(path, line, column, "", said, "BB103")]) from error
    except (yaml.YAMLError, RecursionError) as error:
        said = "không đọc được YAML: ký tự lạ hoặc lồng nhau quá sâu"
        raise StandardsError([Problem(path, 1, 1, "", said, "BB103")]) from error


def _refuse_traps(text: str, path: str) -> None:
    # Events come one by one, so this stops at the trap; composing 200,000 open brackets first
    # takes libyaml two minutes.
    depth = 0
    for event in yaml.parse(text, _LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event, path, "tệp phải viết đủ, nhưng ở đây dùng bí danh YAML (*)")
        if depth > MAX_DEPTH:
            raise _refused(
                event, path, f"tệp phải lồng từ {MAX_DEPTH} tầng trở xuống, nhưng sâu hơn"
            )


def _refused(event: yaml.Event, path: str, said: str) -> StandardsError:
    mark = event.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return StandardsError([Problem(path, line, column, "", said, "BB112")])


def _plain(
    node: yaml.Node | None,
    where: Where,
    positions: dict[Where, Position],
    problems: list[Problem],
    path: str,
) -> Plain:
    if node is None:
        return None
    positions.setdefault(where, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode):
        # A plain scalar's style is None in PyYAML and "" in libyaml.
        empty = not node.style and node.value in ("", "null", "~")
        return None if empty else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*where, index), positions, problems, path)
            for index, item in enumerate(node.value)
        ]
    found: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key, mark = str(key_node.value), key_node.start_mark
        here = (*where, key)
        if key in found:
            said = f"khóa `{key}` viết hai lần; hãy giữ một"
            place = mark.line + 1, mark.column + 1
            problems.append(Problem(path, *place, named(here), said, "BB104"))
        positions.setdefault(here, (mark.line + 1, mark.column + 1))
        found[key] = _plain(value_node, here, positions, problems, path)
    return found
