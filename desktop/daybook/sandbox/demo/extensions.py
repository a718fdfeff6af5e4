"""What an application has put into the sample portal: types, badges, cards, notes, an action; and transcripts."""

import json
import sqlite3

from daybook.sandbox import layout_rules, records
from daybook.sandbox.layout_rules import CARD

_TYPES = (("SURVEY", "Customer survey", "Y"), ("DELIVERY", "Delivery", "N"))
_BADGES = (
    ("surveyOpen", {"en": "Survey", "de": "Umfrage"}, {"en": "Waiting", "de": "Offen"}, "warning"),
    ("surveyDone", "Survey", "Answered", "success"),
    ("parcelLost", "Parcel", "Lost", "failure"),
)
_NOTES = (
    "Ask for Mrs. Lindqvist; she decides.",
    "Prefers mail in the morning, calls after three.",
    "The old offer is void. Use the one of this month.",
)
_TRANSCRIPT = (
    "— Good morning, it is about the renewal.\n— Yes, we have seen the offer. Two questions: does the price include the"
    " training, and may we start in the second week?\n— It includes two days on site. The second week is fine, I shall"
    " put it into the plan today.\n— Then send the contract to Clara, please. She signs before Friday."
)


def _survey_card() -> dict[str, object]:
    return {
        "icon": {"code": "info"},
        "header": {
            "title": {"en": "Customer survey", "de": "Kundenumfrage"},
            "tags": {"state": {"title": {"en": "waiting", "de": "offen"}, "type": "warning"}},
        },
        "body": {
            "logo": {"code": "list-check", "action": {"type": "openRestApp"}},
            "blocks": {
                "sent": {
                    "type": "withTitle",
                    "properties": {
                        "title": "Sent to",
                        "inline": True,
                        "block": {"type": "text", "properties": {"value": "two people", "bold": True}},
                    },
                },
                "due": {
                    "type": "withTitle",
                    "properties": {"title": "Answer by", "inline": True, "block": {"type": "deadline"}},
                },
                "ask": {
                    "type": "link",
                    "properties": {
                        "text": "Open the questions",
                        "action": {"type": "redirect", "uri": "/marketplace/view/survey/?id=12"},
                    },
                },
            },
        },
        "footer": {
            "buttons": {
                "remind": {
                    "title": "Remind",
                    "type": "primary",
                    "action": {"type": "restEvent", "id": "remind", "animationType": "loader"},
                }
            },
            "menu": {"showPostponeItem": False},
        },
    }


def fill(db: sqlite3.Connection, application: str, now_s: int) -> None:
    """Writes all of it; the configurable activities are there already and get their cards."""
    for type_id, name, configurable in _TYPES:
        row = {"application": application, "TYPE_ID": type_id, "NAME": name, "IS_CONFIGURABLE_TYPE": configurable}
        records.insert(db, "custom_type", {**row, "ICON_ID": 0})
    for code, title, value, kind in _BADGES:
        row = {"code": code, "title": json.dumps(title), "value": json.dumps(value), "type": kind}
        records.insert(db, "badge", row)
    _cards(db)
    _notes(db, now_s)
    _transcripts(db)
    _action(db, application)


def _cards(db: sqlite3.Connection) -> None:
    layout = json.dumps(layout_rules.check(_survey_card(), CARD), ensure_ascii=False)
    for (activity_id,) in db.execute(
        "SELECT ID FROM activity WHERE PROVIDER_ID = ?", (records.CONFIGURABLE,)
    ).fetchall():
        db.execute("INSERT INTO card VALUES (?, ?)", (activity_id, layout))
        db.execute("UPDATE activity SET BADGE = 'surveyOpen', PINGS = '[]' WHERE ID = ?", (activity_id,))


def _notes(db: sqlite3.Connection, now_s: int) -> None:
    rows = db.execute(
        "SELECT ID, OWNER_TYPE_ID, OWNER_ID FROM activity WHERE PROVIDER_ID = ? AND COMPLETED = 'N' ORDER BY ID",
        (records.TODO,),
    ).fetchall()
    for row, text in zip(rows[:: max(1, len(rows) // len(_NOTES))], _NOTES, strict=False):
        made_s = now_s - 86_400
        db.execute(
            "INSERT INTO note VALUES (?, ?, 2, ?, ?, 1, ?, 1, ?)",
            (row["OWNER_TYPE_ID"], row["OWNER_ID"], row["ID"], text, made_s, made_s),
        )


def _transcripts(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO transcript SELECT ID, ? FROM activity WHERE TYPE_ID = 2 AND COMPLETED = 'Y' AND ID % 3 = 0",
        (_TRANSCRIPT,),
    )


def _action(db: sqlite3.Connection, application: str) -> None:
    data = {
        "HANDLER": "https://survey.example/workflow/send",
        "NAME": {"en": "Send the survey", "de": "Umfrage senden"},
        "DESCRIPTION": "Sends the customer survey and waits for the answer.",
        "USE_SUBSCRIPTION": "Y",
        "PROPERTIES": {
            "template": {"Name": "Questions", "Type": "select", "Options": {"s": "short", "l": "long"}, "Default": "s"},
            "to": {"Name": {"en": "Recipient", "de": "Empfänger"}, "Type": "user", "Required": "Y", "Multiple": "N"},
        },
        "RETURN_PROPERTIES": {"score": {"Name": "Score", "Type": "int", "Multiple": "N", "Default": None}},
    }
    row = {"application": application, "code": "send_survey", "data": json.dumps(data, ensure_ascii=False)}
    records.insert(db, "workflow_action", row)
