"""How long a document may take: two seconds of a machine that others leave alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

SLOW = 2.0
"""Seconds of the processor that no document may take."""

_TURNS, _USUAL = 1_000_000, 0.06
"""A loop, and the seconds that it takes of the processor where nothing else runs beside it."""


@contextmanager
def patience() -> Iterator[None]:
    """Fail where what is done meanwhile takes more than `SLOW`, by the measure of a loop.

    A machine that is slow or busy runs the loop slower too, so that this tells only of the code.
    """
    start = time.process_time()
    yield
    taken = time.process_time() - start
    if taken > SLOW:
        assert taken / max(1.0, _loop() / _USUAL) < SLOW


def _loop() -> float:
    start = time.process_time()
    total = 0
    for turn in range(_TURNS):
        total += turn
    return time.process_time() - start
