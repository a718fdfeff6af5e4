"""Telling whoever looks that something changed, without knowing who looks."""

from collections.abc import Callable


class Listeners:
    """Plain callables that are called, in the order they came, each time `tell` is."""

    def __init__(self) -> None:
        self._callables: list[Callable[[], None]] = []

    def add(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Calls `listener` from now on; returns the function that ends it."""
        self._callables.append(listener)
        return lambda: self._callables.remove(listener) if listener in self._callables else None

    def tell(self) -> None:
        """Something changed: look again."""
        for listener in tuple(self._callables):
            listener()
