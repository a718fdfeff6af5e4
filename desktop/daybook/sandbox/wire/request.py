"""One HTTP request read into a call: whose, which method, with which parameters.

All encodings of https://apidocs.bitrix24.com/settings/how-to-call-rest-api/general-principles.html are taken; query
and body are merged, the body wins.
"""

import json
import math
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from daybook.sandbox.errors import ApiError
from daybook.sandbox.wire import brackets

MAX_FORM_FIELDS = 5_000
MAX_DEPTH = 128
"""Of maps and lists in a JSON body. Layouts need twenty; PHP itself stops at 512."""


@dataclass(frozen=True)
class Address:
    """What the path of a call names. `secret` is None for calls with a token."""

    method: str
    user: str = ""
    secret: str | None = None

    def __repr__(self) -> str:
        return f"Address({self.method!r})"  # a secret is never printed


def read_address(path: str) -> Address:
    """Reads `/rest/1/SECRET/crm.deal.list.json`, with any number of slashes between and behind."""
    parts = [unquote(part) for part in path.split("/") if part][1:]
    method = parts[-1] if parts else ""
    if len(parts) >= 3 or (len(parts) == 2 and parts[0].isdigit()):
        called = ".".join(parts[2:])
        return Address(_without_suffix(called), parts[0], parts[1])
    return Address(_without_suffix(method))


def _without_suffix(method: str) -> str:
    return method.removesuffix(".json")


async def read_parameters(request: Request) -> dict[str, object]:
    """Query and body as one map of nested values. Raises ApiError for a body that can't be read."""
    parameters = brackets.decode_query(request.scope["query_string"].decode("utf-8", "replace"))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return parameters | await _multipart(request)
    body = await request.body()
    if not body.strip():
        return parameters
    if kind == "application/x-www-form-urlencoded":
        return parameters | brackets.decode_query(body.decode("utf-8", "replace"))
    return parameters | _json(body)


async def _multipart(request: Request) -> dict[str, object]:
    try:
        form = await request.form(max_fields=MAX_FORM_FIELDS)
    except HTTPException as problem:
        raise ApiError("INVALID_REQUEST", "The form can not be read") from problem
    pairs: list[tuple[str, object]] = []
    for name, value in form.multi_items():
        pairs.append((name, await _upload(value) if isinstance(value, UploadFile) else value))
    await form.close()
    return brackets.decode(pairs)


async def _upload(file: UploadFile) -> str:
    return (await file.read()).decode("utf-8", "replace")


def _json(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body.decode("utf-8-sig", "replace"), parse_constant=str)
    except (ValueError, RecursionError) as problem:
        raise ApiError("INVALID_REQUEST", "The body is not valid JSON") from problem
    if isinstance(value, list):
        return {str(number): item for number, item in enumerate(value)}
    if not isinstance(value, dict):
        return {}
    return cast("dict[str, object]", _storable(value))


def _storable(value: object, depth: int = 0) -> object:
    """The same value without what JSON can spell and no database can hold: lone surrogates, numbers beyond all.

    Raises ApiError for what is nested too deeply.
    """
    if depth > MAX_DEPTH:
        raise ApiError("INVALID_REQUEST", "The body is nested too deeply")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {str(_storable(key)): _storable(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_storable(item, depth + 1) for item in value]
    return value
