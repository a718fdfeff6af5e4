"""Which of the long proofs were asked for: `PROVE_INSTALLERS=wine,build` or `all`. Without it they are skipped."""

import os

import pytest

VARIABLE = "PROVE_INSTALLERS"


def asked_for(what: str) -> None:
    """Skips the test unless this proof was asked for."""
    wanted = os.environ.get(VARIABLE, "").split(",")
    if not {what, "all"} & set(wanted):
        pytest.skip(f"takes long: set {VARIABLE}={what} to run it")
