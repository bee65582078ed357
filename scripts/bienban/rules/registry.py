"""Every rule, by code: the only place where a rule is registered."""

from __future__ import annotations

from bienban.rules import bb104, bb204, bb305
from bienban.rules.model import Rule

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        bb104,
        bb204,
        bb305,
    )
)
"""All rules, sorted by code."""


def rule(code: str) -> Rule | None:
    """Return the rule of `code`, or None where there is none."""
    return next((rule for rule in RULES if rule.code == code), None)
