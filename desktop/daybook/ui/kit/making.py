"""Widgets that take long to make: a piece at a time, and the window has its turn in between.

A widget that would hold the window longer than a person notices has, beside its constructor, a generator `making`. It
yields after each piece and returns the whole; what it makes goes with it when it is not run to its end.

    at_once(Panel.making(…))          for whoever can wait
    yield from Panel.making(…)        as a piece of something larger
    await in_turns(Panel.making(…))   while the window lives

Pieces that are not in the window yet are not dressed meanwhile, as Qt would do between two turns: it would dress them
anew in their place. `dressing` does it there, in slices.
"""

import asyncio
import time
from collections.abc import Generator, Iterator
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

T = TypeVar("T")
Making: TypeAlias = Generator[None, None, T]

TURN_S = 0.001
"""Long enough for Qt to look at everything that waits; after 0 s the next step would come first."""
SLICE_S = 0.008
"""How long widgets are dressed at a stretch: half a frame."""


async def breathe() -> None:
    """Lets the window have its turn between two things that take a while to make."""
    await asyncio.sleep(TURN_S)


def at_once(making: Making[T]) -> T:
    """The whole, now."""
    while True:
        try:
            next(making)
        except StopIteration as made:
            whole: T = made.value
            return whole


async def in_turns(making: Making[T]) -> T:
    """The whole, when all its pieces are made and the window has had its turn after the last one, too."""
    try:
        while True:
            try:
                next(making)
            except StopIteration as made:
                whole: T = made.value
                await turn()
                return whole
            await turn()
    finally:
        making.close()


def dressing(widget: QWidget) -> Making[None]:
    """Dresses what is in its place and will be seen later, so that the person who goes there need not wait for it."""
    yield  # what put it there took its time
    began_s = time.perf_counter()
    for each in _from_below(widget):
        each.ensurePolished()
        if time.perf_counter() - began_s > SLICE_S:
            yield
            began_s = time.perf_counter()


def _from_below(widget: QWidget) -> Iterator[QWidget]:
    """The widgets in a widget, each after all that it holds: to dress one dresses what is in it at the same time."""
    for child in widget.children():
        if isValid(child) and isinstance(child, QWidget) and not child.isWindow():
            yield from _from_below(child)
    if isValid(widget):
        yield widget


async def turn() -> None:
    """`breathe`, and what is not in its place yet is not dressed meanwhile."""
    everybody: QObject = None  # type: ignore[assignment]  # so says Qt's documentation, not its stub
    QCoreApplication.removePostedEvents(everybody, QEvent.Type.PolishRequest.value)
    await breathe()
