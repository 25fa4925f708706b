"""Find the agency, action and period of rows that name none; the most explicit statement decides.

A more explicit statement takes precedence over a nearer one. In order: a section row, a labelled cell, the tab, a title
in words, a bare name such as a letterhead, anything out of sight, the file's name, a name that only begins a title, the
file's properties.
"""

from __future__ import annotations

from enum import IntEnum

AGENCY, ACTION, PERIOD, DAY, CONTACT = "agency", "action", "period", "day", "contact"
SCOPED = (AGENCY, ACTION, PERIOD)


class Level(IntEnum):
    """Where a statement is made, the most explicit first."""

    SECTION = 1
    LABEL = 2
    TAB = 3
    TITLE = 4
    COVER = 5
    LETTERHEAD = 6
    HIDDEN = 7
    FILE = 8
    MENTION = 9
    PROPERTY = 10
