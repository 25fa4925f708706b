"""Whether a text tells of something that was done."""

from __future__ import annotations

import re

from poatool.text import lazy_pattern

_VERBS = (
    r"achieved|attended|built|carried\ out|circulated|completed|conducted|created|delivered|developed|distributed|"
    "established|finalised|finished|held|hosted|implemented|introduced|issued|launched|opened|organised|produced|"
    r"provided|published|ran|released|rolled\ out|set\ up|signed|spoke|surveyed|tested|trained|translated|updated|visited|"
    "wrote|written"
)
"""Words of delivery. Those of preparation (agreed, approved, consulted, planned) may stand under “Not started”."""

_DONE = lazy_pattern(
    rf"""(?:^|[.;:!?]\s|\n)[\s•▪◦*–—-]*(?:\d{{1,2}}[.)]\s+)?
         (?:(?:we|it|they|staff|officers|officials|inspectors|agencies|the\ (?:agency|ministry|department|team|unit))\ )?
         (?:(?:have|has|also|then|successfully)\ )*(?:{_VERBS})\b
       | \b(?:was|were|has\ been|have\ been)\ (?:\w+ly\ )?(?:{_VERBS})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_DONE = lazy_pattern(
    r"\b(?:not|no|none|never|nothing|neither|yet|until|once|before|when|after|if|will|would|awaiting|pending|subject to"
    r"|was to|were to|expected|planned|intended|last (?:year|period)|previous\w*|earlier)\b|n['’]t\b",
    re.IGNORECASE,
)
_SENTENCE = lazy_pattern(r"(?<=[.!?;])\s+|\n+")


def tells_of_work(text: str) -> bool:
    """Whether a text certainly tells of work that was done; a sentence that denies or puts off anything is let pass."""
    return any(
        _DONE.search(sentence) is not None and _NOT_DONE.search(sentence) is None for sentence in _SENTENCE.split(text)
    )
