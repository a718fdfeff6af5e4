"""What is said while an application is let in."""

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.wording import Sentence
from daybook.work.catching import CatchProblem, Page, Pages
from daybook.work.signing_in import SignInState

translate = QCoreApplication.translate


def pages() -> Pages:
    """What the browser shows when it comes back to this computer."""
    return Pages(
        Page(
            translate("SignIn", "Daybook has what it needs"),
            translate("SignIn", "You can close this window and go back to Daybook."),
        ),
        Page(
            translate("SignIn", "Daybook does not wait for this"),
            translate("SignIn", "Go back to Daybook and open the browser from there once more."),
        ),
    )


def waiting_words(state: SignInState) -> str:
    """What the person does while the browser is open."""
    if state.catching:
        return translate(
            "SignIn",
            "Daybook notices by itself when you have. If nothing happens, copy the browser's whole address line and"
            " paste it here.",
        )
    return translate(
        "SignIn",
        "Then copy the browser's whole address line and paste it here at once. The page itself may be empty or show"
        " an error; only its address matters.",
    )


def catch_problem_words(problem: CatchProblem) -> Sentence:
    """Why what comes back has to be pasted."""
    said = {
        CatchProblem.PORT_BUSY: translate("SignIn", "Another program listens on the return address."),
        CatchProblem.NOT_ALLOWED: translate(
            "SignIn", "This computer does not let Daybook listen on the return address."
        ),
    }[problem]
    return Sentence(said, translate("SignIn", "Paste the browser's address line here instead."))


def seconds_words(seconds: int | None) -> str:
    """How long the code lives. `seconds` are left at most; None: nobody has come back yet."""
    if seconds is None:
        return translate("SignIn", "The code in the address lives for 30 seconds.")
    if seconds > 0:
        return translate("SignIn", "The code is good for {seconds} s at most.").format(seconds=seconds)
    return translate("SignIn", "The code may be too old by now. Opening the browser again gives you a new one.")
