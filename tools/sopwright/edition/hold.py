"""How an edition holds what takes long to make: made at once, or when somebody looks into it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Protocol, TypeVar, overload

T = TypeVar("T")


class Hold(Protocol):
    """Makes a sequence of what a function gives, now or later."""

    def __call__(self, make: Callable[[], Iterable[T]], exists: Callable[[], bool]) -> Sequence[T]:
        """Hold a sequence.

        Args:
            make: Gives what is in it.
            exists: Whether there is anything in it, found out with less effort.
        """


def at_once(make: Callable[[], Iterable[T]], exists: Callable[[], bool]) -> Sequence[T]:
    """What the function gives."""
    del exists
    return tuple(make())


class Late(Sequence[T]):
    """A sequence that is made when somebody looks into it, but not when they only ask whether it is empty."""

    def __init__(self, make: Callable[[], Iterable[T]], exists: Callable[[], bool]) -> None:
        self._make = make
        self._exists = exists

    @cached_property
    def _made(self) -> tuple[T, ...]:
        return tuple(self._make())

    @cached_property
    def _any(self) -> bool:
        return self._exists()

    def __bool__(self) -> bool:
        return self._any

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._made[index]
