"""Merging as data: each path from the side that changed it, both is a conflict."""

import pytest

from bienban.trail.merging import Item, differing, three_way


def tree(**files: str) -> dict[str, Item]:
    return {path.replace("__", "/"): Item("100644", blob) for path, blob in files.items()}


BASE = tree(a="1", b="1", c="1")


def test_each_side_brings_what_it_changed() -> None:
    merge = three_way([BASE], tree(a="2", b="1", c="1"), tree(a="1", b="2", d="1"))
    assert merge.conflicts == ()
    assert merge.tree == tree(a="2", b="2", d="1")


@pytest.mark.parametrize(
    ("main", "branch"),
    [
        (tree(a="2", b="1", c="1"), tree(a="3", b="1", c="1")),
        (tree(b="1", c="1"), tree(a="3", b="1", c="1")),
    ],
)
def test_what_both_changed_is_a_conflict(main: dict[str, Item], branch: dict[str, Item]) -> None:
    assert three_way([BASE], main, branch).conflicts == ("a",)


def test_what_both_changed_alike_is_none() -> None:
    both = tree(a="2", b="1", c="1")
    assert three_way([BASE], both, both).tree == both


def test_a_file_where_the_other_side_has_a_folder_is_a_conflict() -> None:
    merge = three_way([{}], tree(x="1"), tree(x__y="1"))
    assert merge.conflicts == ("x/y",)


def test_a_mode_is_a_difference() -> None:
    assert differing({"a": Item("100644", "1")}, {"a": Item("100755", "1")}) == ("a",)
