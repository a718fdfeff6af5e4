"""What an application wants to hear of, `event.*`, and the queue of one that can't be called, `event.offline.*`.

https://apidocs.bitrix24.com/api-reference/events/. For applications only; everything offline is for administrators.
"""

from daybook.sandbox import errors, event_queue, events, filters, listing, records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.event_queue import Queue
from daybook.sandbox.filters import Condition
from daybook.sandbox.method import Handler, Method, Param, Params, Refusal
from daybook.sandbox.methods.workflow_actions import read_handler
from daybook.sandbox.portal import Context

ONLINE, OFFLINE = "online", "offline"
MIN_TIMEOUT_S = 1
LIMIT = 50


def _wrong(text: str) -> ApiError:
    return ApiError("ERROR_ARGUMENT", text)


def _denied(text: str) -> ApiError:
    return ApiError("ACCESS_DENIED", f"Access denied! {text} requires administrator access rights", 403)


def _offline(context: Context, params: Params, doing: str) -> bool:
    """True when the call is about the queue. Raises ACCESS_DENIED for people who are no administrators."""
    kind = params.text("event_type").strip().lower() or ONLINE
    if kind not in (ONLINE, OFFLINE):
        raise _wrong(f"Value must be one of {{{ONLINE}|{OFFLINE}}}")
    if kind == OFFLINE and not context.caller.admin:
        raise _denied(f"Offline events {doing}")
    return kind == OFFLINE


def _user(context: Context, params: Params, doing: str, nobody: int | None) -> int | None:
    """The person in whose name a handler is told: `auth_type`, or for a plain user always himself."""
    wanted = values.as_int(params.raw("auth_type")) if params.has("auth_type") else None
    if context.caller.admin:
        return nobody if wanted is None else wanted
    if wanted is not None and wanted != context.caller.user_id:
        raise _denied(f"Event {doing} with AUTH_TYPE")
    return context.caller.user_id


def _handler(params: Params) -> str:
    if not params.text("handler").strip():
        raise errors.missing("handler")
    return values.as_text(read_handler(params.raw("handler")))


def _bind(context: Context, params: Params) -> object:
    offline = _offline(context, params, "binding")
    row = {
        "application": context.caller.application,
        "event": params.text("event").strip().upper(),
        "handler": "" if offline else _handler(params),
        "user_id": 0 if offline else _user(context, params, "binding", 0),
        "connector": context.caller.connector,
        "min_timeout_s": _min_timeout_s(params),
    }
    if row["event"] not in events.names(context.caller.scopes):
        raise ApiError("ERROR_EVENT_NOT_FOUND", "Event not found")
    if offline and row["event"] == events.QUEUE_GREW:
        raise _wrong("Offline event cannot be registered for this event.")
    taken = context.db.execute(
        "SELECT 1 FROM event_binding WHERE application = :application AND event = :event AND handler = :handler"
        " AND user_id = :user_id AND connector = :connector",
        row,
    ).fetchone()
    if taken:
        raise ApiError("ERROR_CORE", "Unable to set event handler: Handler already binded")
    records.insert(context.db, "event_binding", row)
    return True


def _min_timeout_s(params: Params) -> int:
    options = values.as_map(params.raw("options")) or {}
    wanted = values.as_int(options.get("minTimeout"))
    return MIN_TIMEOUT_S if wanted is None or wanted < 0 else wanted


def _unbind(context: Context, params: Params) -> object:
    offline = _offline(context, params, "unbinding")
    where = Condition("application = ?", [context.caller.application])
    where.add("event = ?", params.text("event").strip().upper())
    where.add("handler = ?", "" if offline else _handler(params))
    if offline:
        where.add("connector = ?", context.caller.connector)
    elif (user_id := _user(context, params, "unbinding", None)) is not None:
        where.add("user_id = ?", user_id)
    gone = context.db.execute(f"DELETE FROM event_binding WHERE {where.sql}", where.arguments)  # noqa: S608 - our own columns, bound values
    return {"count": gone.rowcount}


def _get(context: Context, _params: Params) -> object:
    rows = context.db.execute(
        "SELECT * FROM event_binding WHERE application = ? AND (? OR user_id = ?) ORDER BY id",
        (context.caller.application, context.caller.admin, context.caller.user_id),
    )
    return [
        {
            "event": row["event"],
            "handler": row["handler"],
            "auth_type": str(row["user_id"]),
            **({"connector_id": row["connector"], "offline": 1} if not row["handler"] else {"offline": 0}),
        }
        for row in rows
    ]


def _events(context: Context, params: Params) -> object:
    if params.has("SCOPE"):
        return list(events.BY_SCOPE.get(params.text("SCOPE").strip().lower(), ()))
    return events.names(frozenset(events.BY_SCOPE) if params.flag("FULL") else context.caller.scopes)


