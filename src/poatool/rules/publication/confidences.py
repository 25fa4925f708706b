"""PUB: what ministers think or have yet to decide, what lawyers advise, and how bids for money and contracts stand."""

from collections.abc import Iterator
from functools import partial

from poatool.findings.model import Severity
from poatool.phrases import phrases
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.wording import SENTENCES, quotes
from poatool.submissions.interpret import Interpreted
from poatool.submissions.prose import Signs

_PARTS = {
    "OBJECT": """to|with|from|by|for|between|at|via|through|if|once|when|until|after|before|unless|whenever
        (not after: one|two|all|any|some|none|both|most|many) of""",
    "THE": "the|our|an?|both|two|three|all|new|incoming|current|other|relevant|responsible|lead|prime|associate",
    "MINISTER": """ministers?('s?)?( office)?( TITLE)?|coalition part(y|ies|ners?)
        (not after: and) cabinet (not: office)""",  # unlike the Cabinet Office, and a Department of … and Cabinet
    "TITLE": "(for|of) CAPITAL((,| and|, and)? CAPITAL){0,5}",
    "BE": "is|are|was|were|remains?|seems?|(has|have) been",
    "DOING": """(not: inclined|minded|concerned|divided|opposed|worried|disappointed|annoyed|determined) -ed
        (consider|review|meet|visit|attend|host|lead|chair|seek)ing|kept|given|shown|sent|told|due|responsible|present
        likely|able|the|an?|to (not: DECIDE)""",
    "HAVENT": "((is|was|ha(s|ve)|do|does|wo|would|could|ca)n't)",
    "NOT": "(not|never) (not: (yet )?(been )?(ask|decid|consider|look)-)|yet (not: to (decide|consider|look))|HOLDS",
    "HOLDS": "an? (preferred|strong|view)|views|doubts|concerns|reservations|misgivings",
    "DONE": """(not: indicated|signalled|hinted|expressed|refused|declined|wanted|voiced) -ed
        not|never|yet|no|little|an?|the|to
        set|met|given|made|taken|put|held|spoken|written|sent|led|begun|sought|chosen|seen|now|since|also""",
    "FEELS": """(want|think|prefer|like|feel|doubt|intend|hope|favour|oppose|dislike|believe|resist|regard|reckon|question)(s|ed)?
        (insist|disagree|refuse|lean|object|wish)(s|es|ed|d)?|expects|thought|felt|worr-|let slip|SAYS
        will (DECIDE|not)|(is|are) (expected|likely|set|bound|sure|certain) to DECIDE""",
    "SAYS": "made (it |this )?(plain|clear|known)|(told|tells) us|indicat-|signal-|hint-|confid-|admit-",
    "DECIDE": "(not )?(agree|announce|unveil|choose|drop|reject|oppose|support|back|refuse|fund|turn)",
    "LAWYER": "(not after: parliamentary) counsel|crown law|our (WORD )?(lawyers|solicitors|legal (team|advisers?))",
    "ADVISES": """'s? (opinion|view|advice)|((has|have|had|having|since|already) ){0,3}(told|(TELLS)-)
        (is|are|was) (of the (opinion|view)|not|clear|doubtful|confident|uneasy)""",
    "UNDECIDED": "(draft|forthcoming|unreleased|unpublished) (WORD )?(cabinet|ministers?'s?)( WORD)? paper",
    "TREASURY": "treasury('s)?|(finance|budget) ministers?('s)?|the beehive|(vote|budget|treasury) (analyst|officials)|officials across the road",
    "TOOK": """lukewarm|unhappy|opposed|unimpressed|unconvinced|unpersuaded|(not|less) (keen|convinced|impressed|willing)|(is|was|came out|spoke) (against|cool)
        not go down well|little (enthusiasm|appetite)|is minded|told us to expect|turned down|scaled back|(does|do|did|will) not (want|like|support)|signs …4 are|wary|sceptical|doubts|worried|thinks?|keen|prefers?""",
    "MONEY": "\\$DIGIT",
    "STANDS": """(CAPITAL|the (WORD )?(incumbent|others?|rest|losers?|firm)) (WORD )?(leads (on|by|the (scor-|field))|RANKED|(has|have) (not been|(yet|still) to be|yet to) (told|informed|hear))
        miss out by|points? (behind|ahead)|settled on CAPITAL|will go to another|marked CAPITAL (lowest|highest)|(is|are|was|were) (WORD )?over our (ceiling|budget|limit)|prefers (before: CAPITAL)""",
    "RANKED": "will (WORD ){0,2}(miss out|get it|win|lose|not (make|get))|is (WORD )?(ahead|behind|leading|in front|lowest|highest)",
    "TELLS": "advis|warn|recommend|suggest|believ|think|thought|doubt|conclud|consider|said|say|confirm",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_OBJECT = _phrases("(OBJECT)( THE){0,4} MINISTER (not: ,? who)")
"""Ministers of whom a sentence tells nothing: `advice to the Minister`, `once Cabinet has decided`."""

_SIGNS = Signs(
    "minister cabinet coalition paper counsel crown lawy solicit legal treasury bid tender panel evaluat analyst scor contract $"
)
_CONFIDED = _phrases("""MINISTER(,? who)? (BE (not: DOING)|(has|have|had) (NOT|(not: DONE) WORD))
    MINISTER(,? who)? (HAVENT|…1 FEELS|(does|do|did) not (not: decide|need|have)|would|…3 against)
    (expect|understand|hope|told)( that)?( THE){0,4} MINISTER (to|will|would|may|might)
    legal (has|have|had) …1 (TELLS)-|(told|advised|warned|(advice|opinion|memo) from) (by )?LAWYER|instruct- counsel
    LAWYER,?( )?ADVISES|(UNDECIDED,?|paper (that|which) (goes|is going|will (go|be))) LINE ((TELLS)|propos|seek|ask|invit)-
    (not after: with|from|to|for) (the )?TREASURY … (TOOK)|(our|the) (WORD )?bid (SHORT)(TOOK|cut|ranked|unlikely to be)
    ((put in|asking|bid|case) for|we (have )?(asked for|sought)|seeking) (SHORT)MONEY(SHORT) (TOOK)|(asking|bidding|seeking) (for )?MONEY(SHORT) (next|coming|budget)
    (bidders?|tender(er)?s?|proposals?|panel|evaluation team|scores|scoring|short list|contract|quot(e|es|ed))(SHORT) (STANDS)
    CAPITAL (quoted|bids?|came in at|wants|asks) MONEY(SHORT)( and CAPITAL MONEY|against|below|above)|CAPITAL leads the (scor-|field|race)|(mean|intend|plan)s? to award the …3 to CAPITAL|(losing|unsuccessful) (bidders?|firms?) (has|have|is|are) (not|yet|still)|TOOK (at|by|in) (the )?treasury|our (walk-away|reserve) price
    (legal( advice)?|counsel|lawyers)( on)? (whether|if) (the|we|our|it|this|they)""")
_IN_PUBLIC = _phrases("(in|told|at) (the )?(house|parliament|forum|media|press|interview-|speech-)|publicly|in public")


@rule("PUB520", Severity.ERROR, requires="PUB513")
def confidence(submission: Interpreted) -> Iterator[Problem]:
    """A text tells what ministers or Treasury think or have yet to decide, what lawyers advise, or how a tender stands.

    The row is set aside: the public learns of such things from ministers, and advice from lawyers is privileged. What
    ministers have done (agreed, launched, said in public) does not count; nor does advice to ministers as such, or
    legal advice as a service. To fix it, write what was done, or wait until the decision is announced.

    Bad rows:
    | 2 | Under way | The Minister is in no hurry to sign the guide. <found>              |
    | 3 | Under way | Two of the Ministers spoke against the wording. <found>             |
    | 5 | Under way | Counsel thinks that the Ministry would lose. <found>                |
    | 7 | Under way | Asked for legal advice on whether we may keep the records. <found>  |
    | 9 | Under way | Treasury is lukewarm; Example Ltd is ahead in the tender. <found>   |

    Good rows:
    | 2 | Under way | The Minister of Immigration launched the guide, which Cabinet has approved. |
    | 3 | Under way | Advice went to the Minister; work goes on once Cabinet has decided.         |
    | 5 | Under way | Migrants can get legal advice; the Cabinet Office has not met counsel.      |
    """
    for text in texts_with(submission, _SIGNS):
        spoken = (each for each in SENTENCES.split(text.text) if not _IN_PUBLIC.search(each))
        if found := [each for each in spoken if _CONFIDED.search(_OBJECT.sub("", each))]:
            yield Problem.at(text.cell, f"{quotes(found)} would reveal what is confidential.")
