"""The documented contract: every method with its parameters, an example and its errors (`catalogue.json`)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("catalogue.json")


@dataclass(frozen=True)
class Documented:
    """One method as the pages of https://apidocs.bitrix24.com describe it."""

    name: str
    params: tuple[dict[str, Any], ...]
    example: Any
    errors: tuple[dict[str, Any], ...]
    application_only: bool

    def required(self) -> list[str]:
        """Names of the parameters that the pages mark as required."""
        return [param["name"] for param in self.params if param["required"]]


@cache
def read() -> dict[str, Any]:
    """The whole file."""
    content: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return content


@cache
def methods() -> dict[str, Documented]:
    """Every documented method by name."""
    return {
        entry["method"]: Documented(
            entry["method"],
            tuple(entry["params"]),
            entry["example"],
            tuple(entry["errors"]),
            entry["context"] == "app-only",
        )
        for entry in read()["methods"]
    }
