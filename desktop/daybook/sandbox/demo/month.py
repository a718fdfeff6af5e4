"""A sales team's month around today: its people, customers, deals, leads, installations; `diary` adds what is to do."""

import random
import sqlite3

from daybook.sandbox import records
from daybook.sandbox.clock import Clock
from daybook.sandbox.demo import extensions, people
from daybook.sandbox.demo.diary import Diary
from daybook.sandbox.demo.rows import add_multi_field, add_user
from daybook.sandbox.entity_rows import entity_row
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types
from daybook.sandbox.tables.entity_types import COMPANY, CONTACT, DEAL, INSTALLATIONS, LEAD

DAY_S = 86_400
PEOPLE_PER_CUSTOMER = 3
_FINISHED = {"WON": "S", "LOSE": "F", "APOLOGY": "F"}
_LEAD_FINISHED = {"CONVERTED": "S", "JUNK": "F"}
_PROBABILITY = {
    "NEW": 10,
    "PREPARATION": 30,
    "PREPAYMENT_INVOICE": 60,
    "EXECUTING": 80,
    "FINAL_INVOICE": 90,
    "WON": 100,
}
# Who looks after whom: Elena, the administrator, keeps a good share herself.
_ASSIGNED = (1, 2, 3, 1, 4, 2, 1, 8, 3, 1, 6, 4)
_ASSIGNED_BY_LANGUAGE = {8: 5, 9: 6, 11: 7, 12: 1}


def fill(db: sqlite3.Connection, clock: Clock, seed: int, application: str) -> None:
    """Writes the month. `application` is the one to whom content blocks and its own activities belong."""
    chance = random.Random(seed)  # noqa: S311 - sample data
    now_s = int(clock.now_s())
    _team(db, now_s)
    _customers(db, chance, now_s)
    _deals(db, chance, clock, now_s)
    _leads(db, chance, now_s)
    _installations(db, now_s, chance)
    Diary(db, chance, clock, application).write()
    extensions.fill(db, application, now_s)
    _last_activity(db)


def _team(db: sqlite3.Connection, now_s: int) -> None:
    for number, member in enumerate(people.TEAM, start=1):
        add_user(
            db,
            now_s,
            number,
            member.name,
            member.last_name,
            admin=number == 1,
            position=member.position,
            gender=member.gender,
            city=member.city,
            phone=member.phone,
        )


def responsible(customer: int) -> int:
    """Who looks after a customer, by its place in the list."""
    return _ASSIGNED_BY_LANGUAGE.get(customer, _ASSIGNED[customer % len(_ASSIGNED)])


def contact_id(customer: int, person: int) -> int:
    """The number of a customer's person."""
    return customer * PEOPLE_PER_CUSTOMER + person % PEOPLE_PER_CUSTOMER + 1


def _customers(db: sqlite3.Connection, chance: random.Random, now_s: int) -> None:
    for place, customer in enumerate(people.CUSTOMERS):
        company = Ref(COMPANY, place + 1)
        made_s = now_s - chance.randint(120, 900) * DAY_S
        row = {
            "TITLE": customer.title,
            "COMPANY_TYPE": "CUSTOMER",
            "INDUSTRY": customer.industry,
            "EMPLOYEES": chance.choice(("EMPLOYEES_1", "EMPLOYEES_2", "EMPLOYEES_3")),
            "CURRENCY_ID": "EUR",
            "REVENUE": 0.0,
            "ADDRESS_CITY": customer.city,
            "DATE_CREATE": made_s,
        }
        records.add_entity(db, company, entity_row(COMPANY, now_s, responsible(place), row))
        add_multi_field(db, company, "PHONE", _phone(chance))
        add_multi_field(db, company, "EMAIL", f"office@{customer.domain}")
        add_multi_field(db, company, "WEB", f"https://www.{customer.domain}")
        _people(db, chance, now_s, place)


def _people(db: sqlite3.Connection, chance: random.Random, now_s: int, place: int) -> None:
    customer = people.CUSTOMERS[place]
    for number, (name, last_name, post) in enumerate(customer.people):
        contact = Ref(CONTACT, contact_id(place, number))
        row = {
            "NAME": name,
            "LAST_NAME": last_name,
            "POST": post,
            "TYPE_ID": "CLIENT",
            "SOURCE_ID": chance.choice(("CALL", "WEB", "TRADE_SHOW")),
            "COMPANY_ID": place + 1,
            "EXPORT": "Y",
            "DATE_CREATE": now_s - chance.randint(30, 800) * DAY_S,
        }
        records.add_entity(db, contact, entity_row(CONTACT, now_s, responsible(place), row))
        add_multi_field(db, contact, "PHONE", _phone(chance))
        if number == 0:
            add_multi_field(db, contact, "PHONE", _phone(chance), "MOBILE")
        local = f"{name}.{last_name}".lower().replace(" ", "") if name.isascii() and last_name.isascii() else ""
        address = local or ("management", "purchasing", "contact")[number]
        add_multi_field(db, contact, "EMAIL", f"{address}@{customer.domain}")


