"""`python -m tests.contract`: how much of the documented interface the contract tests cover, as a table."""

from daybook.sandbox.methods.registry import all_methods
from tests.contract.causes import BY_FAULT_ONLY, CAUSES
from tests.contract.client import CLIENT
from tests.contract.places import PLACES
from tests.sandbox import catalogue


def main() -> None:
    """Prints the table, and the errors that only a deliberate fault brings about."""
    methods = catalogue.methods()
    handlers = {method.name for method in all_methods().values()}
    errors = sum(len(method.errors) for method in methods.values())
    lines = (
        ("methods with a handler in the sandbox", len(handlers & set(methods)), len(methods)),
        ("examples through the client and back", len(set(CLIENT) & set(methods)), len(methods)),
        ("methods with a place in the window", len(set(PLACES) & set(methods)), len(methods)),
        ("documented errors reached by their cause", len(CAUSES), errors),
        ("documented errors reached by --faults only", len(BY_FAULT_ONLY), errors),
    )
    for words, count, of in lines:
        print(f"{words:<44}{count:>5} of {of}")
    print()
    for method, code, piece in BY_FAULT_ONLY:
        print(f"  --faults error:{method}:{code}".ljust(72), piece)


main()
