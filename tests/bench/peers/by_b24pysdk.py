"""b24pysdk, as its README says for many changes: `call_batches` with a mapping. One client of `tests.bench.peers`."""

# mypy: disable-error-code="import-not-found"

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from b24pysdk import BitrixWebhook, Client

work = json.loads(Path(sys.argv[1]).read_text())
address = urlsplit(work["webhook"])
client = Client(BitrixWebhook(domain=address.netloc, webhook_token=address.path.strip("/").removeprefix("rest/")))
moment = datetime.fromisoformat(work["deadline"])
done: list[int] = []
failed: list[int] = []
problem = ""
began_s = time.perf_counter()
try:
    many = client.call_batches(
        {
            str(row): client.crm.activity.todo.update_deadline(
                bitrix_id=row, owner_type_id=kind, owner_id=owner, value=moment
            )
            for row, kind, owner in work["rows"]
        }
    )
    done, failed = [int(key) for key in many.result.result], [int(key) for key in many.result.result_error]
    problem = ", ".join(sorted({str(each.get("error")) for each in dict(many.result.result_error).values()}))
except Exception as error:  # noqa: BLE001  (whatever it is, the caller learns no more)
    problem = f"{type(error).__name__}: {error}"[:200]
seconds = time.perf_counter() - began_s
print(json.dumps({"seconds": seconds, "done": done, "failed": failed, "problem": problem}))