def _phone(chance: random.Random) -> str:
    return f"+{chance.choice((31, 33, 39, 44, 46, 48, 49))} {chance.randint(20, 99)} 555 {chance.randint(1000, 9999)}"


def _deals(db: sqlite3.Connection, chance: random.Random, clock: Clock, now_s: int) -> None:
    today_s = int(clock.today().timestamp())
    for number, (title, place, product, stage, amount, currency) in enumerate(people.DEALS, start=1):
        made_s = now_s - chance.randint(6, 110) * DAY_S
        closing_s = today_s + chance.randint(5, 90) * DAY_S
        row = {
            "TITLE": title,
            "TYPE_ID": "SALE",
            "CATEGORY_ID": 0,
            "STAGE_ID": stage,
            "STAGE_SEMANTIC_ID": _FINISHED.get(stage, "P"),
            "IS_NEW": "Y" if stage == "NEW" else "N",
            "PROBABILITY": _PROBABILITY.get(stage, 0),
            "CURRENCY_ID": currency,
            "OPPORTUNITY": float(amount),
            "COMPANY_ID": place + 1,
            "CONTACT_ID": contact_id(place, number),
            "BEGINDATE": made_s - made_s % DAY_S,
            "CLOSEDATE": closing_s if stage not in _FINISHED else today_s - chance.randint(1, 9) * DAY_S,
            "CLOSED": "Y" if stage in _FINISHED else "N",
            "COMMENTS": f"Product: {product}",
            "DATE_CREATE": made_s,
            "MOVED_BY_ID": responsible(place),
            "MOVED_TIME": made_s + (now_s - made_s) // 2,
        }
        records.add_entity(db, Ref(DEAL, number), entity_row(DEAL, now_s, responsible(place), row))


def _leads(db: sqlite3.Connection, chance: random.Random, now_s: int) -> None:
    for number, (title, name, last_name, company, source, status) in enumerate(people.LEADS, start=1):
        made_s = now_s - chance.randint(1, 40) * DAY_S
        row = {
            "TITLE": title,
            "NAME": name,
            "LAST_NAME": last_name,
            "COMPANY_TITLE": company,
            "SOURCE_ID": source,
            "STATUS_ID": status,
            "STATUS_SEMANTIC_ID": _LEAD_FINISHED.get(status, "P"),
            "CURRENCY_ID": "EUR",
            "OPPORTUNITY": float(chance.choice((0, 0, 2_500, 6_000, 14_500, 30_000))),
            "DATE_CREATE": made_s,
        }
        lead = Ref(LEAD, number)
        records.add_entity(db, lead, entity_row(LEAD, now_s, chance.choice((1, 2, 8, 8, 3)), row))
        if "without a phone" not in title:
            add_multi_field(db, lead, "PHONE", _phone(chance))
        if name and name.isascii():
            add_multi_field(db, lead, "EMAIL", f"{name.strip('.').lower()}@lead{number}.example")


def _installations(db: sqlite3.Connection, now_s: int, chance: random.Random) -> None:
    for number, (title, deal, stage) in enumerate(people.INSTALLATIONS, start=1):
        place = people.DEALS[deal][1]
        row = {
            "TITLE": title,
            "CATEGORY_ID": 1,
            "STAGE_ID": stage,
            "COMPANY_ID": place + 1,
            "CONTACT_ID": contact_id(place, 1),
            "OPPORTUNITY": 0.0,
            "CURRENCY_ID": "EUR",
            "DATE_CREATE": now_s - chance.randint(2, 30) * DAY_S,
        }
        records.add_entity(db, Ref(INSTALLATIONS, number), entity_row(INSTALLATIONS, now_s, 4, row))


def _last_activity(db: sqlite3.Connection) -> None:
    """Each item says when something last happened to it, as the portal notes by itself."""
    for kind in entity_types.STORED.values():
        db.execute(
            "UPDATE entity SET LAST_ACTIVITY_TIME = coalesce((SELECT max(a.LAST_UPDATED)"
            " FROM activity a JOIN binding b ON b.activity_id = a.ID"
            " WHERE b.entity_type = ?1 AND b.entity_id = entity.ID), DATE_CREATE),"
            " LAST_ACTIVITY_BY = ASSIGNED_BY_ID WHERE entity_type = ?1",
            (kind.id,),
        )
