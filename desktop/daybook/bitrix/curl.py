"""A call as a line for a shell, with a placeholder where the secret stands, and any other secret masked."""

import json
import shlex
from collections.abc import Mapping
from typing import Any, Final

from daybook import privacy

WEBHOOK: Final = "YOUR_WEBHOOK_SECRET"
TOKEN: Final = "YOUR_ACCESS_TOKEN"  # noqa: S105 - the placeholder


def line(portal: str, method: str, params: Mapping[str, Any], *, user_id: int | None) -> str:
    """`curl …` for a POSIX shell. `user_id` is the webhook's; None = an application's token is used. Pure."""
    by_token = user_id is None
    address = f"{portal}/rest/{method}" if by_token else f"{portal}/rest/{user_id}/{WEBHOOK}/{method}"
    body = privacy.mask(json.dumps(params, default=str))  # a webhook's address may stand in any value
    if by_token:
        body = f"{body[:-1]}{', ' if params else ''}\"auth\": \"{TOKEN}\"}}"
    words = ("curl", "-X", "POST", "-H", "Content-Type: application/json", "--data-raw", body)
    return " ".join(shlex.quote(word) for word in (*words, address))
