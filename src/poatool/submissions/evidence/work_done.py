"""Tell from the words of each sentence whether work is to come, was done, has not begun, is unfinished or others'."""

import re
from collections.abc import Container, Iterable
from enum import Enum
from functools import partial

from poatool.framework.model import Framework, Reach, Status
from poatool.framework.names.agencies import agencies_in
from poatool.phrases import phrases
from poatool.submissions.prose import Signs
from poatool.text import lazy_pattern

_WISH = "intention|plan|aim|goal|idea|hope|proposal|target|request|bid"
_WANT = "plan|intend|aim|hope|propose|expect|want"
_PARTS = {
    "MEANT": "planned|planning|intended|aiming|aimed|hoped|hoping|proposed|expected|due|likely|scheduled|meant",
    "WISH": _WISH,
    "WANT": _WANT,
    "DID": """began|brought|built|came|chose|done|found|gave|grew|held|kept|led|made|met|paid|put|ran|rose|said|saw
        sent|set|shown|spoke|taken|taught|told|took|went|won|written|wrote""",
    # Verbs for finished work. Verbs for preparation (agreed, approved, consulted, planned) fit “Not started”.
    "VERB": """achieved|attended|built|carried out|circulated|completed|conducted|created|delivered|developed|drafted
        distributed|established|finalised|finished|held|hosted|implemented|inspected|installed|interviewed|introduced
        issued|launched|opened|organised|printed|produced|provided|published|ran|released|rolled out|set up|signed|spoke
        surveyed|taught|tested|trained|translated|updated|visited|wrote|written|bought|hung|handed|mailed
        (took|taken) place|sent (not: back|away)|gave (not: priority|up|way)""",
    "NOT": """(not|-n't|never)( yet)?|(yet|still|remains?) to( be)?|unable to
        (nothing|no (work|action|activity|progress)) (not: else|more|further) … (has|was|is|were|could be)( yet)?""",
    "PARTLY": "(half|part|partly|mostly|nearly|almost|(AGE|DIGIT) ?(%|per ?cent))",
    "OPEN": "under ?way|in progress",
    "WORK": "work|project|programme|initiative|campaign|pilot|trial|scheme|review|action|this|it",
    "BEGUN": "begin|begun|start|started|commenced?|done|undertaken",
    "BEING": "built|designed|developed|drafted|planned|prepared|reviewed|tested|written",
    "AFTER": "publi-|releas-|announc-|evaluat-|review-|assess-|measur-|audit-|tabled",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_WISHES = _phrases("^((our|the|an?) )?(WISH)s?(:| for| to)")
_TO_COME = _phrases("""will|won't|shall|would|((is|are) )?going to|(next|new) year|to be (-ed|-en) (not: was|were)
    (is|are|remains?) ((still |yet )?to (not: AMOUNT)|…2 MEANT)
    (not after: the) (WANT)s? to|(the|our|an?) WISH (is|remains)
    ^(if|should|subject to|depending on|WORD permitting)""")
_COMING = "will|won|shall|would|going|year|be|is|are|remain|if|should|subject|depending|permitting"
MAY_BE_TO_COME = Signs(" ".join(f"|{word}| |{word}s|" for word in f"{_COMING}|{_WANT}|{_WISH}".split("|")))
"""Every text about work to come has one of these words, in lower case."""
MAY_BE_UNDONE = Signs("""% cent n't n’t never nothing nobody unable unfinished still remain stopp cancel abandon halt
    shelv suspend continue |not| |yet| |no| |none| |neither| |nowhere| |kaore| |kāore| |half| |part| |partly| |mostly|
    |nearly| |almost| |now| |more| |off| |hold|""")
"""Every text that denies work, or says that it is unfinished, has one of these words."""
_OF_WORK_DONE = _phrases("""that|has|have|had|did|is|are|was|were|now|under ?way|continu(es|ed|ing)|WORD continue
    (not after: the|our|an|be|a) ((not: need) -ed|DID)
    asks|explains|gives|helps|lets|means?|offers|provides|says|shows?|tells""")
_ONCE = lazy_pattern(r"(?i)\b(?:once|when|until|unless|as soon as|before|after)\b[^,;:.]*?\b(?:is|are|has)\b[^,;:.]*")
SENTENCES = lazy_pattern(r"(?<=[.!?;])\s|\n|,\s(?=(?:but|and|so|which|while|although|though|as)\s)")
_LONGEST = 60  # the most characters of a phrase for work to come
_BRIEF = 4  # a longer sentence without a known word for work is unclear: any of its words may be a verb


class Work(Enum):
    """What a sentence is about."""

    DONE = "work done, or how things are"
    TO_COME = "plans, wishes or conditions"


def is_only_to_come(text: str) -> bool:
    """Whether a text is only about plans, wishes and conditions."""
    about = [*map(work_in, sentences := SENTENCES.split(text))]
    unclear = any(not each and len(sentence.split()) > _BRIEF for each, sentence in zip(about, sentences, strict=True))
    return Work.TO_COME in about and Work.DONE not in about and not unclear


def is_only_done(text: str) -> bool:
    """Whether every sentence of a text is about work done, or how things are."""
    return {*map(work_in, SENTENCES.split(text))} == {Work.DONE}


def begins_to_come(text: str) -> bool:
    """Whether a text begins with plans, wishes or conditions, and reports no work done."""
    first, *others = map(work_in, SENTENCES.split(text))
    return first is Work.TO_COME and Work.DONE not in others


def work_in(sentence: str) -> Work | None:
    """What a sentence is about; None if no word shows it, as in `Train forty inspectors`."""
    sentence = _ONCE.sub(" ", sentence)
    done = _OF_WORK_DONE.search(sentence)
    plans = _TO_COME.search(sentence, 0, done.start() + _LONGEST if done else len(sentence))
    if done and (plans is None or done.start() < plans.start()):
        return Work.DONE
    return Work.TO_COME if plans or _WISHES.match(sentence) else None


_DONE = _phrases("(not after: the|an|be|to|a) VERB (not: by)")
_NOT_DONE = _phrases("""not|no|none|never|nothing (not: (is )?(left|remains))|neither|-n't|yet|until|once|before|when
    after|if|will|would|awaiting|pending|subject to|(was|were) to|expected|planned|intended|last (year|period)
    previous-|earlier|unable|still|nobody|nor|k(a|ā)ore""")
_PREPARED = _phrases("""business case|plans?|planning|scop-|proposals?|bids?|funding|brief-|options
    terms of reference|papers?|stocktake|review|design|draft|advice|approach|contract|tender|provider|recruit-
    how to (do|begin|start|approach|go about|carry out) (so|it|this|that)|(ways?|means) of doing (so|it|this|that)
    for (their |its |our |the )?(approv-|agree-|check-|comment-|compar-|consider-|consult-|decision|feedback|sign-)""")
"""If one of these words is beside finished work, that work was only preparation."""

_NOT_BEGUN = _phrases("(not after: nothing|more) NOT (been )?(able to )?BEGUN (not: again|from|so)")
_STOPPED = _phrases("""^…4 WORK (was|were|is|are|has been|have been) (stopped|cancelled|abandoned|halted|shelved)
    ^…4 WORK (was|were|is|are|has been|have been) (suspended|discontinued|called off|put on hold)""")
_UNDONE = _phrases("""NOT (been )?(finish|finished|completed?)|(is|are|remains?) (WORD )?unfinished
    (is|are|remains?) (WORD )?(PARTLY)-(done|completed?|finished)
    (is|are) still being BEING|still (OPEN|going on)""")
_DENIED = _phrases("""^…9 ((has|have|was|were|did|could)( not| never|n't)|(has|have) yet to)
    ^…9 (is|are) (not|nowhere) (yet )?(near-|ready|there|available|out|in place|in use)
    ^k(a|ā)ore|((there|we) (is|are|was|were|have) )?(none|neither|nobody|nothing|no|not (even|one|a)) (not: that)""")
_REASON = lazy_pattern(
    r"(?i)[,:(–—]|\b(?:because|since|as (?:it|they|we|no)|due to|owing to|for (?:want|lack) of)\b",
    needs=(*",:(–—", "because", "since", "as it", "as they", "as we", "as no", "due to", "owing", "want", "lack"),
)
_AFTER = _phrases("AFTER")
_SPARED = _phrases("""YEAR|all LONG|both|every|(has|have|had) to|-need|need-|requir-|necess-|chang-|amend-|alter-
    breach-|complain-|objection-|refus-|declin-|turned|miss-|lost|lose|problem-|issues?|fault-|error-|found|identif-
    delay-|left|further|more|others?|again|new|known|seen|detect-|uncover-|receiv-|reported|rais-|lodg-|charg-
    signs?|evidence|cases?""")
"""Words for what did not have to be done, or did not go wrong: `No change was needed`, `Nobody was turned away`."""

_OPEN = _phrases("""(has|have) yet to be -ed|(is|are) now (OPEN|being BEING)|(-ing|work) … continues
    (FEW|some|several|many) more WORD (is|are|remains?) (still )?(needed|required|planned|due|to come|to be -ed)
    ^…4 (has|have) (not yet been (-ed|-en)|not been (-ed|-en) yet)""")
_ELSEWHERE = _phrases("""that|which|who|whose|where|when|while|if|had|see
    ^others""")
_OF_A_PART = _phrases("""each|all|every|any|some|few|several|most|further|more|only|but|though|although
    ^(FEW|DIGIT)|(FEW|DIGIT) of""")
"""Words before a negation that limit it to other work or to a part of it; words of `_LATER` after it limit its time."""

_YEAR = lazy_pattern(r"\b20\d\d\b")
_LATER = _phrases("until|but|then|later|instead|again|resum-|restart-|before|^since|(has|have) since|since then")


def reports_finished_work(text: str) -> bool:
    """Whether a text clearly reports finished work. Sentences that negate or postpone something do not count."""
    return any(_DONE.search(sentence) and not _NOT_DONE.search(sentence) for sentence in SENTENCES.split(text))


def only_prepared(text: str) -> bool:
    """Whether a text denies its work as a whole, and all finished work in it was preparation."""
    done = filter(reports_finished_work, SENTENCES.split(text))
    return denied(text) is not None and all(map(_PREPARED.search, done))


def says_undone(text: str, status: Status) -> bool:
    """Whether a text says that work stopped or never began or, beside a status that ends work, is unfinished."""
    found, stopped = _NOT_BEGUN.search(text), _STOPPED.search(text)
    if found is None and status.ends:
        found = _UNDONE.search(text) or _OPEN.search(text)
    by_work = None if found else stopped or (denied(text) if status.ends else None)  # if no other work was finished
    found = found or by_work
    if found is None or status.reach is Reach.HELD_UP or (by_work and reports_finished_work(text)):
        return False
    limited = _is_limited_in_time(text[found.end() - 1 :])
    return not limited and (status.ends or _all_postpone(SENTENCES.split(text)[1 if found is stopped else 0 :]))


def _is_limited_in_time(after: str) -> bool:
    """Whether the end of a denial limits its time: `begun until May, but …`. Another denial does not."""
    first, *others = SENTENCES.split(after)
    return any(_LATER.search(each) for each in (first, *(each for each in others if not _NOT_DONE.search(each))))


def denied(text: str) -> re.Match[str] | None:
    """Where a text denies its first statement as a whole; the match's `string` is the statement without reasons."""
    statement, *others = SENTENCES.split(text, maxsplit=2)
    statement = others[0][3:] if others and others[0].startswith("so ") else statement  # what follows from a reason
    found = _DENIED.search(_REASON.split(statement, maxsplit=1)[0])
    limited = found and any(each.search(found[0]) for each in (_ELSEWHERE, _OF_A_PART))
    return None if not found or limited or _SPARED.search(found.string, found.end()) else found


def _all_postpone(sentences: Iterable[str]) -> bool:
    """Whether each sentence, except reasons such as `as staff were ill`, negates or postpones something."""
    return all(_NOT_DONE.search(each) for each in sentences if each.strip() and not each.startswith("as "))


def denies_work(text: str, status: Status) -> bool:
    """Whether a text's first sentence denies all that its status says, and each other one negates or postpones work."""
    if not says_undone(text, status):
        return False
    first, *others = SENTENCES.split(text)
    found = _NOT_BEGUN.search(first)
    if found is None and status.ends:
        found = _UNDONE.search(first) or (None if _AFTER.search(first) else denied(text))
    if found is None or reports_finished_work(first) or not _all_postpone(others):
        return False
    return not any(each.search(first, 0, found.start()) for each in (_ELSEWHERE, _OF_A_PART, _YEAR))


def reports_the_work(text: str, status: Status, years: Container[str]) -> bool:
    """Whether a text reports finished work of these years; preparation does not count: it fits “Not started”."""
    sentences = (sentence for sentence in SENTENCES.split(text) if not _ELSEWHERE.search(sentence))
    sentences = (each for each in sentences if all(year in years for year in _YEAR.findall(each)))
    return any(reports_finished_work(each) and (status.nil or not _PREPARED.search(each)) for each in sentences)


_POINTS = lazy_pattern(
    r"(?i)\A\W*(?:(?:n/?a|not applicable)\W+)?"
    r"(?:(?:(?:is|to be) )?(?:led|reported|covered|owned) by|see|refer|lead(?: agency)?\W|for\b)"
    r"|\b(?:leads?|reports?|to report|will report)\W*\Z"
)
"""The beginning or end of a text that says who reports, not what was done: `Refer to MBIE`, `Customs leads`."""

_NO_PART = lazy_pattern(
    r"(?i)\W*(?:n/?a\W+)?(?:we (?:are|have) |this is |do(?:es)? )?(?:not?|outside)\b(?:\W+\w+){0,3}?\W+"
    r"(?:ours|our (?:action|area|responsibilit)\w*|role|remit|mandate|responsible|involve[dm]\w*"
    r"|(?:for|to|by|with|concerns?) us(?=\W*\Z)|(?:applicable|relevant|apply) (?:to|for))\b"
)
"""The beginning of a text that says that an agency has no part in an action: `Not our action`."""
_MOST_WORDS = 8


def points_elsewhere(plan: Framework, text: str) -> bool:
    """Whether a short text only says that somebody else reports: `Led by MBIE`, `Not our action`."""
    is_short = len(text.split(None, _MOST_WORDS)) <= _MOST_WORDS
    return is_short and bool((_POINTS.search(text) and agencies_in(plan, text)) or _NO_PART.match(text))
