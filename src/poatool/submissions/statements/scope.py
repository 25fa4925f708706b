"""Rank the places where an agency, action or period may be stated, and recognise what the names of sheets mean."""

from enum import IntEnum
from functools import lru_cache

from poatool.submissions.evidence.heading_words import fold_heading
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


_COPY = lazy_pattern(r"\s{0,9}\(\d{1,3}\)\s{0,9}$", needs=("(",))
_GUIDES = lazy_pattern(
    "(?:worked )?example|examples|sample|instructions?(?: and examples?)?|guidance(?: notes)?|guide|help"
    "|read ?me(?: first)?|how to(?: fill in| fill this in| complete)?|definitions|glossary",
    needs=("ampl", "instruction", "guid", "help", "read", "how to", "definitions", "glossary"),
)
_LISTS = lazy_pattern(
    "(?:drop ?down )?lists?|lookups?|drop ?downs|(?:data )?validation|validation lists|reference(?: data)?|key"
    "|status (?:list|key)|(?:actions?|agency) list|list of (?:actions|agencies)|plan actions",
    needs=("list", "lookup", "drop", "validation", "reference", "key", "plan actions"),
)
_BESIDE = lazy_pattern(
    "cover(?: sheet| page)?|front page|title(?: page)?|contents|index|about|contacts?|(?:contact )?details|sign off"
    "|version(?: control)?|change log",
    needs=("cover", "page", "title", "cont", "index", "about", "details", "sign", "version", "change"),
)


@lru_cache(maxsize=1_000)  # rules ask it of the same tabs again and again
def holds_instructions(name: str) -> bool:
    """Whether a sheet of this name holds instructions; tables on it hold examples."""
    return _GUIDES.fullmatch(_plain_name(name)) is not None


@lru_cache(maxsize=1_000)
def holds_lists(name: str) -> bool:
    """Whether a sheet of this name holds lists to choose from, which are often hidden."""
    return _LISTS.fullmatch(_plain_name(name)) is not None


def accompanies_updates(name: str) -> bool:
    """Whether a sheet of this name accompanies a table of updates, and has none itself."""
    return holds_instructions(name) or holds_lists(name) or _BESIDE.fullmatch(_plain_name(name)) is not None


def _plain_name(name: str) -> str:
    """A folded name without the number that Excel adds to a copied sheet: `Lists (2)`."""
    return fold_heading(_COPY.sub("", name))
