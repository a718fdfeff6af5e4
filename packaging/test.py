"""Runs all checks and tests; sets up this machine first where that is needed.

`python3 packaging/test.py`. Extra words go to pytest. The exit code is 0 only when every check passed; pytest comes
last, so the last lines are its own summary.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from machine import environment, private, system
from machine.console import finish
from machine.group import Group

CHECKS: Mapping[str, Sequence[str]] = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
}
PYTEST = ("-m", "pytest", "-n", "auto", "--maxprocesses", "4")
LIMIT_S = 20 * 60


def main() -> int:
    """Sets up, checks, tests; returns 0 when all of it passed."""
    here = environment.of_this_checkout()
    system.supply(system.QT + system.KEYRING)
    here.prepare()
    with private.home() as folder:
        env = private.variables(environment.clean(os.environ), folder)
        failed = failed_checks(here.python, env, here.checkout)
        if failed:
            print(f"These failed, see above: {', '.join(failed)}. Now the tests.", flush=True)
        words = [str(here.python), *PYTEST, f"--basetemp={folder / 't'}", *sys.argv[1:]]
        code = exit_code_of_tests(words, env, here.checkout)
    return code or (1 if failed else 0)


def failed_checks(python: Path, env: Mapping[str, str], checkout: Path) -> list[str]:
    """Runs all checks side by side and shows what the failed ones said; returns their names."""

    def run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(python), *words],
            cwd=checkout,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    failed = []
    with ThreadPoolExecutor() as pool:
        for name, done in zip(CHECKS, pool.map(run, CHECKS.values()), strict=True):
            print(f"{name}: {'failed' if done.returncode else 'passed'}", flush=True)
            if done.returncode:
                print(done.stdout, flush=True)
                failed.append(name)
    return failed


def exit_code_of_tests(words: Sequence[str], env: Mapping[str, str], checkout: Path) -> int:
    """Runs pytest to its end; returns 1 when it had to be ended."""
    with Group(words, env, checkout) as tests:
        code = tests.wait(LIMIT_S)
    if code is None:
        print(f"The tests were still running after {LIMIT_S // 60} minutes and were ended.", flush=True)
        return 1
    return code


if __name__ == "__main__":
    finish(main)
