"""What is no part of CRM: who am I, which scopes, which methods, what time is it.

https://apidocs.bitrix24.com/api-reference/common/
"""

from daybook.sandbox.access import KNOWN_SCOPES
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.portal import Context

FEATURES = {"rest_offline_extended": "Y", "rest_auth_connector": "Y"}


def _scope(context: Context, params: Params) -> object:
    return list(KNOWN_SCOPES) if params.flag("full") else sorted(context.caller.scopes)


def _method_get(context: Context, params: Params) -> object:
    method = context.portal.method(params.text("name"))
    return {
        "isExisting": method is not None,
        "isAvailable": method is not None and context.caller.may_use(method.scopes),
    }


def _methods(context: Context, params: Params) -> object:
    known = context.portal.methods.values()
    if params.has("scope"):
        scope = params.text("scope").strip()
        return [method.name for method in known if (scope in method.scopes if scope else not method.scopes)]
    if params.flag("full"):
        return [method.name for method in known]
    return [method.name for method in known if context.caller.may_use(method.scopes)]


def _server_time(context: Context, _params: Params) -> object:
    return context.clock.iso(context.now_s)


def _app_info(context: Context, _params: Params) -> object:
    row = context.db.execute(
        "SELECT id, client_id FROM application WHERE client_id = ?", (context.caller.application,)
    ).fetchone()
    return {
        "ID": row["id"],
        "CODE": row["client_id"],
        "VERSION": 1,
        "STATUS": "L",
        "INSTALLED": True,
        "PAYMENT_EXPIRED": "N",
        "DAYS": None,
        "LANGUAGE_ID": "en",
        "LICENSE": "en_pro100",
        "LICENSE_TYPE": "pro100",
        "LICENSE_FAMILY": "pro",
    }


def _feature_get(_context: Context, params: Params) -> object:
    code = params.text("CODE").strip()
    if not code:
        raise ApiError("CODE_EMPTY", "CODE can't be empty")
    return {"value": FEATURES.get(code, "N")}


_NOT_AN_APPLICATION = Refusal("ACCESS_DENIED", "Access denied! Application context required")

METHODS = (
    Method("scope", _scope, (Param("full", "flag"),), scopes=()),
    Method("method.get", _method_get, (Param("name", "text"),), scopes=()),
    Method("methods", _methods, (Param("full", "flag"), Param("scope", "text")), scopes=()),
    Method("server.time", _server_time, scopes=()),
    Method(
        "app.info",
        _app_info,
        scopes=(),
        webhook=Refusal("ACCESS_DENIED", "Access denied! Application context required"),
    ),
    Method("feature.get", _feature_get, (Param("CODE", "text"),), scopes=()),
)
