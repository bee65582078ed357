"""How long a document may take: two seconds of a machine that others leave alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SLOW = 2.0
"""Seconds of the processor that no document may take."""

_TIMES = 3
"""How often what was slow is done before it counts: a machine stalls once, slow code always."""

_TURNS, _USUAL = 1_000_000, 0.06
"""A loop, and the seconds that it takes of the processor where nothing else runs beside it."""


def in_time(act: Callable[[], T]) -> T:
    """Return what `act` returns; fail where it takes more than `SLOW`, by the measure of a loop.

    A machine that is slow or busy runs the loop slower too, so that this tells only of the code.
    """
    for _ in range(_TIMES):
        start = time.process_time()
        result = act()
        taken = time.process_time() - start
        if taken < SLOW or taken / max(1.0, _loop() / _USUAL) < SLOW:
            return result
    message = f"takes {taken:.1f} s of the processor"
    raise AssertionError(message)


def _loop() -> float:
    start = time.process_time()
    total = 0
    for turn in range(_TURNS):
        total += turn
    return time.process_time() - start
