"""What is wrong with a value wherever it stands: keys written twice, half letters, numbers beyond all bounds."""

import math

from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.notes import Notes, Spot


def look_through(notes: Notes, spot: Spot) -> None:
    """Notes it, for this value and all that stands in it."""
    value = spot.node.value
    if notes.full:
        return
    if isinstance(value, str):
        if not is_whole(value):
            notes.add(LayoutFault.BROKEN_TEXT, spot)
    elif isinstance(value, float) and not math.isfinite(value):
        notes.add(LayoutFault.NO_NUMBER, spot)
    elif spot.node.is_object:
        _look_at_keys(notes, spot)
    else:
        for each in spot.items:
            look_through(notes, each)


def is_whole(text: str) -> bool:
    """False for a text with half a letter, as a torn emoji leaves it: it can't be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _look_at_keys(notes: Notes, spot: Spot) -> None:
    seen: set[str] = set()
    for member in spot.members:
        inside = spot.inside(member.key, member.node)
        place = (member.at, member.key_end)
        if member.key in seen:
            notes.add(LayoutFault.DUPLICATE_KEY, inside, said=member.key, at=place)
        elif not is_whole(member.key):
            notes.add(LayoutFault.BROKEN_TEXT, spot, said=member.key, at=place)
        seen.add(member.key)
        look_through(notes, inside)
