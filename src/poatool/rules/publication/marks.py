"""Marks of a draft in running text: what holds a place, speaks to a colleague, or says who may not see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from poatool.submissions.prose import Prose
from poatool.submissions.restrictions import STEMS
from poatool.text import has_any, lazy_pattern

_TICKED = lazy_pattern(r"^[^\S\n]*(?:[-*•▪]\s*)?\[[xX ]\](?=\s*\w)", re.MULTILINE)
"""A box of a list that is ticked or not; in the middle of a text, `[x]` stands for what is still missing."""

_HANDLE = r"(?:[\w.'’-]*(?:nz|NZ)|[A-Z]{3,}[a-z][\w.'’-]*)"
"""What an organisation calls itself on social media, and hardly anybody a colleague: `@MBIEgovtnz`, `@NZPolice`."""

_SOMEBODY = r"[A-Z][\w’'-]{0,20}(?:[ /][A-Z][\w’'-]{0,20}){0,3}"
_TASK = "(?:check|confirm|add|provide|supply|insert|update|complete|fill|advise|review|finish|follow|come)"

_MARK = lazy_pattern(
    rf"""\[(?:(?i:redacted|withheld|removed|deleted|insert|add|tb[acd]|to\ be|check|confirm|x+|name|names|date|number|draft
          |note|comment|placeholder|figure|link|awaiting|update|delete|source|still\ to|needs?\ to|please|pls)\b[^\]\n]{{0,80}})\]
      | \[{_SOMEBODY}\ (?:still\ |needs\ )?to\ {_TASK}\b[^\]\n]{{0,60}}\]
      | \({_SOMEBODY}\ (?:still\ |needs\ )?to\ (?:check|confirm)\b[^)\n]{{0,60}}\)
      | \[[.…?_\s-]*\]
      | (?<!\w)X{{2,}}(?!\w|[ -](?i:centur))
      | (?<!\w)(?:DRAFT|TB[ACD]|xx+|IN[- ]CONFIDENCE|FYI|NOT\ FOR\ (?:PUBLICATION|RELEASE)|BUDGET[- ]SENSITIVE)(?!\w)
      | \b(?i:not\ for\ (?:publication|release)|legally\ privileged|commercial[- ]in[- ]confidence)\b
      | \b(?i:please\ (?:treat\ (?:this\ )?as|keep(?:\ this|\ it)?)\ (?:strictly\ )?confidential)\b
      | (?<![\w.])@(?!{_HANDLE}:)\w[\w.'’-]{{0,20}}(?:\ \w[\w'’-]{{0,20}})?:
      | \?{{2,}} | <<[^<>\n]{{1,60}}>> | _{{3,}} | \*\*+\ (?=[^\W\d_])[^*\n]{{1,80}}\ \*\*+
      | (?m:^|(?<=[.!?]\ ))(?:NOTE\ TO|Note\ to)\ (?:self|editor|coordinator|reviewer)\b
      | \bComment\ \[\w+\]""",
    re.VERBOSE,
)

_SENSITIVE = "(?:(?:strictly|highly|commercially|politically|market|budget)[ -])?(?:confidential|sensitive|restricted)"
_WRITING = r"draft\ (?:text|wording|response|answer|update|return)"

_NOTE = lazy_pattern(
    rf"""(?:^[^\w\n]{{0,3}}|(?<=[.!?])\s|[(\[]|\s[–—-]\s)(?P<anywhere>
        (?:please\ )?(?:do\ not|don['’]t)\ (?:publish|release|circulate)\b
      | not\ to\ be\ (?:published|released|circulated)\b
      | (?:for\ )?internal\ (?:use\ )?only\b
      | internal\ (?:note|comment)s?:
      | embargo(?:ed)?(?=\ (?:until|till)\b|\s?[:–—]|\ -\ |[)\]])
      | under\ embargo\b
      | keep\ (?:this\ )?confidential\b(?!\ \w)
    )
      | (?:^[^\w\n]{{0,3}}|(?<=[.!?])\s)(?P<sentence>
        {_SENSITIVE}(?=\s?:(?!\s*\d))
      | (?-i:EMBARGO(?:ED)?|CONFIDENTIAL|SENSITIVE|RESTRICTED)\b(?-i:(?![,\s]{{1,2}}[A-Z]{{2}}))
      | (?:{_WRITING},?|draft,)(?:\ [–—-])?\ (?:awaiting|pending|subject\ to|not\ yet|needs)\b(?:\ [\w-]{{1,20}})?
      | (?:{_WRITING}|draft)\ for\ (?:[\w'’]{{1,20}}\ ){{0,3}}?(?:sign-?off|clearance)\b(?!\ (?:by|was|were|is|are|ha[sd]|have)\b)
    )
      | \A[^\w\n]{{0,3}}(?P<text>
        (?:{_WRITING}|draft)(?=\s?:)
      | {_SENSITIVE}(?=\s[–—-]\s)
    )""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""What only counts where it begins a text, a sentence or a bracket: elsewhere it is told of a helpline or a guide."""

_SIGNS = ("[", "@", "xx", "?", "<", "_", "**")
_CAPITALS = frozenset(("DRAFT", "TBA", "TBC", "TBD", "FYI"))
_PHRASES = (
    *(" to check", " to confirm"),
    *("confidence", "confidential", "sensitive", "restricted", "embargo", "embargoed", "legally privileged", "note to"),
    *("not for publication", "not for release", "not to be published", "not to be released", "not to be circulated"),
    *("do not publish", "do not release", "do not circulate", "don't publish", "don't release", "don't circulate"),
    *("don’t publish", "don’t release", "don’t circulate", "internal only", "use only", "internal note"),
    *("internal comment", "draft:", "draft :", "draft text", "draft wording", "draft response", "draft answer"),
    *("draft update", "draft return", "draft,", "draft for"),
)
_LETTERS = lazy_pattern("[a-z]+")


def signs(prose: Prose) -> list[str]:
    """Strings in lower case, one of which is in every text with a mark; of words only those that the texts hold."""
    capitals = [word.casefold() for word in _CAPITALS & prose.capitals]
    phrases = [phrase for phrase, words in _worded().items() if words <= prose.words]
    return [*_SIGNS, *capitals, *phrases]


@cache
def _worded() -> Mapping[str, frozenset[str]]:
    """The phrases with their words."""
    return {phrase: frozenset(_LETTERS.findall(phrase)) for phrase in _PHRASES}


def draft_marks(text: str) -> list[str]:
    """The marks of a draft in a text as they are written, each once."""
    marks = [match[0] for match in _MARK.finditer(_TICKED.sub("", text))]
    notes = [match[match.lastgroup or 0] for match in _NOTE.finditer(text)]
    return [*dict.fromkeys(marks), *(note for note in dict.fromkeys(notes) if not any(note in mark for mark in marks))]


def keeps_back(mark: str) -> bool:
    """Whether a mark says that the text is not for everybody, or not yet."""
    return has_any(mark.casefold(), STEMS)
