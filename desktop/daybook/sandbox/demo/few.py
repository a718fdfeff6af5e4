"""The smallest portal: two users, deals 1 and 2, one contact, one company. Deal 2 belongs to the plain user."""

import sqlite3

from daybook.sandbox import records
from daybook.sandbox.clock import Clock
from daybook.sandbox.demo.rows import add_user
from daybook.sandbox.entity_rows import entity_row
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types


def fill(db: sqlite3.Connection, clock: Clock) -> None:
    """Writes the rows."""
    now_s = int(clock.now_s())
    add_user(db, now_s, 1, "Anna", "Berg", admin=True, position="Head of sales")
    add_user(db, now_s, 2, "Tom", "Weber", position="Sales manager")
    deal = {"STAGE_ID": "NEW", "STAGE_SEMANTIC_ID": "P", "CURRENCY_ID": "EUR", "OPPORTUNITY": 1000.0, "CATEGORY_ID": 0}
    for number, title in ((1, "First deal"), (2, "Second deal")):
        row = entity_row(entity_types.DEAL, now_s, number, {"TITLE": title, **deal})
        records.add_entity(db, Ref(entity_types.DEAL, number), row)
    contact = entity_row(entity_types.CONTACT, now_s, 1, {"NAME": "Clara", "LAST_NAME": "Novak", "COMPANY_ID": 1})
    records.add_entity(db, Ref(entity_types.CONTACT, 1), contact)
    company = entity_row(entity_types.COMPANY, now_s, 1, {"TITLE": "Northwind"})
    records.add_entity(db, Ref(entity_types.COMPANY, 1), company)
