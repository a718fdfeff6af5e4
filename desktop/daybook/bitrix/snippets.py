"""A call in the languages in which applications are written, with placeholders where secrets stand. Pure.

`curl.line` is the same for a shell. Python calls by httpx, JavaScript by the portal's own BX24
(https://apidocs.bitrix24.com/sdk/bx24-js-sdk/), PHP by CRest (https://apidocs.bitrix24.com/sdk/php/).
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from daybook.bitrix.curl import TOKEN, masked

_INDENT: Final = "    "


def python(portal: str, method: str, params: Mapping[str, Any]) -> str:
    """With httpx, by an application's token."""
    said = _literal({**masked(params), "auth": TOKEN}, _INDENT, _PYTHON)
    return (
        f"import httpx\n\nanswer = httpx.post(\n{_INDENT}{_python_text(f'{portal}/rest/{method}')},\n"
        f"{_INDENT}json={said},\n)\nprint(answer.json())\n"
    )


def javascript(method: str, params: Mapping[str, Any]) -> str:
    """Within a page of the application, where BX24 is there."""
    said = json.dumps(masked(params), indent=2, ensure_ascii=False)
    shown = "result => result.error()\n    ? console.error(result.error())\n    : console.log(result.data())"
    return f"BX24.callMethod(\n  {json.dumps(method)},\n  {said.replace(chr(10), chr(10) + '  ')},\n  {shown},\n);\n"


def php(method: str, params: Mapping[str, Any]) -> str:
    """With CRest, which keeps the application's tokens."""
    said = _literal(masked(params), _INDENT, _PHP)
    return (
        f"<?php\n\nrequire_once __DIR__ . '/crest.php';\n\n$answer = CRest::call(\n{_INDENT}{_php_text(method)},\n"
        f"{_INDENT}{said}\n);\nprint_r($answer);\n"
    )


class _Language:
    """How a language writes values."""

    def __init__(
        self,
        text: Callable[[str], str],
        words: Mapping[object, str],
        mapping: tuple[str, str, str, str],
        sequence: tuple[str, str],
    ) -> None:
        """`mapping`: opening, between key and value, closing, and an empty one."""
        self.text, self.words, self.mapping, self.sequence = text, words, mapping, sequence


def _python_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else repr(text)


def _php_text(text: str) -> str:
    """Within single quotes nothing is read but these two."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "'" + whole.replace("\\", "\\\\").replace("'", "\\'") + "'"


_PYTHON: Final = _Language(
    _python_text, {True: "True", False: "False", None: "None"}, ("{", ": ", "}", "{}"), ("[", "]")
)
_PHP: Final = _Language(
    _php_text, {True: "true", False: "false", None: "null"}, ("[", " => ", "]", "new stdClass()"), ("[", "]")
)


def _literal(value: Any, outer: str, language: _Language) -> str:
    inner = outer + _INDENT
    if isinstance(value, Mapping):
        opening, between, closing, empty = language.mapping
        lines = [f"{inner}{language.text(str(key))}{between}{_literal(each, inner, language)},\n"
                 for key, each in value.items()]  # fmt: skip
        return f"{opening}\n{''.join(lines)}{outer}{closing}" if lines else empty
    if isinstance(value, list | tuple):
        opening, closing = language.sequence
        lines = [f"{inner}{_literal(each, inner, language)},\n" for each in value]
        return f"{opening}\n{''.join(lines)}{outer}{closing}" if lines else opening + closing
    if isinstance(value, str):
        return language.text(value)
    return language.words[value] if value is None or isinstance(value, bool) else repr(value)
