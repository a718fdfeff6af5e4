"""The steps of a release, as far as they can be taken here, and the workflows that take them."""

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

import release
from daybook.domain.new_version import NewVersion, read_news
from daybook.work.updates import BUILT_IN
from installers import changelog, materials, staging
from installers.project import Project, of_checkout
from machine import NEWEST, OLDEST
from machine.console import Trouble
from tests.packaging.conftest import CHECKOUT

PAGE = "https://example.org/daybook/releases/v1.2.3"
CHANGES = "# Changelog\n\n## 1.2.3 (2026-01-31)\n\n### Added\n\n- A thing.\n"
WORKFLOWS = sorted((CHECKOUT / ".github/workflows").glob("*.yml"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A checkout with a changelog and something to hand out."""
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, "utf-8")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/Daybook-1.2.3-linux-x86_64.tar.xz").write_bytes(b"abc")
    return Project(tmp_path, "1.2.3", 0)


def test_what_agrees_is_released(project: Project) -> None:
    release.check(project, "v1.2.3")


@pytest.mark.parametrize(
    ("tag", "changes"),
    [
        ("v1.2.4", CHANGES),
        ("1.2.3", CHANGES),
        ("v1.2.3", CHANGES.replace("2026-01-31", "unreleased")),
        ("v1.2.3", CHANGES.replace("1.2.3", "1.2.2")),
    ],
    ids=["another tag", "a tag without v", "no day", "no section"],
)
def test_what_does_not_agree_is_not(project: Project, tag: str, changes: str) -> None:
    (project.checkout / "CHANGELOG.md").write_text(changes, "utf-8")
    with pytest.raises(Trouble):
        release.check(project, tag)


def test_checksums_news_and_notes(project: Project) -> None:
    release.complete(project, PAGE)
    digest = hashlib.sha256(b"abc").hexdigest()
    assert (project.dist / release.SUMS).read_text("utf-8") == f"{digest}  Daybook-1.2.3-linux-x86_64.tar.xz\n"
    assert (project.build / "notes.md").read_text("utf-8") == "### Added\n\n- A thing.\n"
    first = {file.name: file.read_bytes() for file in project.dist.iterdir()}
    release.complete(project, PAGE)
    assert {file.name: file.read_bytes() for file in project.dist.iterdir()} == first


def test_the_program_understands_the_news(project: Project) -> None:
    release.complete(project, PAGE)
    data = (project.dist / release.NEWS).read_bytes()
    assert read_news(data, "https://example.org/daybook/latest.json") == NewVersion("1.2.3", PAGE)


def test_nothing_to_hand_out(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    with pytest.raises(Trouble, match="dist"):
        release.complete(Project(tmp_path, "1.2.3", 0), PAGE)


def test_the_running_program_passes_its_own_trial(tmp_path: Path) -> None:
    """The steps of the trial, on the program as it is installed here; what must fail does."""
    program = Path(sys.executable).with_name("daybook")
    if not program.exists():
        pytest.skip("Daybook is not installed beside this Python")
    with pytest.raises(Trouble, match=r"not version 99\.9\.9"):
        release.smoke("99.9.9", program)
    with pytest.raises(Trouble, match="exit code 2"):
        release.said(program, {"LC_ALL": "C.UTF-8"}, "--no-such-word")


def test_the_address_for_news_is_where_the_program_looks(tmp_path: Path) -> None:
    stage = staging.lay_out(CHECKOUT, tmp_path / "stage", updates=PAGE)
    assert (stage / "daybook_resources" / BUILT_IN).read_text("utf-8").strip() == PAGE
    assert (stage / "daybook/__init__.py").is_file()
    assert not [path for path in stage.rglob("*") if path.suffix == ".pyc"]
    plain = staging.lay_out(CHECKOUT, tmp_path / "stage")
    assert not (plain / "daybook_resources" / BUILT_IN).exists()


def test_the_bill_names_what_is_shipped_and_nothing_else() -> None:
    parts = [{"name": name, "bom-ref": f"{name}-1"} for name in ("httpx", "pyinstaller", "PySide6_Essentials")]
    links = [{"ref": "httpx-1", "dependsOn": ["pyinstaller-1", "PySide6_Essentials-1"]}, {"ref": "pyinstaller-1"}]
    bill = {"bomFormat": "CycloneDX", "metadata": {"x": 1}, "components": parts, "dependencies": links}
    made = json.loads(json.dumps(materials.reduced(bill, {"httpx", "pyside6-essentials"}, "1.2.3")))
    assert [part["name"] for part in made["components"]] == ["Python", "httpx", "PySide6_Essentials"]
    assert made["metadata"] == {
        "x": 1,
        "component": {"type": "application", "name": "daybook", "version": "1.2.3", "bom-ref": "daybook"},
    }
    assert made["dependencies"] == [
        {"ref": "daybook", "dependsOn": ["PySide6_Essentials-1", "httpx-1", "python"]},
        {"ref": "python"},
        {"ref": "httpx-1", "dependsOn": ["PySide6_Essentials-1"]},
    ]


# The workflows


def test_tests_run_on_every_python_and_system() -> None:
    text = (CHECKOUT / ".github/workflows/tests.yml").read_text("utf-8")
    pythons = re.findall(r'"(3\.\d+)"', text)
    assert pythons == [f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]
    assert "[ubuntu-latest, windows-latest, macos-latest]" in text


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_in_a_workflow_is_there(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    scripts = re.findall(r"packaging[/\\](\w+)\.py", text)
    assert scripts
    assert all((CHECKOUT / f"packaging/{name}.py").is_file() for name in scripts)
    steps = set(re.findall(r"packaging[/\\]release\.py (\w+)", text))
    assert steps <= {"check", "smoke", "bill", "finish"}
    assert set(re.findall(r"packaging[/\\]build\.py (\w+)", text)) <= {"deb", "portable", "windows", "macos", "all"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_must(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    assert text.count("contents: write") == (1 if workflow.name == "release.yml" else 0)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    for line in text.splitlines():
        assert not re.search(r"^\s*(?:- )?run: .*\$\{\{", line), "values go through the environment, not into the shell"


def test_the_changelog_is_ready_to_be_notes() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
    assert changelog.notes(text, of_checkout(CHECKOUT).version)
