"""Every rule, by code: the only place where a rule is registered."""

from __future__ import annotations

from bienban.rules import (
    bb101,
    bb102,
    bb103,
    bb104,
    bb105,
    bb106,
    bb107,
    bb108,
    bb109,
    bb110,
    bb111,
    bb112,
    bb113,
    bb114,
    bb201,
    bb202,
    bb203,
    bb204,
    bb206,
    bb207,
    bb208,
    bb209,
    bb210,
    bb211,
    bb212,
    bb301,
    bb302,
    bb303,
    bb304,
    bb305,
    bb306,
    bb307,
    bb308,
    bb309,
    bb310,
    bb701,
    bb702,
    bb703,
)
from bienban.rules.model import Rule

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        bb101,
        bb102,
        bb103,
        bb104,
        bb105,
        bb106,
        bb107,
        bb108,
        bb109,
        bb110,
        bb111,
        bb112,
        bb113,
        bb114,
        bb201,
        bb202,
        bb203,
        bb204,
        bb206,
        bb207,
        bb208,
        bb209,
        bb210,
        bb211,
        bb212,
        bb301,
        bb302,
        bb303,
        bb304,
        bb305,
        bb306,
        bb307,
        bb308,
        bb309,
        bb310,
        bb701,
        bb702,
        bb703,
    )
)
"""All rules, sorted by code."""


def rule(code: str) -> Rule | None:
    """Return the rule of `code`, or None where there is none."""
    return next((rule for rule in RULES if rule.code == code), None)
