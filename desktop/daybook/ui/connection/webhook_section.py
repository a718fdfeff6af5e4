"""The first way in: the address of an inbound webhook, pasted."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.ui.connection.webhook_field import WebhookField
from daybook.ui.kit.failure import Mask
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.kit.theme import restyle


class WebhookSection(QWidget):
    """Where a webhook is found, and the field that takes it. `take` gets whatever is pasted."""

    def __init__(self, take: Callable[[str], None], mask: Mask) -> None:
        super().__init__()
        self.field = WebhookField(take, mask)
        self.field.setAccessibleName(self.tr("Address of an inbound webhook"))
        self.field.setPlaceholderText(self.tr("Paste it here: https://company.bitrix24.com/rest/7/…"))
        self._fault = label(step=Step.SMALL, tone="danger", wrap=True)
        where = self.tr(
            "In Bitrix24, open Developer resources → Other → Inbound webhook, tick “CRM” and “Users”, save, and copy"
            " the address. Whoever has it can act in your name, so Daybook hides it at once and keeps it in your"
            " system's keyring."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(label(where, tone="text_soft", wrap=True))
        column.addSpacing(MEDIUM)
        column.addWidget(self.field)
        column.addWidget(self._fault)

    def complain(self, words: str) -> None:
        """Says why a paste is no webhook; "" for nothing."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
        if self.field.property("wrong") != bool(words):
            self.field.setProperty("wrong", bool(words))
            restyle(self.field)
