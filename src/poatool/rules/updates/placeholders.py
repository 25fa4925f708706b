"""Recognise placeholders: `TBC`, `as above`, `n/a`."""

from __future__ import annotations

import re

from poatool.text import lazy_pattern

_POINTER = (
    r"(?:for|in|on|of|to|under|from|and|the|our|this|that|actions?|rows?|lines?|cells?|columns?|sheets?|updates?|reports?"
    r"|responses?|answers?|entry|entries|comments?|text|progress|status|details?|information|year|period|documents?|files?"
    r"|spreadsheet|workbook|table|appendix|e-?mail|letter|reported|advised|discussed|noted|stated|N?\d{1,4}|[A-Z]\d{1,6}"
    r"|word|excel|pdf|powerpoint|previous(?:ly)?|before|earlier|last|above|below|attached|notes?|returns?)"
)
"""Words after `as above` that only say where to look: `see above for Action 3`."""

_OTHERS = r"(?-i:[A-Z]{3,6}|Mo[A-Z]|Police|Customs)"
"""An agency as colleagues refer to it: `covered by MBIE`, `see Police return`."""

_POINTS_ELSEWHERE = lazy_pattern(
    rf"""\W{{0,200}}(?: (?:(?:same\ )?as|(?:as\ )?per|(?:please\ )?(?:see|refer(?:\ to)?))\ (?:(?:the|my|our)\ )?
        (?: above | below | previous(?:ly)? | before | last\ (?:year|period|report) | attached | attachments? | e-?mail | appendix
          | annex | discussed | advised | rows?\ \d{{1,6}} | 20\d\d | comments? | notes? | Q[1-4]
          | (?:reported|noted|stated|mentioned)(?=\ ) )(?:['’]s)?
      | (?:(?:please\ )?(?:see|refer(?:\ to)?)|(?:covered|reported)\ (?:by|in|under|with)) \ (?:the\ )?{_OTHERS}(?:['’]s?)?
      )(?:[\ ,:-]{{1,9}}{_POINTER}){{0,40}}\W{{0,200}}""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACEHOLDER = lazy_pattern(
    r"""\W{0,200}(?: tb[acd](?:\W{1,200}\w{1,200}){0,2} | to\ be\ (?:advised|confirmed|completed|determined|updated|added|provided)
      | n\W?a | not\ applicable | none | nothing | x{2,200} | \?{1,200} | -{1,200} | \.{1,200} | pending | draft
      | ditto | do | same | idem | ibid(?:em)?
      | (?:insert|enter|add|type)\ (?:text|update|progress|here).{0,20} | text\ here | placeholder
      | (?:will|to)\ (?:be\ )?updated?\ later | test | text
      | lorem\ ipsum.{0,200} | (?:update\ )?to\ (?:come|follow)
      | (?:a?waiting\ (?:for\ )?|pending\ )(?:further\ )?(?:update|input|text|wording)s?(?:\ (?:from|by|of)(?:\ [\w’'/-]{1,60}){1,4})?
    )\W{0,200}""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

_ONLY_POINTS = lazy_pattern(
    rf"""\W{{0,200}}(?: (?:same\ )?as | (?:as\ )?per | (?:please\ )?(?:see|refer(?:\ to)?)
      | (?:(?:(?:this|it|that|progress|work)\ )?(?:is|are|was|were|has\ been|have\ been)\ )?(?:covered|reported|included|addressed|described|dealt\ with)\ (?:by|in|under|with|on|as\ part\ of)
      )?(?:[\ ,:-]{{0,9}}\b{_POINTER}\b){{0,40}}\W{{0,200}}""",
    re.IGNORECASE | re.VERBOSE,
)
"""The words left of `See Action 6 for details` without the action."""

_NO_MORE = lazy_pattern(
    r"""\W{0,200}(?:no|none|nil|nothing)\b (?:\W{1,9}(?:no|none|further|more|next|additional|other|new|work|actions?|steps?|activit(?:y|ies)
      |is|are|was|planned|required|needed|necessary|expected|proposed|to|report|do|be|taken|at|this|the|stage|time|point|since|as
      |for|action|complete|completed|finished|done)){0,60} \W{0,200}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Ways to say that there are no next steps: `No further work is planned.`"""

LONGEST = 200
"""The length of the longest placeholder, in characters; a longer text has content, however it begins."""

_FILLER = "lorem ipsum"


def says_no_more(text: str) -> bool:
    """Whether next steps only say that there are none."""
    return len(text) <= LONGEST and (is_placeholder(text) or _NO_MORE.fullmatch(text) is not None)


def only_points(text: str) -> bool:
    """Whether a text, apart from the actions that it cites, only points to them."""
    return len(text) <= LONGEST and _ONLY_POINTS.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a text is only a placeholder: `TBC`, `as above`, `see last year`, `n/a`, lorem ipsum."""
    return is_blank_answer(text) or (len(text) <= LONGEST and _POINTS_ELSEWHERE.fullmatch(text) is not None)


def is_blank_answer(text: str) -> bool:
    """Whether a text says nothing, not even where to look: `TBC`, `n/a`, a dash."""
    if len(text) > LONGEST:
        return text[: len(_FILLER)].casefold() == _FILLER
    return bool(text) and (_PLACEHOLDER.fullmatch(text) is not None or not any(c.isalnum() for c in text))
