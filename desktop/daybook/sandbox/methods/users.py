"""People: `user.*` and `profile`. https://apidocs.bitrix24.com/api-reference/user/"""

import sqlite3
from collections.abc import Mapping

from daybook.sandbox import filters, listing, values
from daybook.sandbox.filters import Column, Condition
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.portal import Context
from daybook.sandbox.tables.field import Kind

SCOPES = ("user", "user_basic", "user_brief")

_TEXTS = (
    "NAME", "LAST_NAME", "SECOND_NAME", "EMAIL", "TIME_ZONE", "IS_ONLINE", "PERSONAL_GENDER", "PERSONAL_BIRTHDAY",
    "PERSONAL_MOBILE", "PERSONAL_CITY", "WORK_POSITION", "WORK_PHONE", "UF_PHONE_INNER", "USER_TYPE",
)  # fmt: skip
_COLUMNS: Mapping[str, Column] = {
    "ID": Column("ID", Kind.INT),
    "ACTIVE": Column("ACTIVE", Kind.INT),
    "LAST_LOGIN": Column("LAST_LOGIN", Kind.TIME),
    "DATE_REGISTER": Column("DATE_REGISTER", Kind.TIME),
    "UF_DEPARTMENT": Column("UF_DEPARTMENT", Kind.TEXT),
    **{name: Column(f"{name} COLLATE NOCASE", Kind.TEXT) for name in _TEXTS},
}
_SEARCHED = ("NAME", "LAST_NAME", "WORK_POSITION")
_ORDER = (
    "ID", "ACTIVE", "NAME", "LAST_NAME", "SECOND_NAME", "EMAIL", "LAST_LOGIN", "DATE_REGISTER", "TIME_ZONE",
    "IS_ONLINE", "TIMESTAMP_X", "LAST_ACTIVITY_DATE", "PERSONAL_GENDER", "PERSONAL_BIRTHDAY", "PERSONAL_PHOTO",
    "PERSONAL_MOBILE", "PERSONAL_CITY", "WORK_POSITION", "WORK_PHONE", "UF_PHONE_INNER", "UF_DEPARTMENT", "USER_TYPE",
)  # fmt: skip


def _answer(context: Context, row: sqlite3.Row) -> dict[str, object]:
    """A user as the portal prints it: ACTIVE is a real boolean, TIMESTAMP_X an empty object, no photo no key."""
    special: dict[str, object] = {
        "ID": str(row["ID"]),
        "ACTIVE": bool(row["ACTIVE"]),
        "LAST_LOGIN": context.clock.iso(row["LAST_LOGIN"]),
        "DATE_REGISTER": context.clock.iso(row["DATE_REGISTER"]),
        "TIMESTAMP_X": {},
        "LAST_ACTIVITY_DATE": {},
        "UF_DEPARTMENT": [int(number) for number in row["UF_DEPARTMENT"].split()],
    }
    user = {name: special.get(name, row[name] if name in row.keys() else "") for name in _ORDER}  # noqa: SIM118 - sqlite3.Row
    if row["PERSONAL_PHOTO"]:
        user["PERSONAL_PHOTO"] = context.portal.url + row["PERSONAL_PHOTO"]
    else:
        del user["PERSONAL_PHOTO"]
    if not context.caller.scopes & {"user", "user_basic"}:  # user_brief holds no addresses
        del user["EMAIL"]
    return user


def _row(context: Context, user_id: int) -> sqlite3.Row:
    row: sqlite3.Row = context.db.execute("SELECT * FROM user WHERE ID = ?", (user_id,)).fetchone()
    return row


def _current(context: Context, _params: Params) -> object:
    return _answer(context, _row(context, context.caller.user_id))


def _profile(context: Context, _params: Params) -> object:
    row = _row(context, context.caller.user_id)
    answer = {
        "ID": str(row["ID"]),
        "ADMIN": context.caller.admin,
        "NAME": row["NAME"],
        "LAST_NAME": row["LAST_NAME"],
        "PERSONAL_GENDER": row["PERSONAL_GENDER"],
        "TIME_ZONE": row["TIME_ZONE"],
    }
    if row["PERSONAL_PHOTO"]:
        answer["PERSONAL_PHOTO"] = context.portal.url + row["PERSONAL_PHOTO"]
    return answer


def _admin(context: Context, _params: Params) -> object:
    return context.caller.admin


def _special(key: str, value: object) -> Condition | None:
    """Filter keys of user.get that are no columns: NAME_SEARCH, and ACTIVE in its text forms."""
    name = filters.split(key)[1]
    if name == "NAME_SEARCH":
        return _matching(("NAME", "LAST_NAME"), values.as_text(value))
    if name == "ACTIVE":
        return Condition("ACTIVE = ?", [int(values.as_flag(value) is not False)])
    if name == "UF_DEPARTMENT" and (wanted := values.as_list(value)):
        one = "instr(' ' || UF_DEPARTMENT || ' ', ' ' || ? || ' ')"
        return Condition(" OR ".join([one] * len(wanted)), [values.as_text(item) for item in wanted])
    return None


def _matching(names: tuple[str, ...], text: str) -> Condition:
    """Every word of the text occurs in one of the columns."""
    result = Condition()
    for word in text.lower().split():
        anywhere = " OR ".join(f"instr(unicode_lower({name}), ?)" for name in names)
        result.add(anywhere, *[word] * len(names))
    return result


def _listed(context: Context, params: Params, where: Condition) -> object:
    sort = params.text("sort", "ID").upper()
    column = _COLUMNS.get(sort, _COLUMNS["ID"])
    direction = "DESC" if params.text("order").lower() == "desc" else "ASC"
    query = listing.Query("user", "ID", where, f"{column.sql} {direction}")
    wanted = [values.as_text(name) for name in params.list("select")]

    def rows(ids: list[int]) -> object:
        users = [_answer(context, _row(context, user_id)) for user_id in ids]
        if not wanted or "*" in wanted:
            return users
        return [{name: value for name, value in user.items() if name in wanted or name == "ID"} for user in users]

    return listing.reply(query.page(context.db, params.int("start")), rows)


def _get(context: Context, params: Params) -> object:
    given = dict(params.map("FILTER"))
    if params.has("ID"):
        given.setdefault("ID", params.raw("ID"))
    return _listed(context, params, filters.lenient(given, _COLUMNS, context.clock.zone, _special))


def _search(context: Context, params: Params) -> object:
    given = params.map("FILTER")
    find = given.get("FIND", params.raw("FIND"))
    if find is not None:
        return _listed(context, params, _matching(_SEARCHED, values.as_text(find)))
    parts = {f"%{name}" if name in _SEARCHED else name: value for name, value in given.items()}
    return _listed(context, params, filters.lenient(parts, _COLUMNS, context.clock.zone, _special))


_LIST = (
    Param("FILTER", "map"), Param("sort", "text"), Param("order", "text"), Param("ADMIN_MODE", "flag"),
    Param("select", "list"), Param("start", "int"),
)  # fmt: skip

METHODS = (
    Method("user.current", _current, scopes=SCOPES),
    Method("user.get", _get, (*_LIST, Param("ID", "any"), Param("IMAGE_RESIZE", "text")), scopes=SCOPES),
    Method("user.search", _search, (*_LIST, Param("FIND", "text")), scopes=SCOPES),
    Method("user.admin", _admin, scopes=()),
    Method("profile", _profile, scopes=()),
)
