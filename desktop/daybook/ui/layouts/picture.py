"""What is asked of the drawing of a card, whoever draws it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from daybook.domain.layouts.model import Action, Layout, Scope, Steps
from daybook.domain.todo import TodoColor
from daybook.ui.layouts.entry import Entry


@dataclass(frozen=True, slots=True)
class View:
    """How the card is looked at. `width` is that of the whole drawing in pixels.

    `color` is that of the to-do that bears a set of blocks; `readonly`: by somebody who may not edit the item.
    """

    width: int = 560
    scope: Scope = Scope.WEB
    dark: bool = False
    air: bool = False
    language: str = "en"
    unfolded: frozenset[Steps] = frozenset()
    """Long texts that are shown in full and menus that are open, by the ways to them."""
    color: TodoColor = TodoColor.DEFAULT
    readonly: bool = False
    entry: Entry | None = None
    """None = samples."""

    def turned(self, steps: Steps) -> "View":
        """With a long text folded, or unfolded."""
        return replace(self, unfolded=self.unfolded ^ {steps})


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of the drawing that can be pointed at. `action` None = nothing is clicked there.

    `folds`: a click folds or unfolds the long text of `steps`.
    """

    rect: QRectF
    steps: Steps
    action: Action | None = None
    folds: bool = False
    tip: str = ""


class Picture(Protocol):
    """A card that has been measured."""

    @property
    def size(self) -> QSizeF:
        """Its size in pixels."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What can be pointed at; of those that overlap the last one counts."""

    def paint(self, painter: QPainter) -> None:
        """Draws it, its upper left corner at the origin."""


Draw = Callable[[Layout, View], Awaitable[Picture]]
"""Measures a card in portions that nobody feels: text that was laid out in one thread can't be painted in another."""


def spot_at(picture: Picture, place: QPointF) -> Spot | None:
    """What is there to be pointed at."""
    return next((each for each in reversed(picture.spots) if each.rect.contains(place)), None)
