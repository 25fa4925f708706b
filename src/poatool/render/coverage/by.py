"""The ways to look at coverage: by action, by objective, by pillar or by agency."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What has one row each in a table of coverage."""

    ACTION = "action"
    OBJECTIVE = "objective"
    PILLAR = "pillar"
    AGENCY = "agency"

    @property
    def first(self) -> tuple[By, ...]:
        """All of them, this one first."""
        return (self, *(each for each in By if each is not self))
