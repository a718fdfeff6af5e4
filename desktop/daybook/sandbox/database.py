"""The portal's memory: one SQLite connection, one writer.

Handlers are plain functions on worker threads; each runs alone in one transaction, so a refused call leaves no trace.
The waiting that `--processing` asks for happens outside the lock: parallel requests overlap as on a real portal.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from daybook.sandbox.tables import entity_types, fields

IN_MEMORY = ":memory:"

# Columns of an activity that no method ever shows: reminders and the parent can't be read back by REST.
HIDDEN_ACTIVITY_COLUMNS = ("PINGS", "PARENT_ID", "APPLICATION", "ORIGIN_VERSION", "BADGE")

# Columns of an activity in which people search for words: each has its text in lower case beside it.
FOLDED = ("SUBJECT", "DESCRIPTION")

_INDEXES = (
    "activity (OWNER_TYPE_ID, OWNER_ID)",
    "activity (COMPLETED, DEADLINE)",
    "activity (RESPONSIBLE_ID, COMPLETED, DEADLINE)",
    "activity (COMPLETED)",
    "activity (DEADLINE)",
    "activity (START_TIME)",
    "activity (LAST_UPDATED)",
    "activity (CREATED)",
    "activity (PROVIDER_ID, COMPLETED)",
    "activity (TYPE_ID)",
    "activity (SUBJECT)",
    "activity (PRIORITY)",
    "activity (AUTHOR_ID)",
    "binding (entity_type, entity_id, activity_id)",
    "communication (activity_id)",
    "multifield (entity_type, entity_id)",
    "entity (entity_type, ASSIGNED_BY_ID)",
    "entity (ASSIGNED_BY_ID)",
    "offline_event (application, connector, PROCESS_ID, TIMESTAMP_X)",
)


_TOO_MUCH = ("too many SQL variables", "Expression tree is too large", "pattern too complex", "too many terms")


class TooMuch(Exception):
    """A question longer than SQLite can take in: thousands of conditions, or a pattern of many thousand letters."""


def _quoted(names: Iterator[str]) -> str:
    """Column declarations. Text is compared without regard to letter case, as a portal's MySQL does."""
    return ", ".join(f'"{name}" COLLATE NOCASE' for name in names)


