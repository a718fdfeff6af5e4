"""Where in the window a person meets each documented method: the command that leads there."""

from collections.abc import Mapping
from typing import Final

_EXTENSIONS: Final = {
    "types": ("crm.activity.type.add", "crm.activity.type.list", "crm.activity.type.delete"),
    "cards": tuple(f"crm.activity.configurable.{verb}" for verb in ("add", "update", "get")),
    "badges": tuple(f"crm.activity.badge.{verb}" for verb in ("add", "get", "list", "delete")),
    "blocks": tuple(f"crm.activity.layout.blocks.{verb}" for verb in ("set", "get", "delete")),
    "actions": tuple(f"bizproc.activity.{verb}" for verb in ("add", "update", "list", "delete")),
    "events": ("events", "event.bind", "event.unbind", "event.get", "event.offline.list"),
    "pictures": ("crm.timeline.icon.list", "crm.timeline.logo.list"),
    "reference": (
        "methods",
        "user.search",
        "user.current",
        "user.admin",
        "feature.get",
        "app.info",
        "crm.activity.communication.fields",
        *(f"crm.{kind}.fields" for kind in ("deal", "lead", "contact", "company")),
    ),
}
_ENTITIES: Final = {
    "new-call": ("crm.activity.add",),
    "details-fields": (
        "crm.activity.get",
        "crm.activity.update",
        "crm.activity.fields",
        *(
            f"crm.enum.{name}"
            for name in (
                "activitytype",
                "activitystatus",
                "activitypriority",
                "activitydirection",
                "activitynotifytype",
                "contenttype",
            )
        ),
    ),
    "details-note": tuple(f"crm.timeline.note.{verb}" for verb in ("save", "get", "delete")),
    "details-transcript": ("crm.activity.call.getTranscript",),
    "new-todo": ("crm.activity.todo.add", "crm.activity.todo.update"),
    "todo-save": (
        "batch",
        "crm.activity.todo.updateColor",
        "crm.activity.todo.updateDeadline",
        "crm.activity.todo.updateDescription",
        "crm.activity.todo.updateResponsibleUser",
        *(f"crm.activity.binding.{verb}" for verb in ("add", "list", "move", "delete")),
    ),
    "todo-delete": ("crm.activity.delete",),
    "todo-responsible": ("user.get",),
    # What goes on by itself while the timeline is on: live refresh, by the list or by the queue.
    "refresh": (
        "crm.activity.list",
        *(f"event.offline.{verb}" for verb in ("get", "clear", "error")),
        "crm.enum.ownertype",
        *(f"crm.{kind}.{verb}" for kind in ("deal", "lead", "contact", "company") for verb in ("list", "get")),
        "crm.item.list",
        "crm.item.get",
    ),
}
# The test of a connection, and what is asked once it is open.
_CONNECTIONS: Final = {
    "connect": ("scope", "method.get", "server.time", "profile"),
}

PLACES: Final[Mapping[str, str]] = {
    **{method: f"extensions-{page}" for page, methods in _EXTENSIONS.items() for method in methods},
    **{method: command for command, methods in (_ENTITIES | _CONNECTIONS).items() for method in methods},
}
