"""The formats in which changes are written, of a plan or of what was sent in."""

from __future__ import annotations

from enum import StrEnum


class ChangesFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
