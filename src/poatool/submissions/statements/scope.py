"""Where an agency, action or period is stated: the most explicit statement decides, not the nearest."""

from enum import IntEnum

AGENCY, ACTION, PERIOD, DAY, CONTACT = "agency", "action", "period", "day", "contact"
SCOPED = (AGENCY, ACTION, PERIOD)


class Level(IntEnum):
    """The places of statements about rows, the most explicit first."""

    SECTION = 1  # a row that gives it to the rows below
    LABEL = 2  # a labelled cell
    TAB = 3
    TITLE = 4  # words about the return, as in `Return from MBIE`
    COVER = 5  # another sheet of the workbook
    LETTERHEAD = 6  # a bare name
    OTHER_TABLE = 7  # a labelled cell above a table on another sheet
    HIDDEN = 8  # a hidden cell
    FILE = 9  # the name of the file or its folder
    MENTION = 10  # a name that begins a title about something else
    PROPERTY = 11  # a property of the file, such as its author


OF_LABELS = (Level.LABEL, Level.COVER, Level.OTHER_TABLE)
"""The places of labels, such as `Agency:`."""
