"""Rank the places where an agency, action or period may be stated, and recognise names of agencies not in the plan."""

from enum import IntEnum

from poatool.text import lazy_pattern

AGENCY, ACTION, PERIOD, DAY, CONTACT = "agency", "action", "period", "day", "contact"
SCOPED = (AGENCY, ACTION, PERIOD)


class Level(IntEnum):
    """The places of statements about rows, the most explicit first; the most explicit statement decides."""

    SECTION = 1  # a row whose agency, action or period applies to the rows below
    LABEL = 2  # a labelled cell
    TAB = 3
    TITLE = 4  # words about the return, as in `Return from MBIE`
    COVER = 5  # another sheet of the workbook
    LETTERHEAD = 6  # a name alone
    OTHER_TABLE = 7  # a labelled cell above a table on another sheet
    HIDDEN = 8  # a hidden cell
    FILE = 9  # the name of the file or its folder
    MENTION = 10  # a name that begins a title about something else
    PROPERTY = 11  # a property of the file, such as its author


OF_LABELS = (Level.LABEL, Level.COVER, Level.OTHER_TABLE)
"""The places where a label such as `Agency:` makes the statement."""

_ORGANISATION = lazy_pattern(
    r"(?i)\b(?:ministry|department|agenc(?:y|ies)|office|commission(?:er)?|authority|council|police|service|bureau|treasury|te\s(?:puna|tari|k[āa]hui)"
    r"|manat[ūu]|oranga|inspectorate|corporation|organisation)\b"
)
_LONG_WORD = 4  # longer words of a name begin with a capital


def may_name_agency(text: str, *, below_agency: bool) -> bool:
    """Whether a text may name an agency that the plan lacks; `below_agency` if an agency is named above it."""
    capitals = all(not word[:1].islower() for word in text.split() if len(word) > _LONG_WORD)
    is_organisation = _ORGANISATION.search(text) is not None
    plain = ":" not in text and text[:1].isalpha() and not any(map(str.isdigit, text))
    return plain and (is_organisation or below_agency) and (capitals or (is_organisation and below_agency))
