"""The words by which a row tells that it is a total, an example, a note or a heading."""

from __future__ import annotations

import re

from poatool.text import lazy_pattern

BEGINNING = 120
"""Characters that tell what a text is: a pattern over all of a long one would take too long."""

_COUNTED = r"(?: (?:number |no\. ?)?(?:of )?(?:all )?(?:actions?|updates?|rows?|items?|entries|reports?|returns?))"
TOTAL = lazy_pattern(
    rf"\W*(?:(?:(?:grand|sub)[\s-]?)?totals?|count|sum|average|mean)\b{_COUNTED}?[\s:\d.,%/]*", re.IGNORECASE
)
WORDED_TOTAL = lazy_pattern(
    rf"\W*(?:(?:grand|sub)[\s-]?)?totals?(?: of|{_COUNTED}(?: reported)?)?\s*[:=–-]?\s*\d.*", re.IGNORECASE
)
"""A total with words about it, where no running text stands: `Grand total: 2 actions reported, 26 with no change`."""

FIGURE = lazy_pattern(r"[\d\s.,%/]+")
FIGURE_WORDS = 40
"""Characters of the longest words about a figure."""

EXAMPLE = lazy_pattern(r"\W*(?:example|e\.\s?g\.?|sample)(?![a-z])", re.IGNORECASE)
EXAMPLE_ROW = lazy_pattern(r"\W*example(?: row| only| text)?\W*", re.IGNORECASE)
MARKED_EXAMPLE = lazy_pattern(r"\s*(?:[(\[<]\s*(?i:example)\b[^)\]>]*[)\]>]|EXAMPLE(?: ONLY| ROW)?\s*(?:[:–—-]|$))")
ASIDE = lazy_pattern(r"\s*(?:\(.*\)|\[.*\]|<.*>)\s*", re.DOTALL)
NOTE = lazy_pattern(
    r"\W*(?:notes?|nb|n\.b\.|source|please|footnotes?|disclaimer|instructions?|guidance|add rows?|insert|end of)\b"
    r"|\W*(?:date(?: of \w+)?\s*:|(?:prepared|approved|completed|submitted|signed)(?: off)? by\b)"
    r"|[*†‡]+\s*[^\W\d]|\W*page \d{1,3}(?: (?:of|/) \d{1,3})?\W*$",
    re.IGNORECASE,
)
NOTES = lazy_pattern(r"\W*(?:(?:foot|explanatory )?notes?|guidance|instructions?|disclaimers?)\W*", re.IGNORECASE)
_KEY = r"\W*(?:(?:status|colou?rs?|rag|traffic[ -]lights?) )?(?:key|legend)"
KEY = lazy_pattern(rf"{_KEY}(?: (?:to|for|of) (?:the )?[\w ]{{1,30}})?\W*", re.IGNORECASE)
"""What stands above a list of colours or marks and what they mean."""

KEY_LENGTH = 60
"""Characters of the longest heading of such a list."""

KEY_WORDS = 3
"""Words of the longest colour or mark in it."""

NOTE_WORDS = 4
"""Words from which a text alone in its row is a note where notes are listed, whatever number it begins with."""

_SIGNED = r"(?:approved|prepared|compiled|completed|submitted|signed|reviewed|checked|cleared|authori[sz]ed|endorsed)"
_PERSON = r"name|(?:job )?title|role|position|signature|approver|reviewer|date(?: \w+)?"
_WHO = rf"(?:{_SIGNED}(?: off)? by|sign(?:ed)?[ -]off(?: by)?|{_PERSON})"
_HOW = r"(?:(?:tele)?phone|mobile|tel|ddi|fax|distribution(?: list)?|circulation(?: list)?|cc|copied to|copies to)"
SIGN_OFF = lazy_pattern(rf"\W*(?:{_WHO}|{_HOW})\W*(?:(?<=:).*)?", re.IGNORECASE)
"""A label below a table, of who signed it and how they are reached, alone or with its value behind a colon."""

BESIDE_LENGTH = 80
"""Characters of the longest value beside such a label, or of what a colour means."""

PART = lazy_pattern(
    r"\W*(?:pillar|objective|goal|theme|part|section|outcome|focus area|priority|workstream|chapter|table)s?\b",
    re.IGNORECASE,
)
NUMBERED_PART = lazy_pattern(
    r"\W*(?:pillar|objective|goal|theme|focus area|workstream) (?:\d{1,2}(?:\.\d{1,2})?|[ivx]{1,4})(?:\s*[:–—-].*)?",
    re.IGNORECASE,
)
"""A heading of a part, even where running text stands: `Pillar 2 – Protection`."""

LONG_REMARK = lazy_pattern(r"\W*(?:notes?|n\.?b\.?|footnotes?|disclaimer)\s*:", re.IGNORECASE)
"""What is no account of progress even where running text stands, however long: `Note: figures are provisional.`"""

REMARK = lazy_pattern(
    r"\W*(?:(?:notes?|n\.?b\.?|footnotes?|disclaimer|date)\s*:"
    r"|(?:prepared|compiled) by\b|signed[ -]off\b"
    r"|(?:approved|completed|submitted|signed|reviewed|cleared) by\s*:)",
    re.IGNORECASE,
)
"""What is no account of progress even where running text stands, in few words: `Prepared by the policy team`."""

MISTYPED = lazy_pattern(r"n?[ilo|]{1,2}", re.IGNORECASE)
"""Letters that may stand for the digits of an action: `NI`."""

ANSWER = lazy_pattern(
    r"\W*(?:nil|none|nothing|no (?:updates?|progress|changes?|reports?)|not applicable|all actions?)\b", re.IGNORECASE
)
TITLE_LENGTH = 120
SENTENCE_ENDS = (".", "!", "?", ";")
