"""The virtual environment is made once, and again only when what it stands on has changed."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from machine import environment
from machine.console import Trouble
from machine.environment import Environment

VERSION = ".".join(str(part) for part in sys.version_info[:3])


@pytest.fixture
def here(tmp_path: Path) -> Environment:
    """A checkout with a space in its path and no environment yet."""
    checkout = tmp_path / "my checkout"
    (checkout / "packaging").mkdir(parents=True)
    for name in ("packaging/lock.txt", "pyproject.toml", "setup.py"):
        (checkout / name).write_text(f"this is {name}", "utf-8")
    return Environment(checkout)


@pytest.fixture
def commands(here: Environment, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run, in place of running them; `venv` makes the interpreter's file."""
    seen: list[list[str]] = []

    def run(words: Sequence[str], **_: object) -> None:
        seen.append(list(words))
        if "venv" in words:
            here.python.parent.mkdir(parents=True)
            here.python.touch()

    monkeypatch.setattr(environment, "run", run)
    return seen


def test_a_fresh_checkout_gets_environment_lock_and_program_in_this_order(
    here: Environment, commands: list[list[str]]
) -> None:
    here.prepare()
    venv, lock, program = commands
    assert venv[1:] == ["-m", "venv", "--clear", str(here.folder)]
    assert lock[3:] == ["install", "--no-deps", "--require-hashes", "-r", str(here.lock)]
    assert program[3:] == ["install", "--no-deps", "--no-build-isolation", "-e", str(here.checkout)]


def test_a_second_run_does_nothing(here: Environment, commands: list[list[str]]) -> None:
    here.prepare()
    commands.clear()
    here.prepare()
    assert commands == []


@pytest.mark.parametrize("name", ["packaging/lock.txt", "pyproject.toml", "setup.py"])
def test_a_changed_declaration_is_installed_into_the_same_environment(
    name: str, here: Environment, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here.prepare()
    commands.clear()
    (here.checkout / name).write_text("changed", "utf-8")
    monkeypatch.setattr(Environment, "is_usable", lambda _: True)
    here.prepare()
    assert [words[3] for words in commands] == ["install", "install"]


def test_an_interrupted_set_up_is_taken_up_again(
    here: Environment, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here.prepare()
    (here.checkout / "pyproject.toml").write_text("changed", "utf-8")

    def fail(_: Sequence[str], **__: object) -> None:
        raise Trouble("no network")

    with monkeypatch.context() as patched:
        patched.setattr(environment, "run", fail)
        with pytest.raises(Trouble, match="no network"):
            here.prepare()
    assert not here.is_ready()


def test_an_environment_without_interpreter_is_not_ready(here: Environment, commands: list[list[str]]) -> None:
    here.prepare()
    here.python.unlink()
    assert not here.is_ready()
    assert not here.is_usable()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"home": "/opt/another/bin"}, False),
        ({"version": "3.8.1"}, False),
        ({"version": f"{VERSION}.final.0"}, True),
        ({"command": "/usr/bin/python3 -m venv /moved/.venv"}, False),
        ({"command": ""}, False),
    ],
    ids=["ours", "another Python", "another version", "long version", "moved", "made by another program"],
)
def test_an_environment_of_another_python_or_place_is_not_ours(change: dict[str, str], expected: bool) -> None:
    notes = {"home": "/usr/bin", "version": VERSION, "command": "/usr/bin/python3 -m venv --clear /a b/.venv"}
    assert environment.is_made_here(notes | change, Path("/a b/.venv"), Path("/usr/bin/python3")) is expected


def test_notes_of_an_environment_are_read() -> None:
    text = "home = /usr/bin\ncommand = python3 -m venv --prompt=a /x\n\n"
    assert environment.read_notes(text) == {"home": "/usr/bin", "command": "python3 -m venv --prompt=a /x", "": ""}


def test_the_running_environment_is_recognised_by_its_own_python() -> None:
    if sys.prefix == sys.base_prefix:
        pytest.skip("the tests run outside a virtual environment")
    notes = environment.read_notes(Path(sys.prefix, "pyvenv.cfg").read_text("utf-8"))
    assert notes["home"] == str(environment.base_python().parent)


def test_other_pythons_do_not_leak_in() -> None:
    assert environment.clean({"PYTHONPATH": "/old", "PIP_USER": "1", "PATH": "/bin"}) == {"PATH": "/bin"}


def test_this_checkout_is_found() -> None:
    assert environment.of_this_checkout().lock.is_file()
