"""A property that is computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801 (it stands as a decorator)
        """`functools.cached_property` without its lock, which costs more than most properties.

        Python 3.12 has taken the lock out; before, a large register spends a tenth of its time on
        it.  Two threads may both make the value, and one of them is kept.
        """

        def __init__(self, make: Callable[[object], object]) -> None:
            self.make = make
            self.__doc__ = make.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, instance: object, owner: type | None = None) -> object:
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.make(instance)
            return value


__all__ = ["once"]
