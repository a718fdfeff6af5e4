"""What a text becomes. Pure."""

from collections.abc import Mapping

from daybook.domain.changes.change import TextChange, TextOperation
from daybook.domain.changes.templates import fill


def text_after(change: TextChange, present: str, named: Mapping[str, str]) -> str:
    """The text that a change makes of the present one. Raises MissingValue for a name that this row does not have."""
    said = fill(change.text, named)
    if change.operation is TextOperation.SET:
        return said
    if change.operation is TextOperation.PREFIX:
        # A run that is repeated does not put the same words there twice.
        return present if present.startswith(said) else said + present
    if change.operation is TextOperation.SUFFIX:
        return present if present.endswith(said) else present + said
    return present.replace(change.old, said)
