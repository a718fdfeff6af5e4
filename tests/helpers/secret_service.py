"""A real Secret Service: gnome-keyring on a D-Bus session bus of its own, unlocked, without any window."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.session_bus import start_bus

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]

PASSWORD = b"testpass"
READY_S = 10.0
PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")

_LOGIN = "/org/freedesktop/secrets/collection/login"
_BACK_DOOR = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"


def missing_programs() -> list[str]:
    """What must be installed first; empty when all is there."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


class SecretServiceProcess:
    """The bus and the daemon. `env` is what a program needs to reach them; `home` holds the keyring's own file."""

    def __init__(self, home: Path, env: dict[str, str], bus: "subprocess.Popen[str]") -> None:
        self.home = home
        self.env = env
        self.bus = bus
        self.daemon = self._start_daemon()
        self._wait_for_name()

    def lock(self) -> None:
        """Locks the keyring as the person's own settings program would. No prompt can appear to unlock it."""
        import secretstorage

        with closing(self._connection()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def unlock(self) -> None:
        """The person unlocks it; through gnome-keyring's own back door, since no prompt can appear."""
        from secretstorage.util import DBusAddressWrapper, format_secret, open_session

        with closing(self._connection()) as connection:
            service = DBusAddressWrapper("/org/freedesktop/secrets", _BACK_DOOR, connection)
            secret = format_secret(open_session(connection), PASSWORD, "text/plain")
            service.call("UnlockWithMasterPassword", "o(oayays)", _LOGIN, secret)

    def freeze(self) -> None:
        """Stops the daemon in the middle of everything: it answers nobody, and nobody is told."""
        os.kill(self.daemon.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Lets it go on and answer what it was asked meanwhile."""
        os.kill(self.daemon.pid, signal.SIGCONT)

    def end_daemon(self) -> None:
        """The daemon ends; the bus stays."""
        self.thaw()
        self.daemon.terminate()
        self.daemon.wait(5)

    def end_bus(self) -> None:
        """The whole bus ends."""
        self.bus.terminate()
        self.bus.wait(5)

    def stop(self) -> None:
        """Ends both, whatever state they are in."""
        for process in (self.daemon, self.bus):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(5)
        if self.bus.stdout is not None:
            self.bus.stdout.close()

    def _start_daemon(self) -> "subprocess.Popen[bytes]":
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.env,
        )
        assert daemon.stdin is not None
        daemon.stdin.write(PASSWORD)
        daemon.stdin.close()
        return daemon

    def _wait_for_name(self) -> None:
        from jeepney import message_bus  # type: ignore[import-untyped]
        from jeepney.io.blocking import Proxy

        until = time.monotonic() + READY_S
        with closing(self._connection()) as connection:
            proxy = Proxy(message_bus, connection)
            while not proxy.NameHasOwner("org.freedesktop.secrets")[0]:
                assert time.monotonic() < until, "the Secret Service did not start"
                time.sleep(0.01)

    def _connection(self) -> "DBusConnection":
        from jeepney.io.blocking import open_dbus_connection

        return open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"])


@contextmanager
def running_secret_service() -> Iterator[SecretServiceProcess]:
    """Starts one and ends it."""
    # A short path: dbus-daemon refuses a socket whose path is over 107 bytes.
    with tempfile.TemporaryDirectory(prefix="daybook-") as folder:
        home, run = Path(folder, "home"), Path(folder, "run")
        home.mkdir(mode=0o700)
        run.mkdir(mode=0o700)
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_DATA_HOME": str(home / "data"),
            "LC_ALL": "C.UTF-8",
        }
        bus = start_bus(Path(folder, "bus.conf"), run, env)
        service = SecretServiceProcess(home, env, bus)
        try:
            yield service
        finally:
            service.stop()
