"""What a script with b24pysdk does. Runs in the clients' own environment; prints one line of JSON."""

# mypy: disable-error-code="import-not-found"

import json
import sys
from urllib.parse import urlsplit

from b24pysdk import BitrixWebhook, Client
from b24pysdk.errors import BitrixAPIError

address = urlsplit(sys.argv[1])
client = Client(BitrixWebhook(domain=address.netloc, webhook_token=address.path.strip("/").removeprefix("rest/")))
activities = client.crm.activity.list(select=["ID"], filter={"COMPLETED": "N"})
try:
    client.crm.deal.get(bitrix_id=10**9).response  # noqa: B018  (sends)
    refused = False
except BitrixAPIError:
    refused = True
many = client.call_batches({f"k{number}": client.crm.deal.get(bitrix_id=1 + number % 40) for number in range(70)})
print(
    json.dumps(
        {
            "listed": len(activities.as_list().response.result),
            "fast": len(list(activities.as_list_fast().response.result)),
            "refused": refused,
            "batches": len(many.result.result),
            "item": client.crm.item.list(entity_type_id=2, select=["id"]).result["items"][0]["id"],
        }
    )
)