def _schema() -> str:
    activity = _quoted(iter((*(name for name in fields.CRM_ACTIVITY if name != "ID"), *HIDDEN_ACTIVITY_COLUMNS)))
    folded = ", ".join(f'"{name}_FOLDED" AS (unicode_lower("{name}")) STORED' for name in FOLDED)
    shared = {name for kind in entity_types.STORED.values() for name in kind.fields if name != "ID"}
    entity = _quoted(iter(sorted(shared)))
    return f"""
    CREATE TABLE activity (ID INTEGER PRIMARY KEY AUTOINCREMENT, {activity}, {folded});
    CREATE TABLE entity (entity_type INTEGER, ID INTEGER, {entity}, PRIMARY KEY (entity_type, ID)) WITHOUT ROWID;
    CREATE TABLE multifield (
        id INTEGER PRIMARY KEY, entity_type INTEGER, entity_id INTEGER, type_id TEXT, value_type TEXT, value TEXT);
    CREATE TABLE binding (
        id INTEGER PRIMARY KEY, activity_id INTEGER, entity_type INTEGER, entity_id INTEGER,
        UNIQUE (activity_id, entity_type, entity_id));
    CREATE TABLE communication (
        id INTEGER PRIMARY KEY, activity_id INTEGER, type TEXT, value TEXT, entity_type INTEGER, entity_id INTEGER);
    CREATE TABLE file (id INTEGER PRIMARY KEY, activity_id INTEGER, name TEXT, content BLOB);
    CREATE TABLE layout (
        id INTEGER PRIMARY KEY, activity_id INTEGER, application TEXT, layout TEXT, UNIQUE (activity_id, application));
    CREATE TABLE card (activity_id INTEGER PRIMARY KEY, layout TEXT);
    CREATE TABLE transcript (activity_id INTEGER PRIMARY KEY, text TEXT);
    CREATE TABLE badge (code TEXT PRIMARY KEY, title TEXT, value TEXT, type TEXT);
    CREATE TABLE custom_type (
        application TEXT, TYPE_ID TEXT COLLATE NOCASE, NAME TEXT, IS_CONFIGURABLE_TYPE TEXT, ICON_ID INTEGER,
        UNIQUE (application, TYPE_ID));
    CREATE TABLE note (
        entity_type INTEGER, entity_id INTEGER, item_type INTEGER, item_id INTEGER, text TEXT,
        created_by INTEGER, created_at INTEGER, updated_by INTEGER, updated_at INTEGER,
        PRIMARY KEY (entity_type, entity_id, item_type, item_id));
    CREATE TABLE workflow_action (
        id INTEGER PRIMARY KEY, application TEXT, code TEXT, data TEXT, UNIQUE (application, code));
    CREATE TABLE placement (
        id INTEGER PRIMARY KEY, application TEXT, placement TEXT, handler TEXT, title TEXT, description TEXT);
    CREATE TABLE entity_number (entity_type INTEGER PRIMARY KEY, last INTEGER);
    CREATE TABLE user (
        ID INTEGER PRIMARY KEY, ACTIVE INTEGER, ADMIN INTEGER, NAME TEXT, LAST_NAME TEXT, SECOND_NAME TEXT,
        EMAIL TEXT, LAST_LOGIN INTEGER, DATE_REGISTER INTEGER, TIME_ZONE TEXT, IS_ONLINE TEXT, PERSONAL_GENDER TEXT,
        PERSONAL_BIRTHDAY TEXT, PERSONAL_PHOTO TEXT, PERSONAL_MOBILE TEXT, PERSONAL_CITY TEXT, WORK_POSITION TEXT,
        WORK_PHONE TEXT, UF_PHONE_INNER TEXT, UF_DEPARTMENT TEXT, USER_TYPE TEXT);
    CREATE TABLE webhook (user_id INTEGER, secret TEXT, scopes TEXT, expires_at INTEGER, role TEXT);
    CREATE TABLE portal (member_id TEXT);
    CREATE TABLE application (
        id INTEGER PRIMARY KEY, client_id TEXT, client_secret TEXT, title TEXT, scopes TEXT, role TEXT,
        redirect_uri TEXT, application_token TEXT);
    CREATE TABLE code (secret TEXT PRIMARY KEY, client_id TEXT, user_id INTEGER, expires_at INTEGER);
    CREATE TABLE token (token TEXT PRIMARY KEY, client_id TEXT, user_id INTEGER, expires_at INTEGER);
    CREATE TABLE refresh_token (secret TEXT PRIMARY KEY, client_id TEXT, user_id INTEGER, expires_at INTEGER);
    CREATE TABLE event_binding (
        id INTEGER PRIMARY KEY, application TEXT, event TEXT, handler TEXT, user_id INTEGER, connector TEXT,
        min_timeout_s INTEGER, UNIQUE (application, event, handler, user_id, connector));
    CREATE TABLE offline_event (
        ID INTEGER PRIMARY KEY AUTOINCREMENT, application TEXT, connector TEXT, TIMESTAMP_X INTEGER,
        EVENT_NAME TEXT COLLATE NOCASE, EVENT_DATA TEXT, EVENT_ADDITIONAL TEXT, MESSAGE_ID TEXT,
        PROCESS_ID TEXT DEFAULT '', ERROR INTEGER DEFAULT 0,
        UNIQUE (MESSAGE_ID, application, connector, PROCESS_ID));
    """ + "".join(f"CREATE INDEX by_{number} ON {index};\n" for number, index in enumerate(_INDEXES))


def _unicode_lower(text: str | float | None) -> str | float | None:
    return text.lower() if isinstance(text, str) else text


def amount(value: object) -> str | None:
    """An amount as it is printed, with two decimals. SQLite itself rounds some of them another way."""
    return None if value is None else f"{value:.2f}"


class Database:
    """The one connection. Take it by `transaction()` only."""

    def __init__(self, path: str = IN_MEMORY) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.create_function("unicode_lower", 1, _unicode_lower, deterministic=True)
        self._connection.create_function("amount", 1, amount, deterministic=True)
        if path != IN_MEMORY:
            self._connection.execute("PRAGMA journal_mode=WAL")
        self.is_new = not self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'activity'").fetchone()
        if self.is_new:
            self._connection.executescript(_schema())

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection, alone; commits at the end, rolls back when an exception passes. Raises TooMuch."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            except BaseException as problem:
                self._connection.execute("ROLLBACK")
                if isinstance(problem, sqlite3.OperationalError) and any(text in str(problem) for text in _TOO_MUCH):
                    raise TooMuch(str(problem)) from problem
                raise
            self._connection.execute("COMMIT")

    def analyze(self) -> None:
        """Lets SQLite learn how the rows are spread, once they are there."""
        with self._lock:
            self._connection.execute("ANALYZE")

    def close(self) -> None:
        """Closes the file, after a running handler has ended."""
        with self._lock:
            self._connection.close()
