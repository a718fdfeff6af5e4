"""`crm.enum.*`: names of numbers. Ids are real numbers here. https://apidocs.bitrix24.com/api-reference/crm/auxiliary/enum/"""

from daybook.sandbox.method import Handler, Method
from daybook.sandbox.tables import entity_types

_NAMES = {
    "activitytype": ("", "Meeting", "Call", "Task", "E-mail", "Action", "User Action"),
    "activitystatus": ("", "Pending", "Completed", "Automatically Completed"),
    "activitypriority": ("", "low", "medium", "high"),
    "activitydirection": ("", "Incoming", "Outgoing"),
    "activitynotifytype": ("", "min.", "h.", "d."),
    "contenttype": ("", "Plain text", "bbCode", "HTML"),
}


def _entry(id_: int, name: str, code: str | None = None, short: str | None = None) -> dict[str, object]:
    return {"ID": id_, "NAME": name, "SYMBOL_CODE": code, "SYMBOL_CODE_SHORT": short}


def _owner_types() -> list[dict[str, object]]:
    stored = list(entity_types.STORED.values())
    ordinary = [_entry(kind.id, kind.name, kind.code, kind.short) for kind in stored if not kind.dynamic]
    dynamic = [_entry(kind.id, kind.name, kind.code, kind.short) for kind in stored if kind.dynamic]
    return ordinary + [_entry(*named) for named in entity_types.NAMED_ONLY] + dynamic


def _answering(answer: list[dict[str, object]]) -> Handler:
    return lambda _context, _params: answer


METHODS = (
    Method("crm.enum.ownertype", _answering(_owner_types())),
    *(
        Method(f"crm.enum.{name}", _answering([_entry(number, text) for number, text in enumerate(texts)]))
        for name, texts in _NAMES.items()
    ),
)
