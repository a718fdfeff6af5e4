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
    body = {**masked(params), **({"auth": TOKEN} if by_token else {})}
    words = ("curl", "-X", "POST", "-H", "Content-Type: application/json", "--data-raw", json.dumps(body, default=str))
    return " ".join(shlex.quote(word) for word in (*words, address))


def masked(value: Any, name: str = "") -> Any:
    """The value without any secret in its texts: a webhook's address may stand in each, a token below its own name."""
    if isinstance(value, Mapping):
        return {key: masked(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [masked(inner, name) for inner in value]
    if not isinstance(value, str):
        return value
    before = f"{name}="
    told = privacy.mask(before + value)
    return told.removeprefix(before) if told.startswith(before) else privacy.mask(value)
