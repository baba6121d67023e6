"""What must not be read in a log."""

import logging
import re

_SECRET = re.compile(r"(/s/|ticket=)[^\s&?]+")


class Discretion(logging.Filter):
    """Takes the secrets of share links and tickets out of addresses that are logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without secrets."""
        record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), ()
        return True
