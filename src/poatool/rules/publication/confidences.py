"""PUB: what ministers think or have yet to decide, and what an agency's lawyers advise."""

from collections.abc import Iterator
from functools import partial

from poatool.findings.model import Severity
from poatool.phrases import phrases
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.wording import quotes
from poatool.submissions.interpret import Interpreted
from poatool.text import lazy_pattern

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
    "TELLS": "advis|warn|recommend|suggest|believ|think|thought|doubt|conclud|consider|said|say|confirm",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_OBJECT = _phrases("(OBJECT)( THE){0,4} MINISTER (not: ,? who)")
"""Ministers of whom a sentence tells nothing: `advice to the Minister`, `once Cabinet has decided`."""

_SIGNS = lazy_pattern("minister|cabinet|coalition|paper|counsel|crown|lawyers|solicitors|legal")
_CONFIDED = _phrases("""MINISTER(,? who)? (BE (not: DOING)|(has|have|had) (NOT|(not: DONE) WORD))
    MINISTER(,? who)? (HAVENT|…1 FEELS|(does|do|did) not (not: decide|need|have)|would|…3 against)
    (expect|understand|hope|told)( that)?( THE){0,4} MINISTER (to|will|would|may|might)
    legal (has|have|had) …1 (TELLS)-|(told|advised|warned|(advice|opinion|memo) from) (by )?LAWYER|instruct- counsel
    LAWYER,?( )?ADVISES|(UNDECIDED,?|paper (that|which) (goes|is going|will (go|be))) LINE ((TELLS)|propos|seek|ask|invit)-
    (legal( advice)?|counsel|lawyers)( on)? (whether|if) (the|we|our|it|this|they)""")
_IN_PUBLIC = _phrases("(in|told|at) (the )?(house|parliament|forum|media|press|interview-|speech-)|publicly|in public")
_SENTENCES = lazy_pattern(r"(?<=[.!?])\s|\n")


@rule("PUB520", Severity.ERROR, requires="PUB513")
def confidence(submission: Interpreted) -> Iterator[Problem]:
    """A text tells what ministers or Cabinet think or have yet to decide, or what an agency's lawyers advise.

    The row is set aside: the public learns of such things from ministers, and advice from lawyers is privileged. What
    ministers have done (agreed, launched, said in public) does not count; nor does advice to ministers as such, or
    legal advice as a service. To fix it, write what was done, or wait until the decision is announced.

    Bad rows:
    | 2 | Under way | The Minister is in no hurry to sign the guide. <found>              |
    | 3 | Under way | Two of the Ministers spoke against the wording. <found>             |
    | 5 | Under way | Counsel thinks that the Ministry would lose. <found>                |
    | 7 | Under way | Asked for legal advice on whether we may keep the records. <found>  |

    Good rows:
    | 2 | Under way | The Minister of Immigration launched the guide, which Cabinet has approved. |
    | 3 | Under way | Advice went to the Minister; work goes on once Cabinet has decided.         |
    | 5 | Under way | Migrants can get legal advice; the Cabinet Office has not met counsel.      |
    """
    for text in texts_with(submission, _SIGNS.search):
        spoken = (each for each in _SENTENCES.split(text.text) if not _IN_PUBLIC.search(each))
        if found := [each for each in spoken if _CONFIDED.search(_OBJECT.sub("", each))]:
            yield Problem.at(text.cell, f"{quotes(found)} would reveal what is confidential to ministers or lawyers.")
