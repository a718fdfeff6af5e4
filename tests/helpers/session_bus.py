"""A D-Bus session bus that nobody else is on."""

import subprocess
from pathlib import Path


def start_bus(config: Path, run: Path, env: dict[str, str]) -> "subprocess.Popen[str]":
    """Starts it and writes its address into `env`; `run` is the folder of its socket."""
    # No service directories: nothing else can be started on this bus, so no prompt can appear.
    config.write_text(
        f'<busconfig><type>session</type><listen>unix:tmpdir={run}</listen><policy context="default">'
        '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
    )
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True)
    assert bus.stdout is not None
    env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    return bus
