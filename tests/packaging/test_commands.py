"""The two commands of the README, as far as they can be seen without setting a machine up."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import machine
from tests.packaging.conftest import CHECKOUT

COMMANDS = ("demo.py", "test.py")


def load(command: str) -> ModuleType:
    """A command as a module. (The name `test` belongs to the standard library.)"""
    spec = importlib.util.spec_from_file_location(f"daybook_{Path(command).stem}", CHECKOUT / "packaging" / command)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("command", COMMANDS)
def test_the_quick_start_names_the_command(command: str) -> None:
    quick_start = (CHECKOUT / "README.md").read_text("utf-8").partition("## Quick start")[2].partition("\n## ")[0]
    assert f"\npython3 packaging/{command}\n" in quick_start


def test_continuous_integration_runs_the_test_command_and_nothing_more() -> None:
    lines = (CHECKOUT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        'cd "$(dirname "$0")/.." && exec python3 packaging/test.py'
    ]


@pytest.mark.parametrize("file", [*COMMANDS, "machine/__init__.py"])
def test_an_old_python_can_read_what_refuses_it(file: str) -> None:
    ast.parse((CHECKOUT / "packaging" / file).read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_a_fit_python_is_welcome(version: tuple[int, int]) -> None:
    assert machine.refusal(version, "demo.py") is None


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 15)])
def test_an_unfit_python_is_told_which_one_to_take(version: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None)
    reason = machine.refusal(version, "packaging/demo.py")
    assert reason is not None
    assert reason.startswith("Daybook needs Python 3.11 to 3.14")
    assert reason.endswith("Run: python3.12 packaging/demo.py")


def test_an_unfit_python_without_a_better_one_is_told_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "Install one of them" in (machine.refusal((3, 9), "packaging/demo.py") or "")


def test_an_unfit_python_ends_before_anything_newer_is_read() -> None:
    code = "import sys; sys.version_info = (3, 9, 2); sys.argv = ['packaging/demo.py']; import machine"
    env = os.environ | {"PYTHONPATH": str(CHECKOUT / "packaging")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Daybook needs Python 3.11 to 3.14; this is 3.9.")
    assert "Traceback" not in done.stderr


def test_a_failed_check_is_named_shown_and_does_not_stop_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load("test.py")
    bad, good = ("-c", "print('line 7 is too long'); raise SystemExit(1)"), ("-c", "print('all is well')")
    monkeypatch.setattr(command, "CHECKS", {"first": bad, "second": good})
    assert command.failed_checks(Path(sys.executable), dict(os.environ), tmp_path) == ["first"]
    assert capsys.readouterr().out.splitlines() == ["first: failed", "line 7 is too long", "", "second: passed"]


def test_tests_that_hang_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load("test.py")
    monkeypatch.setattr(command, "LIMIT_S", 0.2)
    words = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    assert command.exit_code_of_tests(words, dict(os.environ), tmp_path) == 1
    assert "were ended" in capsys.readouterr().out


def test_without_a_display_the_demo_draws_to_files(capsys: pytest.CaptureFixture[str]) -> None:
    command = load("demo.py")
    assert not command.can_open_window(Path(sys.executable), {}, promised=False)
    assert "no display" in capsys.readouterr().out


def test_a_display_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load("demo.py")
    monkeypatch.setattr("machine.screen.refusal", lambda *_: "could not connect to display :99")
    assert not command.can_open_window(Path(sys.executable), {}, promised=True)
    assert "(could not connect to display :99)" in capsys.readouterr().out


def test_drawn_screens_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = load("demo.py")
    drawing = "import pathlib, sys; pathlib.Path(sys.argv[1], 'start-dark.png').touch()"
    assert command.draw([sys.executable, "-c", drawing, str(tmp_path)], dict(os.environ), tmp_path) == 0
    assert capsys.readouterr().out.splitlines() == [f"The screens are in {tmp_path.resolve()}:", "  start-dark.png"]


@pytest.mark.parametrize("code", [0, 2], ids=["nothing drawn", "program failed"])
def test_screens_that_were_not_drawn_are_trouble(code: int, tmp_path: Path) -> None:
    command = load("demo.py")
    with pytest.raises(command.Trouble, match=f"exit code {code}"):
        command.draw([sys.executable, "-c", f"raise SystemExit({code})"], dict(os.environ), tmp_path)
