"""Reads the security log in tests."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


class SecurityLog(logging.Handler):
    """The lines that were written while it listened."""

    def __init__(self):
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def lines(self) -> list[dict[str, object]]:
        """The fields of each line."""
        return [
            {name: value for name, value in vars(one).items() if name not in OF_EVERY_RECORD}
            for one in self.records
        ]

    def without_addresses(self) -> list[dict[str, object]]:
        """The fields of each line without the hash of the visitor's address."""
        return [{k: v for k, v in line.items() if k != "address"} for line in self.lines()]

    def events(self) -> list[str]:
        return [line["event"] for line in self.lines()]


@contextmanager
def listening() -> Iterator[SecurityLog]:
    """Whatever the level and the handlers of the site's own settings are."""
    logger, log = logging.getLogger("forum.security"), SecurityLog()
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)
        logger.setLevel(level)
