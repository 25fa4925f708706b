"""Recognise sentences that forbid their own publication, ask for secrecy, or reveal what was not meant for the public.

A line of these lists is a frame. Its parts have ` + ` between them: what a sentence is about (`this paragraph`), and
what it denies or asks for (`not … published`). A sentence fits if it has all parts, in any order, and none after ` - `.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from poatool.framework.names.matching import fold
from poatool.phrases import phrases
from poatool.submissions.prose import signs
from poatool.submissions.restrictions.words import PARTS
from poatool.text import has_any, lazy_pattern

_ITSELF = """
    THIS + (NOT|KEEP) …6 OUT - announced this (on|in|at)
    THIS + KEEP …6 (out|off|back|quiet|until|before|when)|withh(e|o)ld (not: from)|embargo-
    (this|above) NOUN + (NOT( yet)?|nothing …6 been) (approved|cleared|agreed|signed off)
    ^(version|copy|text|return (not: for (m-|o-))) for (coordinator|secretariat|officials|ministers?|internal use)
    before (anything is said|(putting )?(this|these)( is| are|( can)? g-)? (up|live|out|OUT))
    (name suppression|suppression orders?) (apply|applies|(WORD ){1,2}in (place|force))
    ^suppressed by order|^suppression (apply|applies|(WORD ){1,2}in (place|force))
    (subject to|has|have|granted|given|under) (an? )?((interim|permanent|name|court) ){0,3}suppression
    (interim|permanent|under|subject to)( an?)? non ?publication orders?
    (cannot|can not|can t)( yet)? be (made public|announced) + yet|for now|at this stage
    ((yet|still) to be|not( yet)? been) (made public|announced)|not to be used (ahead|before|until)
    minister( WORD)? (plan|intend|hope|want|mean)s? to (announce|unveil)
    ministers? will (announce|unveil) (it|this|these)
    not (yet )?to be (quoted|cited|attributed)|kaua e (whakaputa|tukua?|tuha|toha|panui)-|(tangohia|mukua) tenei
    (^|so )(please )?(do not|don t|not to be) (quote|print|publish)(ed|d)?( them| it)? (before: $|AMOUNT)
    ^(please )?(delete|remove|erase|cut (not: WORD WORD$)) (this|above) NOUN (before: $|once|after|when|before)
    can ((you|we|i) have this|this be) (removed|deleted|taken)|(if|should) this (got|get|gets) out
    sharing this …6 (alone|only)|(it|this) (must|should) stay within (government|agencies)
    THIS + (is|are) (only )?for (our own|internal) (use|purpose|record|information|reference)s?"""
_TO_COLLEAGUES = """
    (legal advice|crown law|counsel|lawyers|solicitors)( s| advice| view| ha-){0,2} ADVISE
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
    minister-( s office)? WORD (not|t) (want|like|support|agree)
    (ministers?|cabinet)( WORD){0,2} (split|divided|disagree-|argued|objected|opposed|held out)
    (confidential|secret|classified) (annex|paper|note|briefing|memo|cable|assessment|minute|file)s?
    (^|(us|me|said|told) )off record (not: (interview|discussion|talk|meeting|briefing)-)
    ^in (strict|strictest) confidence
    not (the )?(intended|named) (recipient|addressee)
    hush hush|on quiet (before: $)|under wraps|kept quiet|keep this quiet|no comment (before: $|please)
    (^|(stays?|keep|kept|remain|strictly) (this |that |it )?)between (us|ourselves|you me) (not: AMOUNT)
    (asked us|been asked|asked by WORD) …6 (not to (say|tell|name|share|OUT)|say nothing)
    (await|awaiting|waiting (on|for)) (WORD )?(written )?consent (before: $|from)|mum s word
    (covered by|protected by|subject to) (WORD ){0,3}privilege|for your (own )?(background|eyes|ears)
    for COLLEAGUES (only|s (information|eyes|attention))
    ^((nb |note )?for COLLEAGUES$|(this is )?(just|only|strictly) for (COLLEAGUES|officials|minister)|fyi only)"""

_UNDECIDED = "ADVICE + WAITS - PUBLIC"
_OF_ADVICE = {
    "ADVICE": """PAPER (not: line|service|page|desk) (WORD ){0,14}RECOMMENDS|(preferred|recommended) option …6 PAPER
        (we|officials)( have)?( WORD)? (recommended|advised|proposed)( to)? WHO (to|that|against)""",
    "WAITS": """WHO (will|must|can|may|decides?|(is|are|has|have) STILL|(has|have) not|to (decide|consider))
        (he|she|they) (has|have) (not|yet)|(go|goes|going) to WHO|(no|awaiting) decision
        STILL to (WORD ){0,3}WHO|due before …2 (WHO|committee)|(before|with|for) WHO (for decision|in|next|now|favours?)
        PAPER (now )?(before|with) WHO|once WHO (has|have)|(await|waiting)- (WORD ){0,2}decision""",
    "PUBLIC": "publi-|releas-|(discussion|consultation|issues|working|research|white|green) paper",
    "PAPER": "(paper|submission|briefing|memoire|advice)s?",
    "RECOMMENDS": """(recommend|propose|favour|prefer|advise|argue)s?|suggests? (not: option-)
        asks for (not: decision|approval|agreement)""",
    "WHO": "(cabinet|ministers?)( committee| s)?",
    "STILL": "still|yet|due",
}

_REVEALED = {
    "what a minister thinks in private": """
        MINISTER …6 (personally|privately|in private) OPINES
        MINISTER …6 (told|said|admitted|confided)( us)? (privately|in private)
        MINISTER …6 SCORNS - PUBLICLY
        MINISTER + SLIP …9 SCORNS - PUBLICLY
        MINISTER + (only|just) (because|to (please|humour|placate)|for sake) …4 PARTIES
        MINISTER + only …9 (because …2 PARTIES|to keep …6 (happy|sweet|quiet|onside))
        MINISTER …6 (said|says|told us|thinks?|finds) …9 DISMAL - PUBLICLY
        MINISTER …9 (wants|wanted) (it|this|that|them) (gone|dropped|dead|buried|killed)
        MINISTER …6 (never wanted|would prefer not to|wants no part)|MINISTER signed …2 without reading""",
    "the prices or finances of one firm": """
        FIRM + SHOWED (its|their|his|her) (WORD ){0,2}BOOKS
        FIRM + (opened|shared|disclosed) (its|their|his|her) (WORD ){0,2}BOOKS (to|with) us
        FIRM + EARNS - KNOWN
        FIRM + BUYS …9 AT_PRICE + SELLS …6 AMOUNT
        FIRM + (SELLS (us|to us)|(quoted|bid|offered) us) …3 AT_PRICE - KNOWN
        FIRM + (told|tells) us …6 (pays|costs|charges|earns|makes) …6 AT_PRICE - KNOWN|hour|workers|staff
        FIRM (books|accounts) (show|showed|shows) …3 (loss|profit|debt|margin)- - KNOWN
        FIRM + (has|runs|owes|carries) …3 (overdraft|loan|debts?) …2 AMOUNT - KNOWN
        FIRM + (losing money|at a loss|behind with (its|their|his|her) (bank|rent)|CLOSE_TO) - KNOWN
        (ONE) s (price|rate|cost|quote)s? …3 AT_PRICE - KNOWN
        (losing|rejected|unsuccessful|rival|second lowest) (bid|tender|offer|quote|bidder|tenderer)s? …6 OFFERED
        (second|third|other) (bidder|tenderer)( s)? …6 OFFERED""",
    "a paper that its authors have not signed off": """
        CITED …9 PAPER + UNSIGNED - consult-|discussion paper
        PAPER …3 FINDS + UNSIGNED - consult-|discussion paper
        PAPER …9 UNSIGNED …6 FINDS - consult-|discussion paper
        (unsigned|unreleased|uncleared|unapproved|leaked|unfinished) …2 PAPER …9 FINDS - consult-|discussion paper
        (CITED|as) …4 (unsigned|unreleased|uncleared|leaked|unfinished) …2 PAPER - consult-|discussion paper
        PAPER …4 (has|have) (yet to|not yet) (release|publish|clear|approve|sign off)(d|ed)? FINDS""",
    "what Cabinet or ministers will be asked to decide": """
        (cabinet|ministers?) (paper|bid|submission) …6 (asks for|seeks|recommends|proposes) …4 AMOUNT COUNTED - OPENLY
        DECIDER (is|are) (expected|likely|set|due|sure) to (agree|decide|approve) …4 (that …9 (must|will|should)|to SET)
        (DECIDER|committee) will (choose|pick|go for|back) (option|WORD version)|DECIDER will announce …6 that
        DECIDER will be (told|advised|warned) that|budget bid (is|asks|seeks)
        (takes?|taking) (a )?paper …4 (that|which) (would|will)
        (will|going to|likely to) (oppose|block|support|vote for|vote against) …4 (at|in) cabinet
        TO_DECIDE + ASKED to ((agree|consent) to )?SET|ASKED …9 AMOUNT COUNTED - OPENLY
        TO_DECIDE + (expect|hope for|confident|sure|count on|counting on) (a )?(yes|nod|green light|go ahead|majority)
        TO_DECIDE + DECIDER …9 (likely|bound|certain|minded|inclined|will|ll) (to )?VERDICT
        DECIDER + (leans?|leaning|inclined|minded) (to|towards?) …3 (option|version|lower|higher|weaker|stronger)""",
    "how a wording was bargained over": """
        as far as (WORD ){1,3}(would|was willing to) go
        (MOST that|(is|was) MOST) (WORD ){1,3}(would|was willing to) TAKE
        (as far as|(all|most|best)( that)?) (we|officials) could (get|wring|squeeze|extract) (out|from)
        our (first|original|own|earlier) (version|draft|text|wording) (said|had|read|used|went) + SETTLED
        (would not|wouldn t|will not|won t|refused to) (accept|wear|have|take|sign up to|agree to) WORDING
        (talked|haggled|bargained|argued) (us |it |this )?down (from|to)
        (watered down|only|weakest|strongest|compromise) (line|WORDING) …4 (could|would) (accept|live with|stomach)
        we wanted …6 but WORD (vetoed|blocked|struck it out)|(wanted|asked for) nothing (said|written)
        took …3 (weeks|rounds|months|meetings) to (get|agree) …3 past|we (gave up|traded) …4 (in return|in exchange)
        WORD s WORDING + ours (was|is|said)
        (this|that) (line|WORDING) is (a )?(truce|compromise|deal|bargain|fudge)
        agreed WORDING …6 (do not|don t|not to) (change|touch|reopen|move)""",
}
"""What a sentence may reveal, and the frames of such sentences."""
_IN_REVEALED = {
    "MINISTER": "((prime |associate )?ministers?( s)?( office)?|pm)",
    "DISMAL": "(waste (time|money|effort)|pointless|window dressing|nonsense|a joke|embarrassing)",
    "OPENLY": "publi-|announc-|releas-",
    "OPINES": """finds?|thinks?|thought|feels?|felt|believes?|believed|doubts?|dislikes?|hates?|favours?|opposes?
        regards?|considers?|would rather|does not|doesn t|has no|is not|isn t|is against""",
    "SCORNS": """(not|-n t|no|little) (appetite for|time for|interest in|faith in|keen|sold on|convinced|a fan)
        (not|-n t) (personally )?(believe in|rate|care (for|about)|see point)
        (personally )?OPINES( WORD){1,4} (waste|pointless|useless|nonsense|window dressing|silly|doomed|a joke|tiresome)
        (not|-n t) (yet )?(convinced|persuaded)|(lukewarm|sceptical|nervous|cross|furious|uneasy) (on|about|at|with)
        fed up with|sick of|lost interest in""",
    "SLIP": "let slip|admit-|confid-|privately|personally|in private|behind closed doors|catch up|one on one",
    "PUBLICLY": "house|parliament|publicly|in public|interview|speech|forum|hui|release|media|reporters",
    "PARTIES": "(coalition|caucus|part(y|ies)|partners?|polls|election|votes)",
    "FIRM": "(not after: a) (not after: an) (not after: any) (not after: each) (not after: every) (ONE)( s)?",
    "ONE": """maker|laundry|caterer|supplier|contractor|manufacturer|importer|exporter|wholesaler|retailer|company|firm
        mill
        factory|vendor|grower|bidder|tenderer|packhouse|orchard|vineyard|brand""",
    "SHOWED": "((let|lets|letting) us (see|look at|read|into)|(show|shows|showed|shown|gave|sent|lent|given) us)",
    "BOOKS": "(books|accounts|margins?|costings?|costs|pricing|price list|prices|balance sheet|cash flow)",
    "CLOSE_TO": "close to (going under|collapse|failing)|(nearly|almost) (bankrupt|insolvent)",
    "EARNS": """(margins?|mark ups?|profits?|overheads|cost price|unit cost) …4 AMOUNT
        (makes|clears|earns|loses|nets) (about |only )?AMOUNT( AMOUNT)? (per cent|percent|cents|on each)
        (cleared|earned|netted) (about |only )?AMOUNT( AMOUNT)? (million|000|per cent)
        (makes|clears|earns) (nothing|little) (on|from)""",
    "BUYS": """pays its (WORD )?(mill|factory|maker|grower|supplier|subcontractor|farmer|fisher)s?
        buys|sources|gets|imports""",
    "SELLS": "(sells|charges|bills|invoices|resells|supplies)",
    "AT_PRICE": "AMOUNT( AMOUNT)? (a|an|per|each)",
    "OFFERED": "(at|for|of|was|were|offered|bid|quoted|asked) (about |only )?AMOUNT (not: MONTHS)",
    "KNOWN": """annual report|publi-|accounts show|fine-|penalt-|order-|court|convicted|survey-|average|study
        grants?|fund-|repa(y|id)|unpaid|arrears|compensation|course|guide|example""",
    "CITED": "(from|according to|as per|per|in|quot(ed|ing)|based on)",
    "PAPER": """paper|note|briefing|memo|advice|analysis|report|research|evaluation|study|review|modelling|slides
        costings?|inquiry|audit|estimate|cable|stocktake|minutes|draft|figures|findings|assessment|forecast""",
    "FINDS": """finds|found|shows|showed|says|puts|expects|suggests|concludes|recommends|estimates|predicts|reckons
        warns|proposes""",
    "UNSIGNED": """(they|she|he|authors) HAVE_NOT( yet)? SIGN_IT|(which|but|but it) IS_NOT( yet)?( been)? SIGNED
        (which|but they|it) (WORD )?HAVE_NOT( yet)? SIGN_IT|(still|only) (in |a )?draft (not|which|but)
        HAVE_NOT( yet)? (clear|approve|endorse|release)(d|ed)? (it|this)
        (still|now) (with|waiting for|awaiting|needs) …6 (sign off|signoff|clearance|approval)""",
    "HAVE_NOT": "((has|have|had) (not|yet to|still not|never)|hasn t|haven t|hadn t)",
    "IS_NOT": "((has|have|is|was) (not|yet to be|still not|still to be)|hasn t|isn t|wasn t)",
    "SIGN_IT": """(sign|signed)( it)? off|cleared
        (clear|approve|endorse|release|finalise|agree|own|publish)(d|ed)? (it|this|them)""",
    "SIGNED": "(signed off|cleared|approved|endorsed|finalised|peer reviewed|agreed (by|with))",
    "TO_DECIDE": """DECIDER …3 (will|ll|(is|are) (to|due|expected|asked|likely|about)|meets?|considers?|decides?|takes)
        (goes|go|going|up|due|back|before) (to |with )?DECIDER""",
    "DECIDER": "(cabinet|ministers?|committee ministers|cabinet committee)",
    "ASKED": "(asked|invited)( (in|on|by) WORD( MONTHS)?)?",
    "MONTHS": "(january|february|march|april|may|june|july|august|september|october|november|december)",
    "SET": """(lower|cut|lift|drop|ban|abolish|scrap|double|halve|triple|exempt|outlaw|cap|raise (not: awareness))
        set …3 (threshold|limit|level|levy|fee|rate|cap|penalt-|price|minimum|maximum)""",
    "COUNTED": "(million|billion|m|per cent|percent)",
    "VERDICT": """say (yes|no)|turn (it|this|that|them|us) down|(reject|refuse|decline) (it|this|that|them)
        (knock|send) (it|this|that|them) back|(wave|nod|let) (it|this|that|them) through""",
    "MOST": "(all|most|best|furthest)",
    "TAKE": "(go|accept|agree|wear|take|live with|swallow|stomach|sign)",
    "WORDING": "(word|wording|verb|phrase)s?",
    "SETTLED": "(please|settled|agreed|took|cut|changed|until|wanted|would|objected|insisted|reopen|compromise)",
}


def _frames(listed: str, parts: Mapping[str, str] = PARTS) -> list[list[list[re.Pattern[str]]]]:
    """The patterns that each frame needs, and those that rule it out; frames with only one part are merged into one."""
    lines = listed.strip().splitlines()
    single = "\n".join(line for line in lines if " + " not in line and " - " not in line)
    halves = [line.partition(" - ")[::2] for line in (single, *lines) if line is single or line not in single]
    split = partial(phrases, parts=parts, case="lower")
    return [[[*map(split, half.split(" + "))] if half else [] for half in both] for both in halves if both[0]]


_NEEDED = """
    minister pm
    maker laundry caterer supplier contractor manufactur porter wholesaler retailer company firm mill factory vendor
        grower bid tender packhouse orchard vineyard brand offer quote
        + 0 1 2 3 4 5 6 7 8 9 book account margin cost pric balance cash losing loss behind close bankrupt
        nothing little
    _not_ _yet_ never sn_t ven_t dn_t _still_ _only_ unsigned unreleased uncleared unapproved leaked unfinished _now_
        + paper note briefing memo advice analysis report research evaluation study review modelling slides costing
        inquiry audit estimate cable stocktake minutes draft figures findings assessment forecast
        + sign_off signed_off signoff clear approv endors releas finalis peer draft unsigned leaked unfinished agree_it
        agreed_it agree_this agreed_this agree_them agreed_them agreed_by agreed_with _own_ publish_ published_ owned_
    cabinet minister committee budget_bid paper
    as_far_as all_that most_that best_that furthest is_all was_all is_most was_most is_best was_best we_could down_from
        officials_could our_first our_original our_own our_earlier word phrase verb down_to _line we_wanted nothing took
        we_gave we_traded"""
_LINES = _NEEDED.strip().replace("\n        ", " ").splitlines()
_STRINGS = [[[each.replace("_", " ") for each in part.split()] for part in line.split(" + ")] for line in _LINES]
NEEDED = dict(zip(_REVEALED, _STRINGS, strict=True))
"""What a folded sentence that reveals something must contain: of each list, at least one string."""
_REVEALING = {what: _frames(listed, _IN_REVEALED) for what, listed in _REVEALED.items()}
_ABOUT_ITSELF, _PRIVATE, _OPEN = _frames(_ITSELF), _frames(_TO_COLLEAGUES), _frames(_UNDECIDED, _OF_ADVICE)


def _fits(plain: str, frames: Iterable[Sequence[Iterable[re.Pattern[str]]]]) -> bool:
    """Whether a folded text fits any of the frames."""
    return any(
        all(each.search(plain) for each in needed) and not any(each.search(plain) for each in without)
        for needed, without in frames
    )


def forbids_itself(words: str, *, confides: bool) -> bool:
    """Whether a sentence forbids publication of its text or, with `confides`, asks a colleague to keep a secret."""
    return _fits(fold(words), (*_ABOUT_ITSELF, *_PRIVATE) if confides else _ABOUT_ITSELF)


def revealed_in(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text that reveal something not meant for the public, each with words for what it reveals."""
    whole = fold(text)
    if has_any(whole, _ADVISES) and _fits(whole, _OPEN):
        yield text, "advice to ministers on something that they have yet to decide"
    likely = [what for what, needed in NEEDED.items() if _has_each(whole, needed)]
    for sentence in _SENTENCES.split(text) if likely else ():
        plain = fold(sentence)
        yield from ((sentence, w) for w in likely if _has_each(plain, NEEDED[w]) and _fits(plain, _REVEALING[w]))


