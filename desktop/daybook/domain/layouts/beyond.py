"""Rules of which no single value knows: where a part is shown, and the activity that the layout is for."""

from dataclasses import dataclass

from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.model import DeadlineBlock, Layout, OpenRestApp, Scope, Steps
from daybook.domain.layouts.notes import Notes, Spot
from daybook.domain.layouts.walking import all_blocks, clicks


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What is known of the activity that a layout is for."""

    is_incoming: bool = False
    has_deadline: bool = True


def judge_clicks(root: Spot, layout: Layout, notes: Notes) -> None:
    """Notes actions that open an application where it can't be opened: the mobile app knows no slider."""
    for click in clicks(layout):
        if isinstance(click.action, OpenRestApp) and click.scope is Scope.MOBILE:
            kind = find(root, (*click.action.steps, "type"))
            at = (kind.node.at, kind.node.end)
            notes.add(LayoutFault.OPENS_NOTHING, find(root, click.steps), owner="ActionDto", said="openRestApp", at=at)


def judge_deadlines(root: Spot, layout: Layout, activity: ActivityFacts, notes: Notes) -> None:
    """Notes deadlines that the activity can't have, or does not show."""
    if activity.is_incoming and activity.has_deadline:
        notes.add(LayoutFault.INCOMING_WITH_DEADLINE, root, said="", at=root.opening)
    if activity.is_incoming or not activity.has_deadline:
        for block in all_blocks(layout):
            if isinstance(block, DeadlineBlock):
                notes.add(LayoutFault.DEADLINE_NOT_SHOWN, find(root, block.steps), owner="deadline", said="")


def find(root: Spot, steps: Steps) -> Spot:
    """The value at the end of this way, or the last one before the way is lost."""
    spot = root
    for step in steps:
        items = spot.items
        found = items[int(step)] if step.isdecimal() and int(step) < len(items) else spot.under(step)
        if found is None:
            return spot
        spot = found
    return spot
