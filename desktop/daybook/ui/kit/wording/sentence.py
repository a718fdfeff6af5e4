"""What the window says about one thing that went wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what to do; `advice` is "" when there is nothing to do."""

    title: str
    advice: str = ""


Explain = Callable[[Any], Sentence]
"""Makes the sentence for an error of one class."""
