"""What is said when something on this computer is at fault."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.bitrix.address import BadAddress
from daybook.store.connections import NameTaken, NoSuchConnection
from daybook.store.database import StoreUnusable
from daybook.ui.kit.wording import keys
from daybook.ui.kit.wording.sentence import Explain, Sentence

translate = QCoreApplication.translate


def _store_unusable(error: StoreUnusable) -> Sentence:
    title = translate("Wording", "Daybook can't use its own file {name}.").format(name=error.path.name)
    return Sentence(title, keys.store_reason(error.reason))


def _name_taken(_error: NameTaken) -> Sentence:
    return Sentence(
        translate("Wording", "Another connection has this name."), translate("Wording", "Give it another one.")
    )


def _no_such_connection(_error: NoSuchConnection) -> Sentence:
    return Sentence(translate("Wording", "This connection was forgotten meanwhile."))


def _bad_address(error: BadAddress) -> Sentence:
    return Sentence(translate("Wording", "That is not the address of a webhook."), keys.address_fault(error.reason))


SENTENCES: Final[dict[type[BaseException], Explain]] = {
    BadAddress: _bad_address,
    StoreUnusable: _store_unusable,
    NameTaken: _name_taken,
    NoSuchConnection: _no_such_connection,
}
