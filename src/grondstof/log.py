"""Logging: one line of JSON per event to a file in the data folder; no personal data."""

import json
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb

_LOGGER = logging.getLogger("grondstof")


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname.lower(),
            "room": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            event["trace"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def write_to(folder: Path) -> Path:
    """Send the log to `grondstof.log` in a folder and return the path of that file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "grondstof.log"
    handler = RotatingFileHandler(path, maxBytes=2_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(_JsonLines())
    for old in list(_LOGGER.handlers):
        _LOGGER.removeHandler(old)
        old.close()
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False
    return path


def place_of(error: BaseException) -> str:
    """Return sort and place of an error, not its words: they may repeat what a visitor wrote."""
    frames = extract_tb(error.__traceback__)
    steps = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return f"{type(error).__name__} at {' > '.join(steps)}"


def logger(room: str) -> logging.Logger:
    """Return the logger of a room."""
    return _LOGGER.getChild(room)
