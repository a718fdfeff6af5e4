"""From any exception to what the error bar shows."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.bitrix import errors as bitrix
from daybook.ui.kit.failure import Failure, Mask, particulars
from daybook.ui.kit.isolating import isolated
from daybook.ui.kit.one_line import brief
from daybook.ui.kit.wording import keyring, machine, portal, questions, signing_in
from daybook.ui.kit.wording.sentence import Explain, Sentence

SENTENCES: Final[dict[type[BaseException], Explain]] = {
    **portal.SENTENCES,
    **signing_in.SENTENCES,
    **machine.SENTENCES,
    **keyring.SENTENCES,
    **questions.SENTENCES,
}
"""How each error is said; an error without a line is said as its nearest ancestor."""

LONGEST_TITLE: Final = 80
"""Letters of the title of what failed."""
_HOPELESS: Final = (
    bitrix.SignInNeeded,
    bitrix.NotPossibleHere,
    bitrix.PortalClosed,
    bitrix.Moved,
    bitrix.Refused,
)


def explain(error: BaseException) -> Sentence:
    """The sentence for any exception; one that nobody expected gets the last of all."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return SENTENCES[kind](error)
    return Sentence(
        QCoreApplication.translate("Wording", "Something went wrong that Daybook did not expect."),
        QCoreApplication.translate("Wording", "What you typed is still there. Copy the details and send them to us."),
    )


def failure(
    error: BaseException, key: str, mask: Mask, retry: Callable[[], object] | None = None, *, about: str = ""
) -> Failure:
    """What the error bar shows for an error. `retry` is dropped where trying again is no help.

    `about` is what was to be changed, by its title; "" where the sentence says enough.
    """
    said = explain(error)
    if about:
        named = QCoreApplication.translate("Wording", "“{title}”: {problem}")
        said = Sentence(named.format(title=isolated(brief(about, LONGEST_TITLE)), problem=said.title), said.advice)
    again = retry if retry_helps(error) else None
    return Failure(key, mask(said.title), mask(said.advice), particulars(error, mask), again)


def retry_helps(error: BaseException) -> bool:
    """True when the same thing may work a moment later, without the person doing anything else."""
    return not isinstance(error, _HOPELESS)
