"""The one file of everything small that this machine remembers; the journal has a file of its own.

Never a secret: those are in the vault, under the connection's id.
"""

from pathlib import Path
from typing import Final

from daybook.store.database import Database

MIGRATIONS: Final = (
    """
    CREATE TABLE connections (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        portal TEXT NOT NULL,
        user_id INTEGER NOT NULL,
        user_name TEXT NOT NULL,
        kind TEXT NOT NULL,
        remembered INTEGER NOT NULL,
        rate_per_s REAL NOT NULL,
        burst INTEGER NOT NULL,
        created TEXT NOT NULL,
        last_used TEXT,
        is_current INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE UNIQUE INDEX one_current_connection ON connections (is_current) WHERE is_current = 1;

    CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE drafts (
        connection_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        draft TEXT NOT NULL,
        base TEXT,
        run_id TEXT,
        written TEXT NOT NULL,
        PRIMARY KEY (connection_id, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE known_todos (
        portal TEXT NOT NULL,
        activity_id INTEGER NOT NULL,
        pings TEXT,
        parent_id INTEGER,
        written TEXT NOT NULL,
        PRIMARY KEY (portal, activity_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE limit_levels (
        portal TEXT PRIMARY KEY,
        level REAL NOT NULL,
        at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE definitions (
        portal TEXT NOT NULL,
        code TEXT NOT NULL,
        fields TEXT NOT NULL,
        PRIMARY KEY (portal, code)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE compositions (
        connection_id TEXT NOT NULL,
        type_id INTEGER NOT NULL,
        item_id INTEGER NOT NULL,
        draft TEXT NOT NULL,
        sent TEXT,
        PRIMARY KEY (connection_id, type_id, item_id)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE pending_edits (
        portal TEXT NOT NULL,
        user_id INTEGER NOT NULL,
        activity_id INTEGER NOT NULL,
        field TEXT NOT NULL,
        base TEXT NOT NULL,
        wished TEXT NOT NULL,
        made TEXT NOT NULL,
        title TEXT NOT NULL,
        run_id TEXT,
        PRIMARY KEY (portal, user_id, activity_id, field)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE reminding (
        portal TEXT NOT NULL,
        user_id INTEGER NOT NULL,
        begun TEXT NOT NULL,
        told_until TEXT NOT NULL,
        PRIMARY KEY (portal, user_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reminders_told (
        portal TEXT NOT NULL,
        user_id INTEGER NOT NULL,
        activity_id INTEGER NOT NULL,
        deadline TEXT NOT NULL,
        minutes_before INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        again TEXT,
        PRIMARY KEY (portal, user_id, activity_id, deadline, minutes_before)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE saved_views (
        portal TEXT NOT NULL,
        name_key TEXT NOT NULL,
        place INTEGER NOT NULL,
        file TEXT NOT NULL,
        PRIMARY KEY (portal, name_key)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE previews (
        portal TEXT NOT NULL,
        user_id INTEGER NOT NULL,
        digest TEXT NOT NULL,
        rows INTEGER NOT NULL,
        shown TEXT NOT NULL,
        PRIMARY KEY (portal, user_id, digest)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE layout_drafts (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        path TEXT,
        text TEXT NOT NULL,
        is_open INTEGER NOT NULL,
        written TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE layout_files (
        path TEXT PRIMARY KEY,
        opened TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE page_drafts (
        connection_id TEXT NOT NULL,
        page TEXT NOT NULL,
        draft TEXT NOT NULL,
        written TEXT NOT NULL,
        PRIMARY KEY (connection_id, page)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""Only ever appended to: the file's `user_version` says how many have run."""


def open_memory(path: Path) -> Database:
    """The database of connections, settings, drafts, known reminders and limits; opened with its first use.

    Durable: a draft or a connection that was reported as kept survives a power cut.
    """
    return Database(path, MIGRATIONS, durable=True)
