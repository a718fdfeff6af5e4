"""Fills a new portal: its people and secrets always, then the data that `--data` names."""

import socket
import sqlite3

from daybook.sandbox import access
from daybook.sandbox.clock import Clock
from daybook.sandbox.database import Database
from daybook.sandbox.demo import crowd, few, month

PLAIN_USER = 2
LOOPBACK = "127.0.0.1"


def fill(database: Database, clock: Clock, data: str, seed: int) -> None:
    """Writes the data set `empty`, `demo`, or a number of activities into an empty portal."""
    with database.transaction() as db:
        application = _secrets(db, int(clock.now_s()))
        if data == "empty":
            few.fill(db, clock)
        elif data == "demo":
            month.fill(db, clock, seed, application)
        else:
            crowd.fill(db, clock, int(data), seed)
    database.analyze()


def _secrets(db: sqlite3.Connection, now_s: int) -> str:
    """Webhooks of an administrator and a plain user, one that has run out, one without scopes; two applications.

    Returns the client id of the first application.
    """
    access.add_webhook(db, "webhook", 1)
    access.add_webhook(db, "plain_user", PLAIN_USER)
    access.add_webhook(db, "expired", 1, expires_at=now_s - 86_400)
    access.add_webhook(db, "no_scope", 1, scopes=())
    db.execute("INSERT INTO portal VALUES (?)", (access.new_secret(32),))
    application = access.add_application(db, "oauth", "Daybook", _return_address())
    access.add_application(db, "second_app", "Another application", _return_address())
    return application


def _return_address() -> str:
    """A loopback address with a port that is free now, for a client that wants to catch the code there.

    One that does not listen lets the person paste the address at which the browser ends.
    """
    with socket.create_server((LOOPBACK, 0)) as listener:
        return f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
