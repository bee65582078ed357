"""The exceptions of the programme: each means «tell the user, no traceback»."""

from __future__ import annotations


class BienbanError(Exception):
    """An expected failure: a message for the user that ends with the next step (exit code 1)."""

    exit_code = 1


class UsageError(BienbanError):
    """The command was called with arguments that make no sense together (exit code 2)."""

    exit_code = 2
