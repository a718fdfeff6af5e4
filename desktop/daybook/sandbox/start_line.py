"""The one line at start: everything a client needs to come in. The only place where secrets are printed."""

import os
import sqlite3

from daybook.sandbox import access, oauth
from daybook.sandbox.demo.seed import PLAIN_USER
from daybook.sandbox.portal import Portal


def compose(portal: Portal) -> dict[str, object]:
    """Webhooks by role, the two applications with tokens each, the process id."""
    with portal.database.transaction() as db:
        addresses = {
            row["role"]: f"{portal.url}/rest/{row['user_id']}/{row['secret']}/"
            for row in db.execute("SELECT * FROM webhook ORDER BY rowid")
        }
        installed = db.execute("SELECT * FROM application ORDER BY id").fetchall()
        applications = {row["role"]: _application(portal, db, row) for row in installed}
        plain_token = access.issue_token(db, installed[0]["client_id"], PLAIN_USER, portal.clock.now_s())
    others = {role: address for role, address in addresses.items() if role != "webhook"}
    return {
        "webhook": addresses["webhook"],
        "portal": portal.url,
        "oauth": applications["oauth"],
        "others": {**others, "plain_user_token": plain_token, "second_app": applications["second_app"]},
        "pid": os.getpid(),
    }


def _application(portal: Portal, db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, object]:
    """An installed application: its card, and tokens that act for user 1. `base` is where the token server is."""
    return {
        "base": portal.url,
        "client_id": row["client_id"],
        "client_secret": row["client_secret"],
        "redirect_uri": row["redirect_uri"],
        "application_token": row["application_token"],
        **oauth.tokens(db, portal.home, row, 1, portal.clock.now_s()),
    }
