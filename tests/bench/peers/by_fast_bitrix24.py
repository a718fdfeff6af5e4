"""fast_bitrix24, as its README says for many changes: `call` with a list. One client of `tests.bench.peers`."""

# mypy: disable-error-code="import-not-found"

import json
import sys
import time
from pathlib import Path

from fast_bitrix24 import Bitrix
from fast_bitrix24.server_response import ErrorInServerResponseException

work = json.loads(Path(sys.argv[1]).read_text())
portal = Bitrix(work["webhook"], verbose=False, operating_time_limit=int(work["operating_limit_s"]))
wanted = [
    {"id": row, "ownerTypeId": kind, "ownerId": owner, "value": work["deadline"]} for row, kind, owner in work["rows"]
]
done: list[int] = []
failed: list[int] = []
problem = ""
began_s = time.perf_counter()
try:
    answers = portal.call("crm.activity.todo.updateDeadline", wanted)
    done = [int(answer) for answer in answers]  # it unpacks {"id": …}
except ErrorInServerResponseException as error:
    problem = str(error)[:200]
    if isinstance(error.args[0], dict):  # of one batch; what became of the others it doesn't tell
        failed = [wanted[int(label.removeprefix("order"))]["id"] for label in error.args[0]]
except Exception as error:  # noqa: BLE001  (whatever it is, the caller learns no more)
    problem = f"{type(error).__name__}: {error}"[:200]
seconds = time.perf_counter() - began_s
print(json.dumps({"seconds": seconds, "done": done, "failed": failed, "problem": problem}))
