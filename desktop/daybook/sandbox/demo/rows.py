"""Rows of sample data with everything a portal would have filled in by itself."""

import sqlite3

from daybook.sandbox import records
from daybook.sandbox.records import Ref


def add_user(
    db: sqlite3.Connection,
    now_s: int,
    number: int,
    name: str,
    last_name: str,
    *,
    admin: bool = False,
    position: str = "",
    gender: str = "",
    city: str = "",
    phone: str = "",
    email: str = "",
    photo: bool = True,
) -> None:
    """An employee; the portrait is drawn by the portal itself."""
    row = {
        "ID": number,
        "ACTIVE": 1,
        "ADMIN": int(admin),
        "NAME": name,
        "LAST_NAME": last_name,
        "SECOND_NAME": "",
        "EMAIL": email or f"user{number}@daybook.example",
        "LAST_LOGIN": now_s - 1800 * number,
        "DATE_REGISTER": now_s - 400 * 86_400,
        "TIME_ZONE": "",
        "IS_ONLINE": "Y" if number <= 2 else "N",
        "PERSONAL_GENDER": gender,
        "PERSONAL_BIRTHDAY": "",
        "PERSONAL_PHOTO": f"/portraits/{number}.svg" if photo else "",
        "PERSONAL_MOBILE": phone,
        "PERSONAL_CITY": city,
        "WORK_POSITION": position,
        "WORK_PHONE": phone,
        "UF_PHONE_INNER": str(100 + number),
        "UF_DEPARTMENT": "1",
        "USER_TYPE": "employee",
    }
    records.insert(db, "user", row)


def add_multi_field(db: sqlite3.Connection, ref: Ref, kind: str, value: str, value_type: str = "WORK") -> None:
    """A phone, an address or the like; the item's HAS_… flag follows."""
    row = {"entity_type": ref.type, "entity_id": ref.id, "type_id": kind, "value_type": value_type, "value": value}
    records.insert(db, "multifield", row)
    if kind in ("PHONE", "EMAIL"):
        db.execute(
            f"UPDATE entity SET HAS_{kind} = 'Y' WHERE entity_type = ? AND ID = ?",  # noqa: S608 - one of two words
            (ref.type, ref.id),
        )