def _queue(context: Context) -> Queue:
    return Queue(context.db, context.caller.application or "", context.caller.connector)


def _take(context: Context, params: Params) -> object:
    queue = _queue(context)
    clear = not params.has("clear") or params.flag("clear")
    limit = params.int("limit", LIMIT)
    if limit <= 0:
        raise _wrong("Value must be positive integer")
    order = f"{_order(params, 'TIMESTAMP_X ASC')}, ID"
    process = params.text("process_id").strip()
    if not process:
        wanted = filters.lenient(listing.legacy_map(params, "filter"), event_queue.COLUMNS, context.clock.zone)
        process = queue.reserve(wanted, order, limit, failed=params.flag("error"), now_s=context.now_s)
    rows = queue.reserved(process, order, limit)
    if clear:
        queue.clear(process, "ID", [row["ID"] for row in rows])
    told = [event_queue.answer(row, context.clock) for row in rows]
    return {"process_id": None if clear else process, "events": told}


def _order(params: Params, default: str) -> str:
    return listing.legacy_order(listing.legacy_map(params, "order"), event_queue.LIST_COLUMNS, default)


def _list(context: Context, params: Params) -> object:
    given = listing.legacy_map(params, "filter")
    where = _queue(context).where()
    wanted = filters.lenient(given, event_queue.LIST_COLUMNS, context.clock.zone)
    where.add(wanted.sql, *wanted.arguments)
    query = listing.Query("offline_event", "ID", where, _order(params, "ID ASC"))

    def rows(ids: list[int]) -> object:
        marks = ", ".join("?" * len(ids))
        found = context.db.execute(f"SELECT * FROM offline_event WHERE ID IN ({marks})", ids)  # noqa: S608 - marks only
        stored = {row["ID"]: row for row in found}
        return [
            {
                **event_queue.answer(stored[number], context.clock),
                "PROCESS_ID": stored[number]["PROCESS_ID"],
                "ERROR": str(stored[number]["ERROR"]),
            }
            for number in ids
        ]

    return listing.reply(query.page(context.db, params.int("start")), rows)


def _clear(context: Context, params: Params) -> object:
    process, queue = params.text("process_id").strip(), _queue(context)
    if params.has("id"):
        queue.clear(process, "ID", [values.as_int(item) for item in params.list("id")])
    elif params.has("message_id"):
        queue.clear(process, "MESSAGE_ID", [values.as_text(item) for item in params.list("message_id")])
    else:
        queue.clear(process)
    return True


def _fail(context: Context, params: Params) -> object:
    messages = [values.as_text(item) for item in params.list("message_id")]
    _queue(context).fail(params.text("process_id").strip(), messages)
    return True


_WEBHOOK = Refusal("WRONG_AUTH_TYPE", "Application context required", 403)
_NO_ADMIN = Refusal("ACCESS_DENIED", "Access denied!", 403)
_EVENT = Param("event", "text", required=True)
_HANDLER = Param("handler", "text")  # starred in the documents, yet a binding of the queue must not send it
_PLACE = (_EVENT, _HANDLER, Param("auth_type", "int"), Param("event_type", "text"))
_KEY = Param("auth_connector", "text")
_SEARCH = (Param("filter"), Param("order"))
_PROCESS = Param("process_id", "text", required=True)


def _of_the_queue(name: str, handler: Handler, params: tuple[Param, ...], *, writes: bool) -> Method:
    return Method(
        f"event.offline.{name}", handler, params, scopes=(), writes=writes, webhook=_WEBHOOK, no_admin=_NO_ADMIN
    )


METHODS = (
    Method("event.bind", _bind, (*_PLACE, _KEY, Param("options", "map")), scopes=(), writes=True, webhook=_WEBHOOK),
    Method("event.unbind", _unbind, _PLACE, scopes=(), writes=True, webhook=_WEBHOOK),
    Method("event.get", _get, scopes=(), webhook=_WEBHOOK),
    Method("events", _events, (Param("SCOPE", "text"), Param("FULL", "flag")), scopes=(), webhook=_WEBHOOK),
    _of_the_queue(
        "get",
        _take,
        (
            *_SEARCH,
            Param("limit", "int"),
            Param("clear", "flag"),
            Param("process_id", "text"),
            _KEY,
            Param("error", "flag"),
        ),
        writes=True,
    ),
    _of_the_queue("list", _list, (*_SEARCH, Param("start", "int"), _KEY), writes=False),
    _of_the_queue("clear", _clear, (_PROCESS, Param("id", "list"), Param("message_id", "list")), writes=True),
    _of_the_queue("error", _fail, (_PROCESS, Param("message_id", "list")), writes=True),
)
