"""What the quiet line says about the last edit."""

from PySide6.QtCore import QCoreApplication

from daybook.work.undoing import Done, Offer


def offer_words(offer: Offer) -> str:
    """One sentence: what was done to what, and what taking it back would not bring back."""
    said = _sentence(offer.done).format(title=offer.title or QCoreApplication.translate("Offers", "to-do"))
    lost = [words for key in offer.lost if (words := _lost(key))]
    return f"{said} {' '.join(lost)}".strip()


def _sentence(done: Done) -> str:
    return {
        Done.SAVED: QCoreApplication.translate("Offers", "“{title}” saved."),
        Done.CREATED: QCoreApplication.translate("Offers", "“{title}” created."),
        Done.COMPLETED: QCoreApplication.translate("Offers", "“{title}” completed."),
        Done.REOPENED: QCoreApplication.translate("Offers", "“{title}” reopened."),
        Done.BOUND: QCoreApplication.translate("Offers", "“{title}” is bound to one more item."),
        Done.UNBOUND: QCoreApplication.translate("Offers", "“{title}” was taken off an item."),
        Done.MOVED: QCoreApplication.translate("Offers", "“{title}” moved to another item."),
        Done.DELETING: QCoreApplication.translate("Offers", "“{title}” will be deleted."),
        Done.UNDONE: QCoreApplication.translate("Offers", "“{title}” is as it was before."),
    }[done]


def _lost(key: str) -> str:
    return {
        "pings": QCoreApplication.translate("Offers", "Undo can't restore its earlier reminders: they are unknown."),
        "parent": QCoreApplication.translate("Offers", "Undo can't restore what it followed from: that is unknown."),
        "deadline": QCoreApplication.translate("Offers", "Undo can't take its deadline away: the portal wants one."),
        "messages": QCoreApplication.translate("Offers", "The portal's message about it can't be taken back."),
    }.get(key, "")
