"""What may never be read in a log, an error text or a core dump: the secrets that open a portal.

A secret is known here from the moment it is made (`register`) until it is forgotten. Besides, whatever *looks* like a
webhook's path or a token's parameter is masked, known or not.
"""

import contextlib
import logging
import os
import re
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final
from urllib.parse import quote

MASK: Final = "•••"
WEBHOOK_VARIABLE: Final = "DAYBOOK_WEBHOOK"
"""The one way to hand a webhook to a script (never the command line: everybody may read that)."""

SHORTEST: Final = 6
"""A shorter text is no secret, and masking it would blot out half of every log line."""
MOST_KNOWN: Final = 256
"""More than the tokens of a week; the oldest are let go first."""

_NAMES: Final = "auth|auth_id|refresh_id|access_token|refresh_token|client_secret|application_token"
_SLASH: Final = r"(?:/|\\/|%2F)+"
"""Also as JSON escapes it, and percent-encoded."""
_SHAPES: Final = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        # /rest/7/SECRET/ in an address, and /rest/api/7/SECRET/
        rf"({_SLASH}rest{_SLASH}(?:api{_SLASH})?\d+{_SLASH})[^/\\\s\"'<>?#%&•]+",
        # auth=…, "access_token": "…", b'refresh_token': b'…'
        rf"(\b(?:{_NAMES})\b\\?[\"']?\s*(?:=|:|%3D)\s*b?\\?[\"']?)[^\s\"'&,;)}}\]\\•]{{{SHORTEST},}}",
        # what a browser brings back for an application
        r"((?:^|[?&])code=)[^&\s\"'<>•]+",
        r"(\bBearer\s+)[^\s\"',;•]+",
        # user:password@ of a proxy's address
        r"(\b[a-z][a-z0-9+.-]*://)[^\s/@\"'•]+@",
    )
)


class _Known:
    """The secrets of this process. Asked from every thread that logs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: OrderedDict[str, None] = OrderedDict()
        self._pattern: re.Pattern[str] | None = None

    def add(self, text: str) -> None:
        if len(text) < SHORTEST:
            return
        with self._lock:
            self._texts.pop(text, None)
            self._texts[text] = None
            while len(self._texts) > MOST_KNOWN:
                self._texts.popitem(last=False)
            self._pattern = None

    def drop(self, text: str) -> None:
        with self._lock:
            self._texts.pop(text, None)
            self._pattern = None

    def hide(self, text: str) -> str:
        with self._lock:
            if not self._texts:
                return text
            if self._pattern is None:
                self._pattern = _any_of(self._texts)
            pattern = self._pattern
        return pattern.sub(MASK, text)


def _any_of(secrets: Iterable[str]) -> re.Pattern[str]:
    spelled = {form for secret in secrets for form in (secret, quote(secret, safe=""))}
    return re.compile("|".join(re.escape(each) for each in sorted(spelled, key=len, reverse=True)))


_known = _Known()


def register(secret: str) -> None:
    """From now on this text is masked wherever it appears. Texts under six characters are not."""
    _known.add(secret)


def forget(secret: str) -> None:
    """The secret opens nothing any more; this process lets go of it."""
    _known.drop(secret)


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without any secret: the registered ones, these, and whatever looks like one."""
    text = _known.hide(text)
    if given := [each for each in secrets if each]:
        text = _any_of(given).sub(MASK, text)
    for shape in _SHAPES:
        text = shape.sub(_keep_the_name, text)
    return text


def _keep_the_name(match: re.Match[str]) -> str:
    return match[1] + MASK + ("@" if match[0].endswith("@") else "")


def masked_traceback(error: BaseException) -> str:
    """The traceback of an error as text, without secrets and without the values of variables."""
    return mask("".join(traceback.format_exception(error)))


def install_masking() -> None:
    """Masks every log record of this process from now on, whoever logs it and at whatever level.

    A factory and not a filter: a filter on the logger "httpx" does not see what its children log. Text and traceback
    are rendered at once, so that no handler finds the arguments or the exception. Calling it twice is allowed.
    """
    if not isinstance(logging.getLogRecordFactory(), _MaskingFactory):
        logging.setLogRecordFactory(_MaskingFactory())


def install_hooks() -> None:
    """Errors that nobody caught are printed without secrets: main thread, other threads, and finalizers."""
    sys.excepthook = _print_masked
    threading.excepthook = _print_thread_masked
    sys.unraisablehook = _print_unraisable_masked


def harden_process() -> None:
    """No core dumps (they hold every secret) and no file that others may read. Windows has neither."""
    os.umask(0o077)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def take_webhook_from_environment() -> str | None:
    """The webhook that a script handed over, removed so that no child process inherits it; None when there is none."""
    return os.environ.pop(WEBHOOK_VARIABLE, None)


class _MaskingFactory:
    """Makes records whose text is final."""

    def __init__(self) -> None:
        self._make = logging.getLogRecordFactory()

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self._make(*args, **kwargs)
        record.msg, record.args = mask(_message(record)), None
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = masked_traceback(record.exc_info[1]).rstrip("\n")
        record.exc_info = None
        if record.stack_info:
            record.stack_info = mask(record.stack_info)
        return record


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError, IndexError):  # arguments that do not fit their text: a line all the same
        return f"{record.msg} {record.args!r}"


def _print_masked(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _print("".join(traceback.format_exception(kind, error, trace)))


def _print_thread_masked(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_type is not SystemExit:
        name = failed.thread.name if failed.thread else "?"
        lines = traceback.format_exception(failed.exc_type, failed.exc_value, failed.exc_traceback)
        _print(f"Exception in thread {name}:\n{''.join(lines)}")


def _print_unraisable_masked(failed: "sys.UnraisableHookArgs") -> None:
    lines = traceback.format_exception(failed.exc_type, failed.exc_value, failed.exc_traceback)
    _print(f"{failed.err_msg or 'Exception ignored'}\n{''.join(lines)}")


def _print(text: str) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(mask(text))
