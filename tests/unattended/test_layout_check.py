"""`daybook layout check`: exit codes, the JSON of design §8, and lines as compilers write them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from daybook.domain.layouts.faults import WARNINGS, LayoutFault, LayoutMistake
from daybook.unattended.layout_words import sentence

FOLDER = Path(__file__).parents[1] / "layouts"
GOOD = FOLDER / "valid_activity_minimal.json"
BAD = FOLDER / "invalid_text_color_unknown.json"
WARNED = FOLDER / "valid_activity_footer_full.json"


def run(*words: object, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "daybook", "layout", "check", *map(str, words)]
    return subprocess.run(command, input=typed, capture_output=True, check=False, timeout=60)


def printed(done: subprocess.CompletedProcess[bytes]) -> Any:
    assert done.stderr == b""
    return json.loads(done.stdout)


def test_good_ones_end_with_nought() -> None:
    done = run(GOOD, WARNED, "--json")
    assert done.returncode == 0
    one, two = printed(done)
    assert one == {"file": str(GOOD), "valid": True, "dto": "LayoutDto", "errors": [], "warnings": []}
    assert (two["valid"], two["errors"]) == (True, [])
    assert [each["path"] for each in two["warnings"]] == ["/footer/showNote"]


def test_one_bad_one_ends_with_one() -> None:
    done = run(GOOD, BAD, "--json")
    assert done.returncode == 1
    good, bad = printed(done)
    assert good["valid"]
    (error,) = bad["errors"]
    assert set(error) == {"path", "code", "line", "column", "message"}
    assert (error["path"], error["code"], error["line"], error["column"]) == (
        "/blocks/note/properties/color", "ENUM_FIELD", 10, 18,
    )  # fmt: skip
    for told in ("blocks → note → properties → color", "base_80", "base_90"):
        assert told in error["message"]


def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    done = run(missing, BAD, tmp_path, GOOD, "--json")
    assert done.returncode == 2
    found = printed(done)
    assert [each["valid"] for each in found] == [False, False, False, True]
    assert [each["errors"][0]["code"] for each in found[:3]] == ["FILE_UNREADABLE", "ENUM_FIELD", "FILE_UNREADABLE"]
    assert run(missing).returncode == 2


def test_a_person_reads_lines_that_lead_to_the_place() -> None:
    done = run(BAD, GOOD, WARNED)
    lines = done.stdout.decode(errors="replace").splitlines()
    assert lines[0].startswith(f"{BAD}:10:18: error ENUM_FIELD: blocks ")
    assert lines[1:3] == [f"{BAD}: not valid", f"{GOOD}: valid LayoutDto"]
    assert lines[3].startswith(f"{WARNED}:")
    assert " warning LATER_FIELD: " in lines[3]
    assert (done.stderr, done.returncode) == (b"", 1)


def test_standard_input_and_codes_of_ones_own() -> None:
    card = GOOD.read_bytes().replace(b'"info"', b'"mine"')
    assert run("-", typed=card).returncode == 1
    assert run("-", "--own-code", "mine", typed=card).returncode == 0


def test_a_hostile_file_is_refused_and_no_more(tmp_path: Path) -> None:
    files = {
        "deep": b"[" * 1000,
        "long": b" " * 50_000_000,
        "no_text": b"\xff\x00",
        "nan": b'{"blocks": NaN}',
        "escape": b'{"\x1b[31m\\u001b[2J\\ud800": 1}',
        "escaped": b'{"blocks": {}, "\\u001b[2J\\ud800": 1}',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = run(*(tmp_path / name for name in files))
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\x1b" not in done.stdout
    assert len(done.stdout) < 5_000
    found = printed(run(*(tmp_path / name for name in files), "--json"))
    assert [each["errors"][0]["code"] for each in found] == [
        "TOO_DEEP", "TOO_LARGE", "NOT_TEXT", "NO_NUMBER", "NOT_JSON", "EMPTY",
    ]  # fmt: skip


def test_it_needs_neither_qt_nor_a_network() -> None:
    code = (
        "import sys; from daybook.cli import main; code = main(['layout', 'check', sys.argv[1]]); "
        "print(sorted({'PySide6', 'httpx', 'keyring', 'jsonschema', 'asyncio'} & set(sys.modules)), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(GOOD)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


@pytest.mark.parametrize("words", [(), ("--json",), ("--no-such-word", "x")])
def test_words_that_mean_nothing_end_with_two(words: tuple[str, ...]) -> None:
    assert run(*words).returncode == 2


@pytest.mark.parametrize("fault", list(LayoutFault))
def test_everything_that_can_be_wrong_has_a_sentence(fault: LayoutFault) -> None:
    mistake = LayoutMistake(fault, ("blocks", "a"), 0, 1, 1, 1, "TagDto", "{said}", ("one",), ("one", "two"), 3)
    said = sentence(mistake)
    assert said.startswith("blocks → a: ")
    assert mistake.code.isupper()
    assert mistake.is_warning == (fault in WARNINGS)
