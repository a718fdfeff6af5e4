"""The steps of a release that are more than a command: `python packaging/release.py check|smoke|bill|finish`.

check --tag v1.2.3     the tag, the program and the changelog name one version, and the changelog its day
smoke PROGRAM          a frozen program says its version, draws the demo, serves a sandbox and knows its commands
bill                   writes the bill of materials (CycloneDX) of what this system's program holds to dist/
finish --page ADDRESS  checksums of everything in dist/, the file that tells of the new version, and the notes
"""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installers import changelog
from installers.making import Making
from installers.project import NAME, Project, of_checkout
from machine import environment
from machine.console import Trouble, finish, step

LEAST_SCREENS = 10
WITHIN_S = 300
SUMS = "SHA256SUMS"
NEWS = "latest.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Takes one step; returns 0 when it went well."""
    options = _parser().parse_args(argv)
    project = of_checkout(environment.of_this_checkout().checkout)
    if options.step == "check":
        check(project, options.tag)
    elif options.step == "smoke":
        smoke(project.version, options.program)
    elif options.step == "bill":
        bill(Making(project))
    else:
        complete(project, options.page)
    return 0


def check(project: Project, tag: str) -> None:
    """Raises Trouble when the tag, the program and the changelog don't agree."""
    if tag != f"v{project.version}":
        raise Trouble(f"The tag is {tag}, but the program says {project.version}: see desktop/daybook/__init__.py.")
    newest = changelog.read(_changes(project))[0]
    if newest.version != project.version or newest.day is None:
        raise Trouble(f"CHANGELOG.md has to begin with: ## {project.version} (and the day of the release)")


def smoke(version: str, program: Path) -> None:
    """Raises Trouble when a frozen program does not do what it must, or says something unexpected."""
    with tempfile.TemporaryDirectory() as home, step(f"Trying {program}"):
        env = environment.clean(os.environ) | {"DAYBOOK_HOME": home, "DAYBOOK_UPDATES": "off"}
        if sys.platform == "linux":
            env["LC_ALL"] = "C.UTF-8"
        if said(program, env, "--version") != f"daybook {version}":
            raise Trouble(f"{program} is not version {version}.")
        screens = Path(home, "screens")
        if words := said(program, env, "--demo", "--screenshots", str(screens)):
            raise Trouble(f"The demo said something unexpected: {words}")
        if len(list(screens.glob("**/*.png"))) < LEAST_SCREENS:
            raise Trouble("The demo did not draw its screens.")
        for command in ("bulk", "layout", "sandbox"):
            said(program, env, command, "--help")
        serve(program, env)


def said(program: Path, env: dict[str, str], *words: str) -> str:
    """What a frozen program says, on both of its voices. Raises Trouble when it fails."""
    done = subprocess.run(
        [str(program), *words],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=WITHIN_S,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"{program} {' '.join(words)} ended with exit code {done.returncode}: {done.stdout}")
    return done.stdout.strip()


def serve(program: Path, env: dict[str, str]) -> None:
    """Raises Trouble when the frozen sandbox does not announce itself."""
    words = [str(program), "sandbox", "--data", "empty"]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, encoding="utf-8") as sandbox:
        line = sandbox.stdout.readline() if sandbox.stdout is not None else ""
        sandbox.terminate()
    try:
        json.loads(line)["webhook"]
    except (ValueError, KeyError):
        raise Trouble(f"The sandbox did not announce itself: {line}") from None


def bill(making: Making) -> None:
    """Writes the bill of materials of the packages that the frozen program holds."""
    making.prepare()
    project = making.project
    project.dist.mkdir(exist_ok=True)
    target = project.dist / f"{NAME}-{project.version}-{sys.platform}-{platform.machine()}.cdx.json"
    making.in_environment("installers.materials", str(target), advice="The bill of materials could not be written.")


def complete(project: Project, page: str) -> None:
    """Writes what is handed out beside the installers, and the notes of the release to build/."""
    files = sorted(file for file in project.dist.iterdir() if file.is_file() and file.name not in {SUMS, NEWS})
    if not files:
        raise Trouble("There is nothing in dist/ yet.")
    news = json.dumps({"version": project.version, "page": page}, indent=2) + "\n"
    (project.dist / NEWS).write_text(news, "utf-8", newline="\n")
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (project.dist / SUMS).write_text("".join(sums), "utf-8", newline="\n")
    project.build.mkdir(exist_ok=True)
    try:
        notes = changelog.notes(_changes(project), project.version)
    except ValueError as error:
        raise Trouble(f"CHANGELOG.md: {error}") from error
    (project.build / "notes.md").write_text(notes, "utf-8")


def _changes(project: Project) -> str:
    return (project.checkout / "CHANGELOG.md").read_text("utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="release.py", description="The steps of a release.")
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("check", help="do tag, program and changelog agree").add_argument("--tag", required=True)
    steps.add_parser("smoke", help="try a frozen program").add_argument("program", type=Path)
    steps.add_parser("bill", help="write the bill of materials")
    steps.add_parser("finish", help="write checksums, news and notes").add_argument("--page", required=True)
    return parser


if __name__ == "__main__":
    finish(main)