def _has_each(plain: str, needed: Iterable[Iterable[str]]) -> bool:
    return all(has_any(plain, strings) for strings in needed)


_ADVISES = (
    "recommend",
    "propos",
    "favour",
    "prefer",
    "advis",
    "argue",
    "suggest",
    "asks for",
)  # in each frame of advice
_SENTENCES = lazy_pattern(r"(?<=[.!?])\s+|\n+")
may_reveal = signs(
    "minister cabinet |pm| supplier contractor manufactur importer exporter wholesaler retailer |company| |firm| |mill|"
    " factory vendor grower bidder tenderer packhouse orchard vineyard brand losing rejected unsuccessful rival lowest"
    " |off| signoff clear approv endors releas finalis publish |agree| |agreed| |own| peer |draft| |far| |most| |best|"
    " furthest version text word accept |wear| |have| |take| |down| vetoed blocked struck nothing laundry caterer verb"
    " phrase |second| |third| |other| unsigned unreleased uncleared unapproved committee |only| weakest strongest"
    " compromise |all| |due| |bid| paper leaked unfinished cabinet weeks rounds months meetings |ours| truce bargain"
    " fudge |deal| |gave| traded maker"
)
"""Every sentence that fits a frame of `_REVEALED` has one of these words, in lower case."""
