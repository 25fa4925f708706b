"""Recognise sentences that forbid their own publication or ask for secrecy.

A line of these lists is a frame. Its parts have ` + ` between them: what a sentence is about (`this paragraph`), and
what it denies or asks for (`not … published`). A sentence fits if it has all parts, in any order, and none after ` - `.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from poatool.phrases import phrases
from poatool.submissions.restrictions.words import PARTS, in_full

_ITSELF = """
    THIS + (NOT|KEEP) …6 OUT - announced this (on|in|at)
    THIS + KEEP …6 (out|off|back|quiet|until|before|when)|withh(e|o)ld (not: from)|embargo-
    (this|above) NOUN + (NOT( yet)?|nothing …6 been) (approved|cleared|agreed|signed off)
    ^(version|copy|text|return (not: for (m-|o-))) for (coordinator|secretariat|officials|ministers?|internal use)
    ^(it|this|they|these) (is|are|remains?|stays?) (under( an?)? )?embargo-
    before (anything is said|(putting )?(this|these)( is| are|( can)? g-)? (up|live|out|OUT))
    (name suppression|suppression orders?) (apply|applies|(WORD ){1,2}in (place|force))
    ^suppressed by order|^suppression (apply|applies|(WORD ){1,2}in (place|force))
    (subject to|has|have|granted|given|under) (an? )?((interim|permanent|name|court) ){0,3}suppression
    (interim|permanent|under|subject to)( an?)? non ?publication orders?
    (cannot|can not|can t)( yet)? be (made public|announced) + yet|for now|at this stage
    ((yet|still) to be|not( yet)? been|not yet) (made public|announced)|not to be used (ahead|before|until)
    minister( WORD)? (plan|intend|hope|want|mean)s? to (announce|unveil)|^to be (announced|unveiled) (by|on|in|at)
    ministers? will (announce|unveil) (it|this|these)
    not (yet )?to be (quoted|cited|attributed)|kaua e (whakaputa|tukua?|tuha|toha|panui)-|(tangohia|mukua) tenei
    (^|so )(please )?(do not|don t|not to be) (quote|print|publish)(ed|d)?( them| it)? (before: $|AMOUNT)
    ^(please )?(delete|remove|erase|cut (not: WORD WORD$)) (this|above) NOUN (before: $|once|after|when|before)
    can ((you|we|i) have this|this be) (removed|deleted|taken)|(if|should) this (got|get|gets) out
    sharing this …6 (alone|only)|(it|this) (must|should) stay within (government|agencies)
    THIS + (is|are) (only )?for (our own|internal) (use|purpose|record|information|reference)s?
    THIS + (just|only|solely) for (WORD ){1,3}(group|committee|board|team|officials|agencies|colleagues)"""
_TO_COLLEAGUES = """
    (best|better) (we|to) (leave|keep|take)( WORD){0,3} out|(said|told us) (privately|informally)
    (promised|agreed|sides|parties|asked) …6 (keep|stay) (it |this )?quiet
    (does not|doesn t) (want|wish)( WORD){0,4} (named|known|quoted|identified|mentioned|linked)
    (asked|begged) us to (leave( WORD){1,5} out|hold( WORD){1,5} until)|through back ?channel
    (which|that) (WORD ){1,3}will (only )?(learn|hear|be told)( about)? (before: $|in|on|at|when|next)
    ASKED + (PUBLIC) (did|do)( not|n t) (see|know|hear)
    ASKED + NOT …6 PUBLIC|KEEP …6 (confiden-|yourselves|(out|off|before) …6 PUBLIC)
    TOLD (to |with )?us …6 LIMIT
    LIMIT + NEVER …6 (publi-|OUT|LEARN)|(go|goes) no further|(our|them)selves
    ((has|have) (asked|insisted)|we( have)? promised)( WORD){0,3} NEVER …6 (OUT|LEARN)
    NO_ONE( WORD){0,6} ((is|are) to (WORD ){0,2}(OUT|LEARN)|(may|will( be)?) LEARN)
    NO_ONE( WORD)? (outside|but|except|else) …6 (LEARN|known|seen|aware)
    need not (know|hear|learn|be told) (before: $|about|that|this|it|yet|wh-)|known only to
    THEIRS( WORD){0,4} not (to )?(be (OUT|LEARN|named)|(come|get) (out|to light)) - RULE
    (inquest|coroner) …6 (closed|sealed)|in closed court|heard in (camera|chambers)|parties alone
    (who|firm|company|man|woman|employer) (cannot|can t|may not|must not) be (named|identified) - RULE
    (NOT|yet to|awaiting|waiting) …6 (say|said|agree-|minds?|nod|decide-|answer-|allow-|consent-|hear) + USES + THEIR
    for our (own )?(eyes|ears|use (only|alone))|not for WORD( s)? eyes|leave room
    (is|are|must|should|asked that it) (to )?(stay|remain|be kept) (between|in (room|building))|keep( it)? in room
    comes? out (in|with)|be (made known|made public|unveiled|announced) (by|in|at|on (not: website)) + MONEY
    our bid|told to expect|(we|treasury|officials) …6 asked for + next (budget|round)|budget (20)?AGE
    chatham house + TOLD
    (would|d) rather( WORD){1,4} not (say|mention|name|print|show|report)
    without prejudice (not: to) + offer-|settle-|negotiat-
    (we|ministry|department) (can|could|would|will|may) settle (at|for)
    our (best |final |opening )?offer (is|stands)
    (confidential|secret|classified) (annex|paper|note|briefing|memo|cable|assessment|minute|file)s?
    (^|(us|me|said|told) )off record (not: (interview|discussion|talk|meeting|briefing)-)
    ^in (strict|strictest) confidence
    not (the )?(intended|named) (recipient|addressee)|hide this NOUN (before: $|from)
    (that|which) (has|have|is|are) not (yet )?(been )?(published|released) (found|show|says|said|conclud|recommend)-
    hush hush|on quiet (before: $)|under wraps|kept quiet|keep this quiet|no comment (before: $|please)
    (^|(stays?|keep|kept|remain|strictly) (this |that |it |THAT )?)between (us|ourselves|you me) (not: AMOUNT)
    (asked us|been asked|asked by WORD) …6 (not to (say|tell|name|share|OUT)|say nothing)
    (await|awaiting|waiting (on|for)) (WORD )?(written )?consent (before: $|from)|mum s word
    (covered by|protected by|subject to) (WORD ){0,3}privilege|for your (own )?(background|eyes|ears)
    for COLLEAGUES (only|s (information|eyes|attention))
    ^((nb |note )?for COLLEAGUES$|(this is )?(just|only|strictly) for (COLLEAGUES|officials|minister)|fyi only)"""


def _frames(listed: str) -> list[list[list[re.Pattern[str]]]]:
    """The patterns that each frame needs, and those that rule it out; frames with only one part are merged into one."""
    lines = listed.strip().splitlines()
    single = "\n".join(line for line in lines if " + " not in line and " - " not in line)
    halves = [line.partition(" - ")[::2] for line in (single, *lines) if line is single or line not in single]
    split = partial(phrases, parts=PARTS, case="lower")
    return [[[*map(split, half.split(" + "))] if half else [] for half in both] for both in halves if both[0]]


_ABOUT_ITSELF, _PRIVATE = _frames(_ITSELF), _frames(_TO_COLLEAGUES)


def _fits(plain: str, frames: Iterable[Sequence[Iterable[re.Pattern[str]]]]) -> bool:
    """Whether a folded text fits any of the frames."""
    return any(
        all(each.search(plain) for each in needed) and not any(each.search(plain) for each in without)
        for needed, without in frames
    )


def forbids_itself(words: str, *, confides: bool) -> bool:
    """Whether a sentence forbids publication of its text or, with `confides`, asks a colleague to keep a secret."""
    return _fits(in_full(words), (*_ABOUT_ITSELF, *_PRIVATE) if confides else _ABOUT_ITSELF)
