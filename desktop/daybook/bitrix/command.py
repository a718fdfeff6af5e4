"""One thing that is asked of a portal, as it goes over the wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A REST method and its parameters (JSON values only). Runs write it into the journal exactly as it is sent."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)
