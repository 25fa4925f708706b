"""Find advice on which Cabinet or ministers have still to decide: until then, it is not public."""

from functools import partial

from poatool.framework.names.matching import fold
from poatool.phrases import phrases

_PARTS = {
    "PAPER": "(paper|submission|briefing|memoire|advice)s?",
    "RECOMMENDS": """(recommend|propose|favour|prefer|advise|argue)s?|suggests? (not: option-)
        asks for (not: decision|approval|agreement)""",
    "WHO": "(cabinet|ministers?)( committee| s)?",
    "STILL": "still|yet|due",
}
_phrases = partial(phrases, parts=_PARTS, case="lower")
_SAYS = _phrases("""PAPER (not: line|service|page|desk) (WORD ){0,14}RECOMMENDS|(preferred|recommended) option …6 PAPER
    (we|officials)( have)?( WORD)? (recommended|advised|proposed)( to)? WHO (to|that|against)""")
_WAITS = _phrases("""WHO (will|must|can|may|decides?|(is|are|has|have) STILL|(has|have) not|to (decide|consider))
    STILL to (WORD ){0,3}WHO|due before …2 (WHO|committee)|(before|with|for) WHO (for decision|in|next|now|favours?)
    PAPER (now )?(before|with) WHO|once WHO (has|have)|(await|waiting)- (WORD ){0,2}decision""")
_PUBLIC = _phrases("publi-|releas-|(discussion|consultation|issues|working|research|white|green) paper")


def is_undecided_advice(text: str) -> bool:
    """Whether a text says what a paper or adviser recommends to Cabinet or ministers, who have still to decide."""
    said = fold(text)
    return bool(_SAYS.search(said) and _WAITS.search(said)) and _PUBLIC.search(said) is None
