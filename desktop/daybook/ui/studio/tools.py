"""What forms and the tree of the studio wish: changes of the text, each of which undo takes back."""

from collections.abc import Callable
from dataclasses import dataclass

from daybook.domain.layouts.model import Steps


@dataclass(frozen=True, slots=True)
class Wish:
    """`edit` makes the new text of the old one and raises CanNotEdit or BadJson.

    Wishes of the same `join` one after another are one step for undo: the letters typed into one field. `then` is the
    part to show afterwards, None = the one that is shown.
    """

    edit: Callable[[str], str]
    join: str = ""
    then: Steps | None = None
