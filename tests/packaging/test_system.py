"""What the operating system lacks is installed where that can be done, and said where it can't."""

import shlex
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from machine import system
from machine.console import Trouble
from machine.system import Need

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems need nothing")

LACKING = Need("libegl1", "libEGL.so.1", lambda _: False)
PRESENT = Need("libgl1", "libGL.so.1", lambda _: True)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What apt was told, in place of doing it; this machine has apt and we are root."""
    words: list[str] = []

    def run(command: Sequence[str], **_: Any) -> None:
        words.extend(command)

    monkeypatch.setattr(system, "has_apt", lambda: True)
    monkeypatch.setattr(system, "_root_prefix", list)
    monkeypatch.setattr(system, "run", run)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: None)
    return words


def test_only_what_is_missing_is_installed(installed: list[str]) -> None:
    system.supply([PRESENT, LACKING])
    assert installed[-3:] == ["--no-install-recommends", "install", "libegl1"]


def test_nothing_is_done_where_nothing_is_missing(installed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    system.supply([PRESENT])
    assert installed == []
    assert capsys.readouterr().out == ""


def test_without_root_the_line_to_run_is_said(installed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_root_prefix", lambda: None)
    with pytest.raises(Trouble) as caught:
        system.supply([LACKING])
    assert str(caught.value).startswith("1 system package must be installed by root.")
    assert str(caught.value).endswith("install --yes --no-install-recommends libegl1'")
    assert installed == []


def test_without_apt_the_missing_things_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_apt", lambda: False)
    with pytest.raises(Trouble, match=r"libEGL\.so\.1"):
        system.supply([PRESENT, LACKING])


def test_a_python_that_apt_cannot_complete_is_named(installed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "VENV", Need("python3.11-venv", "ensurepip", lambda _: False))
    monkeypatch.setattr(system, "is_debian_python", lambda: False)
    with pytest.raises(Trouble, match="was built without `ensurepip`"):
        system.supply([])


def test_debians_own_python_is_completed(installed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "VENV", Need("python3.11-venv", "ensurepip", lambda _: False))
    monkeypatch.setattr(system, "is_debian_python", lambda: True)
    system.supply([])
    assert installed[-1] == "python3.11-venv"


@pytest.mark.parametrize(("has_sudo", "first"), [(True, ["sudo", "sh"]), (False, ["su"])])
def test_the_line_to_run_is_one_shell_command(has_sudo: bool, first: list[str]) -> None:
    words = shlex.split(system.line_to_run(["a", "b"], has_sudo=has_sudo))
    assert words[:-2] == first
    assert words[-2:] == ["-c", "apt-get update && apt-get install --yes --no-install-recommends a b"]


def test_the_machine_itself_is_asked() -> None:
    assert system.has_library("libc.so.6")
    assert not system.has_library("libnobody-has-this.so.1")
    assert system.has_program("sh")
    assert system.has_module("json")
    assert not system.has_module("nobody_has_this")


@pytest.mark.skipif(not system.has_apt(), reason="dpkg keeps its notes only where it installs")
def test_dpkg_is_asked() -> None:
    assert system.has_package("base-files")
    assert not system.has_package("nobody-has-this")


def test_the_tests_run_on_a_machine_that_lacks_nothing() -> None:
    lacking = [need.thing for need in system.QT + system.KEYRING if not need.is_there(need.thing)]
    assert lacking == [], "python3 packaging/test.py installs them"
