"""The tables of the copy.

`activities` is narrow: a filter or an order reads all of it, so a hundred thousand rows must stay a few megabytes. What
is only shown stands in `texts`. The usual order is by deadline, and its index holds what is usually filtered by: then
the table itself need not be looked at. Moments are whole seconds since 1970, UTC; names for sorting are folded and cut
short.
"""

from typing import Final

MIGRATIONS: Final = (
    """
    CREATE TABLE activities (
        id INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,
        owner_type INTEGER NOT NULL,
        owner_id INTEGER NOT NULL,
        deadline INTEGER,
        start INTEGER,
        finish INTEGER,
        created INTEGER,
        updated INTEGER,
        completed INTEGER NOT NULL,
        responsible INTEGER,
        author INTEGER,
        editor INTEGER,
        color INTEGER NOT NULL,
        direction INTEGER NOT NULL,
        priority INTEGER NOT NULL,
        type_id INTEGER NOT NULL,
        subject_key TEXT NOT NULL,
        owner_key TEXT NOT NULL,
        bound_at INTEGER
    ) STRICT;
    CREATE INDEX by_deadline ON activities (deadline, id DESC, completed, responsible, color, kind, owner_type);
    CREATE INDEX by_updated ON activities (updated, id DESC);
    CREATE INDEX by_owner ON activities (owner_type, owner_id, completed);

    CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        subject TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        description TEXT NOT NULL,
        text_format INTEGER NOT NULL,
        location TEXT NOT NULL,
        provider TEXT NOT NULL
    ) STRICT;

    CREATE VIRTUAL TABLE words USING fts5(
        text, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
    );

    CREATE TABLE entities (
        number INTEGER PRIMARY KEY,
        type_id INTEGER NOT NULL,
        id INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        stage TEXT NOT NULL,
        amount TEXT,
        currency TEXT,
        responsible INTEGER,
        company INTEGER,
        contact INTEGER,
        channels TEXT NOT NULL,
        closed INTEGER NOT NULL,
        UNIQUE (type_id, id)
    ) STRICT;

    CREATE VIRTUAL TABLE entity_words USING fts5(
        text, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
    );

    CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        position TEXT NOT NULL,
        active INTEGER NOT NULL,
        photo TEXT NOT NULL
    ) STRICT;

    CREATE TABLE bindings (
        activity INTEGER NOT NULL,
        type_id INTEGER NOT NULL,
        id INTEGER NOT NULL,
        PRIMARY KEY (activity, type_id, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bound_to ON bindings (type_id, id);

    CREATE TABLE marks (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    "DROP INDEX by_updated",
)
"""Only ever appended to: the file's `user_version` says how many have run."""

ORDERS: Final = (
    "CREATE INDEX IF NOT EXISTS by_updated ON activities (updated, id DESC)",
    "CREATE INDEX IF NOT EXISTS by_subject ON activities (subject_key, id DESC)",
    "CREATE INDEX IF NOT EXISTS by_owner_name ON activities (owner_key, owner_type, owner_id, id DESC)",
    "CREATE INDEX IF NOT EXISTS by_created ON activities (created, id DESC)",
    "CREATE INDEX IF NOT EXISTS by_start ON activities (start, id DESC)",
    "CREATE INDEX IF NOT EXISTS by_end ON activities (finish, id DESC)",
    """CREATE INDEX IF NOT EXISTS by_person
       ON activities (responsible, completed, deadline, id DESC, color, kind, owner_type)""",
)
"""Made when the first load is done: kept up row by row they take three times as long, and the load waits for them.

The last of them says that all are there. It is what one person has to do, which each look at her day asks for.
"""
LAST_ORDER: Final = "by_person"
