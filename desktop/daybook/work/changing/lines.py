"""What a preview shows of a plan: headings and rows, folded, filtered and searched. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from daybook.work.changing.judged import CHANGES, JudgedPlan


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above a group. `count` is how many of its rows fit what is searched for."""

    group: str
    count: int
    folded: bool


Line = Heading | int
"""A heading, or the place of a row in the plan."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the plan is to be seen. `group` None = every group."""

    group: str | None = None
    text: str = ""
    folded: frozenset[str] = frozenset()


def lines_of(judged: JudgedPlan, wanted: Wanted) -> Sequence[Line]:
    """The lines from the top; a group of which nothing fits has no heading."""
    found: list[Line] = []
    shown = list(judged.groups) if wanted.group is None else [wanted.group]
    for group in shown:
        places = _fitting(judged, judged.groups.get(group, ()), wanted.text)
        if not places:
            continue
        folded = group in wanted.folded
        found.append(Heading(group, len(places), folded))
        if not folded:
            found += places
    return found


def left_out(judged: JudgedPlan) -> int:
    """How many rows nothing is done to."""
    return len(judged.plan.rows) - len(judged.ready)


def folded_at_first(judged: JudgedPlan) -> frozenset[str]:
    """What is left out is folded as long as something changes: the person looks at that first."""
    return frozenset(judged.groups.keys() - {CHANGES}) if judged.ready else frozenset()


def _fitting(judged: JudgedPlan, places: Sequence[int], text: str) -> list[int]:
    searched = judged.searched
    found = list(places)
    for word in text.casefold().split():
        found = [place for place in found if word in searched[place]]
    return found
