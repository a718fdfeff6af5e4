"""Where the layout in the studio comes from, and so where saving puts it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class OriginKind(StrEnum):
    """Kinds of places."""

    NEW = "new"
    SAMPLE = "sample"
    FILE = "file"
    DRAFT = "draft"
    """Written before and not saved."""
    ACTIVITY = "activity"
    FORM = "form"
    """The form of a configurable activity, which waits for it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One place. `name` is that of the file, the sample or the activity; "" for a new one."""

    kind: OriginKind = OriginKind.NEW
    name: str = ""
    path: Path | None = None
    activity_id: int | None = None


FRESH = Origin()
