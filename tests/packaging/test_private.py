"""Tests live in a home of their own, from which no way leads to the person's keyring, files and desktop."""

import sys
from pathlib import Path

import pytest

from machine import private

PERSON = {
    "PATH": "/bin",
    "HOME": "/home/ann",
    "XDG_CONFIG_HOME": "/home/ann/.config",
    "DISPLAY": ":0",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
    "DAYBOOK_WEBHOOK": "secret",
}


def test_no_variable_leads_to_the_person() -> None:
    with private.home() as folder:
        variables = private.variables(PERSON, folder)
    assert [name for name, value in variables.items() if "ann" in value or "1000" in value or "secret" in value] == []
    assert variables["PATH"] == "/bin"
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
    assert "DISPLAY" not in variables


def test_every_place_is_there_and_goes_with_the_home() -> None:
    with private.home() as folder:
        variables = private.variables(PERSON, folder)
        assert all(Path(variables[name]).is_dir() for name in private.FOLDERS)
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only D-Bus has this limit")
def test_a_socket_of_a_test_with_a_long_name_is_short_enough_for_dbus() -> None:
    with private.home() as folder:
        socket = folder / "t" / "popen-gw10" / ("t" * 30 + "0") / "run" / "dbus-0123456789"
        assert len(bytes(socket)) <= 107
