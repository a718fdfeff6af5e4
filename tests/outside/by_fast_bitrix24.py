"""What a script with fast_bitrix24 does. Runs in the clients' own environment; prints one line of JSON."""

# mypy: disable-error-code="import-not-found"

import json
import sys

from fast_bitrix24 import Bitrix

portal = Bitrix(sys.argv[1], verbose=False)
deals = portal.get_all("crm.deal.list")
made = portal.call(
    "crm.activity.todo.add",
    [
        {
            "ownerTypeId": 2,
            "ownerId": 1 + number % 40,
            "deadline": "2027-01-01T10:00:00+03:00",
            "title": f"To-do {number}",
        }
        for number in range(1, 61)
    ],
)
open_ones = portal.get_all("crm.activity.list", {"select": ["ID", "SUBJECT"], "filter": {"COMPLETED": "N"}})
by_id = portal.get_by_ID("crm.deal.get", [deal["ID"] for deal in deals])
items = portal.get_all("crm.item.list", {"entityTypeId": 2})
print(
    json.dumps(
        {
            "deals": len(deals),
            "made": len(set(map(str, made))),
            "open": len(open_ones),
            "by_id": len(by_id),
            "items": len(items),
        }
    )
)
