"""Places in the portal's pages where an application shows itself, `placement.*`.

https://apidocs.bitrix24.com/api-reference/widgets/. For administrators, inside an application. This portal draws no
pages, so a placement is only remembered; CRM_ACTIVITY_LIST_MENU is the one of a timeline.
"""

from daybook.sandbox import records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.methods.workflow_actions import read_handler
from daybook.sandbox.portal import Context

KNOWN = (
    "CRM_ACTIVITY_LIST_MENU", "CRM_DEAL_ACTIVITY_TIMELINE_MENU", "CRM_LEAD_ACTIVITY_TIMELINE_MENU",
    "CRM_ANALYTICS_MENU", "CRM_COMPANY_DETAIL_ACTIVITY", "CRM_COMPANY_DETAIL_TAB",
    "CRM_COMPANY_DETAIL_TOOLBAR", "CRM_COMPANY_LIST_MENU", "CRM_COMPANY_LIST_TOOLBAR", "CRM_CONTACT_DETAIL_ACTIVITY",
    "CRM_CONTACT_DETAIL_TAB", "CRM_CONTACT_DETAIL_TOOLBAR", "CRM_CONTACT_LIST_MENU", "CRM_CONTACT_LIST_TOOLBAR",
    "CRM_DEAL_DETAIL_ACTIVITY", "CRM_DEAL_DETAIL_TAB", "CRM_DEAL_DETAIL_TOOLBAR", "CRM_DEAL_LIST_MENU",
    "CRM_DEAL_LIST_TOOLBAR", "CRM_LEAD_DETAIL_ACTIVITY", "CRM_LEAD_DETAIL_TAB", "CRM_LEAD_DETAIL_TOOLBAR",
    "CRM_LEAD_LIST_MENU", "CRM_LEAD_LIST_TOOLBAR", "REST_APP_URI", "USER_PROFILE_MENU",
)  # fmt: skip


def _known(params: Params) -> str:
    placement = params.text("PLACEMENT").strip().upper()
    if placement not in KNOWN:
        raise ApiError("ERROR_PLACEMENT_NOT_FOUND", "Placement not found")
    return placement


def _bind(context: Context, params: Params) -> object:
    row = {
        "application": context.caller.application,
        "placement": _known(params),
        "handler": read_handler(params.raw("HANDLER")),
        "title": params.text("TITLE"),
        "description": params.text("DESCRIPTION"),
    }
    taken = context.db.execute(
        "SELECT 1 FROM placement WHERE application = ? AND placement = ? AND handler = ?",
        (row["application"], row["placement"], row["handler"]),
    ).fetchone()
    if taken:
        raise ApiError("ERROR_PLACEMENT_HANDLER_EXISTS", "Unable to set placement handler: Handler already binded")
    records.insert(context.db, "placement", row)
    return True


def _unbind(context: Context, params: Params) -> object:
    wanted = [context.caller.application or "", _known(params)]
    condition = "application = ? AND placement = ?"
    if params.has("HANDLER"):
        condition += " AND handler = ?"
        wanted.append(params.text("HANDLER"))
    gone = context.db.execute(f"DELETE FROM placement WHERE {condition}", wanted)  # noqa: S608 - two fixed texts
    return {"count": gone.rowcount}


def _get(context: Context, _params: Params) -> object:
    rows = context.db.execute(
        "SELECT * FROM placement WHERE application = ? ORDER BY id", (context.caller.application,)
    )
    return [
        {
            "placement": row["placement"],
            "userId": 0,
            "handler": row["handler"],
            "options": [],
            "title": row["title"],
            "description": row["description"],
            "langAll": {"en": {"TITLE": row["title"], "DESCRIPTION": row["description"], "GROUP_NAME": ""}},
        }
        for row in rows
    ]


def _list(_context: Context, params: Params) -> object:
    scope = values.as_text(params.raw("scope"))
    return [name for name in KNOWN if not scope or scope == "crm" or not name.startswith("CRM_")]


_WEBHOOK = Refusal("WRONG_AUTH_TYPE", "Application context required", 403)
_NO_ADMIN = Refusal("ACCESS_DENIED", "Access denied!", 403)
_PLACE = Param("PLACEMENT", "text", required=True)

METHODS = (
    Method(
        "placement.bind",
        _bind,
        (_PLACE, Param("HANDLER", "text", required=True), Param("TITLE"), Param("DESCRIPTION"), Param("OPTIONS")),
        scopes=("placement",),
        writes=True,
        webhook=_WEBHOOK,
        no_admin=_NO_ADMIN,
    ),
    Method(
        "placement.unbind",
        _unbind,
        (_PLACE, Param("HANDLER")),
        scopes=("placement",),
        writes=True,
        webhook=_WEBHOOK,
        no_admin=_NO_ADMIN,
    ),
    Method("placement.get", _get, scopes=("placement",), webhook=_WEBHOOK),
    Method("placement.list", _list, (Param("scope"),), scopes=("placement",)),
)
