"""Pictures of users: initials on a disc, drawn as SVG so that nothing is needed to make them."""

import sqlite3
from html import escape

_GROUNDS = ("#5b8def", "#e07a5f", "#3d9970", "#b279c7", "#d9a441", "#4fb0c6", "#c45b7c", "#7a8793")


def draw(db: sqlite3.Connection, user_id: int) -> str | None:
    """The picture of a user; None when there is no such user."""
    row = db.execute("SELECT NAME, LAST_NAME FROM user WHERE ID = ?", (user_id,)).fetchone()
    if row is None:
        return None
    initials = escape("".join(name[:1] for name in (row["NAME"], row["LAST_NAME"]) if name).upper())
    ground = _GROUNDS[user_id % len(_GROUNDS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 200 200">'
        f'<rect width="200" height="200" fill="{ground}"/>'
        '<text x="100" y="128" text-anchor="middle" font-family="Inter, DejaVu Sans, sans-serif" '
        f'font-size="80" font-weight="600" fill="#ffffff">{initials}</text></svg>'
    )
