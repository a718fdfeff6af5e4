"""Sets of content blocks as an application would put them under somebody else's activity (RestAppLayoutDto)."""


def _redirect(uri: str) -> dict[str, object]:
    return {"type": "redirect", "uri": uri}


def _text(value: str, **more: object) -> dict[str, object]:
    return {"type": "text", "properties": {"value": value, **more}}


def _titled(title: str, block: dict[str, object], *, inline: bool = True) -> dict[str, object]:
    return {"type": "withTitle", "properties": {"title": title, "block": block, "inline": inline}}


SHIPMENT: dict[str, object] = {
    "blocks": {
        "state": _text("Shipment on its way", bold=True),
        "carrier": _titled("Carrier", _text("Baltic Parcel")),
        "number": _titled(
            "Tracking",
            {
                "type": "link",
                "properties": {"text": "BP 4471 0098 23", "action": _redirect("https://track.example/4471009823")},
            },
        ),
        "due": _titled("Arrives by", {"type": "deadline", "properties": {"readonly": True}}),
    }
}

SURVEY: dict[str, object] = {
    "blocks": {
        "line": {
            "type": "lineOfBlocks",
            "properties": {
                "blocks": {
                    "label": _text("Satisfaction:", color="base_70"),
                    "score": _text("9 of 10", bold=True),
                    "more": {
                        "type": "link",
                        "properties": {"text": "all answers", "action": _redirect("/marketplace/view/survey/?id=12")},
                    },
                }
            },
        },
        "quote": {
            "type": "largeText",
            "properties": {
                "value": "“The installation took a morning, the people were kind, and the old boxes were gone "
                "when we came back from lunch.\nWhat we miss: a printed card with the three things one needs to know.\n"
                "What we would tell others: do it on a Tuesday.\nAnything else? Say hello to Yusuf.”"
            },
        },
        "when": _text("Answered yesterday", size="xs", color="base_60"),
    }
}

CALL_SUMMARY: dict[str, object] = {
    "blocks": {
        "title": _text("Summary of the call", bold=True, size="md"),
        "points": _text(
            "They want the offer in two parts.\nDelivery week is open.\nThe board decides in two weeks.", multiline=True
        ),
        "mood": _titled("Mood", _text("friendly, a little tired"), inline=False),
        "deadline": {"type": "deadline", "properties": {"readonly": False}},
        "mobile": _text("Tap the card to listen", size="sm", color="base_50", scope="mobile"),
    }
}

TRANSLATED: dict[str, object] = {
    "blocks": {
        "greeting": {
            "type": "text",
            "properties": {
                "value": {
                    "en": "Signed by both sides",
                    "de": "Von beiden Seiten unterschrieben",
                    "ru": "Подписано обеими сторонами",
                },
                "bold": True,
            },
        },
        "signer": _titled("Подписант", _text("Ольга Соколова")),
        "arabic": _titled("الموقّع", _text("خالد المنصوري")),
        "details": {
            "type": "link",
            "properties": {
                "text": "Open the document",
                "action": {"type": "openRestApp", "actionParams": {"doc": "88"}},
            },
        },
    }
}

ALL = (SHIPMENT, SURVEY, CALL_SUMMARY, TRANSLATED)
