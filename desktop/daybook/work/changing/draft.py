"""A composed change as it is put away and found again, incomplete lines included. Pure."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any, Final

from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.changes.recipe_file import read_recipe, write_recipe
from daybook.work.changing.parts import Part, change_of
from daybook.work.changing.state import ChangingState, Picked

_NO_CHANGE: Final = Change(completed=True)
_NO_ROWS: Final = Selection(ids=(1,))
"""A recipe is never without rows and a change: these stand there where there are none, and the draft says so."""


def draft_of(state: ChangingState) -> dict[str, Any] | None:
    """What is kept of a change that is being composed; None when there is no line."""
    if not state.parts:
        return None
    complete = {part: value for part, value in state.parts.items() if value is not None}
    select = state.picked.select if state.picked is not None else _NO_ROWS
    recipe = Recipe(select, change_of(complete) or _NO_CHANGE, state.options, state.title)
    return {
        "lines": [[part.value, part in complete] for part in state.parts],
        "origin": state.picked.origin if state.picked is not None else None,
        "recipe": write_recipe(recipe).decode(),
    }


def state_of(draft: Mapping[str, Any], zone: tzinfo) -> ChangingState | None:
    """The change that was put away; None when it can't be read, as one that a newer Daybook wrote."""
    try:
        recipe = read_recipe(str(draft["recipe"]).encode(), zone=zone).recipe
        lines = [(Part(name), complete) for name, complete in draft["lines"]]
        origin = draft["origin"]
    except (KeyError, TypeError, ValueError):
        return None
    if recipe is None:
        return None
    parts = {part: getattr(recipe.change, part.value) if complete else None for part, complete in lines}
    picked = Picked(recipe.select, str(origin)) if origin is not None else None
    return ChangingState(picked=picked, parts=parts, options=recipe.options, title=recipe.title)


def digest_of(recipe: str) -> str:
    """Tells the recipe of a run from others."""
    return hashlib.sha256(recipe.encode()).hexdigest()


def ordered(draft: Mapping[str, Any] | None, recipe: str, now: datetime) -> dict[str, Any]:
    """The draft while it is written down as a run: whoever finds it asks first whether there is such a run."""
    return {**(draft or {}), "ordered": [digest_of(recipe), now.isoformat()]}


def order_of(draft: Mapping[str, Any]) -> tuple[str, datetime] | None:
    """The digest of the recipe that was ordered, and when; None for a draft of which no run was begun."""
    try:
        digest, moment = draft["ordered"]
        return str(digest), datetime.fromisoformat(moment)
    except (KeyError, TypeError, ValueError):
        return None
