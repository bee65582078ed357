"""A value that is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """What `make` returns, once it is asked for: for what most runs never need.

    `make` is called once and let go of, with everything that it holds.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._made: T

    @classmethod
    def of(cls, value: T) -> Late[T]:
        """Return what is there already as if it were late."""
        late = cls(lambda: value)
        late()
        return late

    def __call__(self) -> T:
        """Return the value."""
        if self._make is not None:
            self._made = self._make()
            self._make = None
        return self._made
