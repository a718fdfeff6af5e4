"""`daybook sandbox`: flags, the one line at start, signals."""

import argparse
import json
import logging
import re
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from types import FrameType

import uvicorn

from daybook.sandbox import changes, parent, start_line
from daybook.sandbox.clock import Clock
from daybook.sandbox.database import IN_MEMORY, Database
from daybook.sandbox.demo import seed
from daybook.sandbox.faults import BadSpec, Faults
from daybook.sandbox.methods.registry import all_methods
from daybook.sandbox.oauth import Home
from daybook.sandbox.portal import Limits, Portal
from daybook.sandbox.server import Server

HOST = "127.0.0.1"
BACKLOG = 512
STOP_WITHIN_S = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Serves a portal on loopback until terminated; returns the exit code."""
    options = parser().parse_args(argv)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # else it tells of every form it can't read
    with socket.create_server((HOST, options.port), backlog=BACKLOG) as listener:
        scheme = "https" if options.tls else "http"
        portal = _portal(options, f"{scheme}://{HOST}:{listener.getsockname()[1]}")
        server = Server(portal, latency_s=options.latency / 1000)
        http = _Http(_config(server, options), on_stop=portal.clock.stop)
        if options.parent_pid:
            parent.watch(options.parent_pid, http.stop)
        print(json.dumps(start_line.compose(portal)), flush=True)  # noqa: T201 - what whoever started us waits for
        http.run(sockets=[listener])
    server.close()
    portal.database.close()
    return 0


class _Http(uvicorn.Server):
    """Ends quietly at SIGTERM and SIGINT, where uvicorn would raise the signal once more."""

    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop

    def stop(self) -> None:
        """Ends soon; may be called from any thread."""
        self._on_stop()
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes the signals for as long as the server runs."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._at_signal)
        yield

    def _at_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()


def _config(server: Server, options: argparse.Namespace) -> uvicorn.Config:
    certificate, key = options.tls or (None, None)
    return uvicorn.Config(
        server.app(),
        http=server.connections.protocol(),
        ws="none",
        lifespan="off",
        access_log=False,  # addresses hold secrets
        log_config=None,
        log_level="critical",
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )


def _portal(options: argparse.Namespace, url: str) -> Portal:
    clock = Clock(options.time_scale, options.zone)
    database = Database(options.state or IN_MEMORY)
    if database.is_new:
        seed.fill(database, clock, options.data, options.seed)
    with database.transaction() as db:
        changes.watch(db)
        (member_id,) = db.execute("SELECT member_id FROM portal").fetchone()
    return Portal(
        clock=clock,
        database=database,
        methods=all_methods(),
        limits=Limits(
            rate=options.rate,
            burst=options.burst,
            operating_s=options.operating_limit,
            processing_s=options.processing / 1000,
            request_s=options.request_limit,
        ),
        faults=options.faults(options.seed),
        home=Home(url, member_id),
    )


def parser() -> argparse.ArgumentParser:
    """What the words of the command mean."""
    made = argparse.ArgumentParser(
        prog="daybook sandbox", description="A Bitrix24 portal in miniature, on this computer only."
    )
    add = made.add_argument
    add("--port", type=int, default=0, help="port on 127.0.0.1; 0 is any free one")
    add("--data", type=_data, default="demo", help="demo, empty, or a number of activities")
    add("--seed", type=int, default=0, help="seed of the sample data and of chance in faults")
    add("--rate", type=_positive, default=2.0, metavar="R", help="requests a second that drain from the bucket")
    add("--burst", type=int, default=50, metavar="B", help="requests the bucket holds")
    add("--operating-limit", type=_positive, default=480.0, metavar="S", help="seconds a method may run in ten minutes")
    add("--request-limit", type=_positive, default=60.0, metavar="S", help="seconds one request may take")
    add("--latency", type=_amount, default=0.0, metavar="MS", help="what the way to the portal takes")
    add("--processing", type=_amount, default=0.0, metavar="MS", help="what one command takes inside the portal")
    add("--time-scale", type=_positive, default=1.0, metavar="K", help="the portal's clock runs so many times faster")
    add("--faults", type=_faults, default=_faults(""), metavar="SPEC", help="kind[:method]=probability, by commas")
    add("--tls", nargs=2, metavar=("CERT", "KEY"), help="serve https with this certificate")
    add("--state", metavar="FILE", help="keep the portal in this file instead of in memory")
    add("--zone", type=_zone, default=_zone("+03:00"), help="the portal's time zone: +03:00, or local")
    add("--parent-pid", type=int, metavar="PID", help="end when this process is gone")
    return made


def _data(text: str) -> str:
    if text not in ("demo", "empty") and not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError("is demo, empty, or a number of activities")
    return text


def _amount(text: str) -> float:
    number = float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError("is a number from 0 up")
    return number


def _positive(text: str) -> float:
    number = _amount(text)
    if number == 0:
        raise argparse.ArgumentTypeError("is a number above 0")
    return number


def _zone(text: str) -> timezone:
    if text == "local":
        return timezone(datetime.now().astimezone().utcoffset() or timedelta())
    found = re.fullmatch(r"([+-])(\d\d):?(\d\d)", text)
    if not found or int(found[2]) > 14 or int(found[3]) > 59:
        raise argparse.ArgumentTypeError("is an offset such as +03:00, or local")
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)


def _faults(spec: str) -> Callable[[int], Faults]:
    """Checked now, made when the seed is known."""
    try:
        Faults(spec)
    except BadSpec as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None
    return lambda chance: Faults(spec, chance)
