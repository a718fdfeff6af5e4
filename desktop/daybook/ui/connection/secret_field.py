"""A field for a secret that is not an address: it goes away as soon as it is complete."""

from PySide6.QtCore import Signal

from daybook.bitrix.secret import Secret
from daybook.ui.connection.webhook_field import WebhookField

DOTS = "•" * 16


class SecretField(WebhookField):
    """Keeps what it is given as a `Secret`, and shows dots. Typed letters are dots from the first one on."""

    given = Signal()

    def __init__(self) -> None:
        self.secret: Secret | None = None
        super().__init__(self._got, _everything_is_secret)
        self.editingFinished.connect(self._hand_over)

    def forget(self) -> None:
        """Empty again."""
        self.secret = None
        self.show_text("")

    def _got(self, text: str) -> None:
        secret = "".join(text.split())
        self.secret = Secret(secret) if secret else None
        self.show_text(DOTS if secret else "")
        self.given.emit()


class CodeField(WebhookField):
    """Hands over what the browser brought back, and shows none of it."""

    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__(self._got, _everything_is_secret)

    def _got(self, text: str) -> None:
        self.show_text("")
        self.pasted.emit(text)


def _everything_is_secret(_text: str) -> str:
    """Makes the field show dots whatever is typed."""
    return ""
