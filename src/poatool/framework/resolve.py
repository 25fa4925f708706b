"""Text (or a cell's value) to the actions it means."""

from __future__ import annotations

from poatool.framework.edition import Edition
from poatool.framework.reference import References
from poatool.workbooks.model import Value


def resolve(edition: Edition, value: Value | None) -> References:
    """Say which actions of an edition a cell's value refers to. Never raises; what is not certain is a fault."""
    raise NotImplementedError
