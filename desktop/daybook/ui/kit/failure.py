"""What the window says about something that went wrong."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

Mask = Callable[[str], str]
"""Takes secrets out of a text (`daybook.privacy.mask`)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong, in words for a person, with the particulars one click away.

    `key` says what failed ("timeline", "save 17"): a newer failure with the same key takes the older one's place, and
    whoever succeeds at last takes it away. `retry` None = trying again is no help or is not offered.
    """

    key: str
    title: str
    advice: str = ""
    details: str = ""
    retry: Callable[[], object] | None = field(default=None, compare=False)


def particulars(error: BaseException, mask: Mask) -> str:
    """The server's own words, code and method, or a traceback for what nobody expected; never a secret.

    Takes the fields that the errors of `bitrix` carry by name, so that this module need not know each class.
    """
    lines = [f"{name}: {value}" for name in ("code", "text", "method", "status", "kind", "reason", "host", "detail")
             if (value := getattr(error, name, None)) not in (None, "")]  # fmt: skip
    if not lines:
        lines = ["".join(traceback.format_exception(error)).rstrip()]
    return mask("\n".join((type(error).__name__, *lines)))
