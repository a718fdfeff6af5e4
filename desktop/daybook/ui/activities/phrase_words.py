"""The words of which a filter's sentence is made. {values} and {when} are filled in by `Phrases`."""

from PySide6.QtCore import QCoreApplication

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.filtering import Moment
from daybook.domain.query import Key, State

translate = QCoreApplication.translate


def field_label(key: Key) -> str:
    """What a chip says before its colon."""
    return {
        Key.DUE: translate("FilterWords", "Deadline"),
        Key.START: translate("FilterWords", "Start"),
        Key.END: translate("FilterWords", "End"),
        Key.CREATED: translate("FilterWords", "Created"),
        Key.CHANGED: translate("FilterWords", "Changed"),
        Key.RESPONSIBLE: translate("FilterWords", "Responsible"),
        Key.AUTHOR: translate("FilterWords", "Author"),
        Key.EDITOR: translate("FilterWords", "Changed by"),
        Key.COLOR: translate("FilterWords", "Colour"),
        Key.KIND: translate("FilterWords", "Kind"),
        Key.STATE: translate("FilterWords", "State"),
        Key.ON: translate("FilterWords", "Belongs to"),
        Key.PRIORITY: translate("FilterWords", "Priority"),
        Key.DIRECTION: translate("FilterWords", "Direction"),
        Key.PROVIDER: translate("FilterWords", "Provider"),
        Key.ID: translate("FilterWords", "Number"),
    }[key]


def time_clause(moment: Moment, *, negated: bool) -> str:
    """What is said of activities whose moment is, or is not, at some time."""
    positive, negative = {
        Moment.DEADLINE: (
            translate("FilterClauses", "are due {when}"),
            translate("FilterClauses", "are not due {when}"),
        ),
        Moment.START: (translate("FilterClauses", "start {when}"), translate("FilterClauses", "do not start {when}")),
        Moment.END: (translate("FilterClauses", "end {when}"), translate("FilterClauses", "do not end {when}")),
        Moment.CREATED: (
            translate("FilterClauses", "were created {when}"),
            translate("FilterClauses", "were not created {when}"),
        ),
        Moment.UPDATED: (
            translate("FilterClauses", "were changed {when}"),
            translate("FilterClauses", "were not changed {when}"),
        ),
    }[moment]
    return negative if negated else positive


def presence_clause(moment: Moment, *, there: bool) -> str:
    """What is said of activities that have such a moment, or have none."""
    has, has_not = {
        Moment.DEADLINE: (
            translate("FilterClauses", "have a deadline"),
            translate("FilterClauses", "have no deadline"),
        ),
        Moment.START: (translate("FilterClauses", "have a start"), translate("FilterClauses", "have no start")),
        Moment.END: (translate("FilterClauses", "have an end"), translate("FilterClauses", "have no end")),
        Moment.CREATED: (
            translate("FilterClauses", "say when they were created"),
            translate("FilterClauses", "do not say when they were created"),
        ),
        Moment.UPDATED: (
            translate("FilterClauses", "say when they were changed"),
            translate("FilterClauses", "do not say when they were changed"),
        ),
    }[moment]
    return has if there else has_not


def clause(key: Key, *, negated: bool) -> str:
    """What is said of activities by the values of anything but a moment."""
    positive, negative = {
        Key.RESPONSIBLE: (
            translate("FilterClauses", "are assigned to {values}"),
            translate("FilterClauses", "are not assigned to {values}"),
        ),
        Key.AUTHOR: (
            translate("FilterClauses", "were created by {values}"),
            translate("FilterClauses", "were not created by {values}"),
        ),
        Key.EDITOR: (
            translate("FilterClauses", "were last changed by {values}"),
            translate("FilterClauses", "were not last changed by {values}"),
        ),
        Key.ON: (
            translate("FilterClauses", "belong to {values}"),
            translate("FilterClauses", "do not belong to {values}"),
        ),
        Key.PRIORITY: (
            translate("FilterClauses", "have {values} priority"),
            translate("FilterClauses", "do not have {values} priority"),
        ),
        Key.PROVIDER: (
            translate("FilterClauses", "come from {values}"),
            translate("FilterClauses", "do not come from {values}"),
        ),
        Key.ID: (
            translate("FilterClauses", "have the number {values}"),
            translate("FilterClauses", "do not have the number {values}"),
        ),
    }.get(key, (translate("FilterClauses", "are {values}"), translate("FilterClauses", "are not {values}")))
    return negative if negated else positive


def kinds_name(kind: ActivityKind) -> str:
    """Many activities of a kind."""
    return {
        ActivityKind.TODO: translate("FilterKinds", "To-dos"),
        ActivityKind.CALL: translate("FilterKinds", "Calls"),
        ActivityKind.MEETING: translate("FilterKinds", "Meetings"),
        ActivityKind.EMAIL: translate("FilterKinds", "E-mails"),
        ActivityKind.TASK: translate("FilterKinds", "Tasks"),
        ActivityKind.CHAT: translate("FilterKinds", "Chats"),
        ActivityKind.FORM: translate("FilterKinds", "Web forms"),
        ActivityKind.CONFIGURABLE: translate("FilterKinds", "Cards of applications"),
        ActivityKind.APPLICATION: translate("FilterKinds", "Activities of applications"),
        ActivityKind.OTHER: translate("FilterKinds", "Other activities"),
    }[kind]


def state_name(state: State) -> str:
    """How far an activity is."""
    return {
        State.OPEN: translate("FilterStates", "open"),
        State.DONE: translate("FilterStates", "done"),
        State.OVERDUE: translate("FilterStates", "overdue"),
    }[state]


def priority_name(priority: Priority) -> str:
    """As in "high priority"."""
    return {
        Priority.HIGH: translate("FilterPriorities", "high"),
        Priority.MEDIUM: translate("FilterPriorities", "medium"),
        Priority.LOW: translate("FilterPriorities", "low"),
        Priority.NONE: translate("FilterPriorities", "no"),
    }[priority]


def direction_name(direction: Direction) -> str:
    """As in "incoming calls"."""
    return {
        Direction.INCOMING: translate("FilterDirections", "incoming"),
        Direction.OUTGOING: translate("FilterDirections", "outgoing"),
        Direction.NONE: translate("FilterDirections", "without a direction"),
    }[direction]
