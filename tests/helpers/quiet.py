"""Fails a test that logged an error nobody expected."""

import logging


class ErrorLog(logging.Handler):
    """Collects what Daybook and asyncio log as errors: a task whose exception nobody looked at is one of them."""

    WATCHED = ("daybook", "asyncio", "qasync")

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def take(self) -> list[str]:
        """The messages so far, which then count as expected."""
        messages = [record.getMessage() for record in self.records]
        self.records.clear()
        return messages

    def attach(self) -> None:
        for name in self.WATCHED:
            logging.getLogger(name).addHandler(self)

    def detach(self) -> None:
        for name in self.WATCHED:
            logging.getLogger(name).removeHandler(self)
