"""Whether a text is only about work to come: in each sentence, the first word for work to come or done decides."""

from enum import Enum
from functools import partial

from poatool.phrases import phrases
from poatool.text import lazy_pattern

_WISH, _WANT = (
    "intention|plan|aim|goal|idea|hope|proposal|target|request|bid",
    "plan|intend|aim|hope|propose|expect|want",
)
_PARTS = {
    "MEANT": "planned|planning|intended|aiming|aimed|hoped|hoping|proposed|expected|due|likely|scheduled|meant",
    "WISH": _WISH,
    "WANT": _WANT,
    "DID": """began|built|came|chose|done|found|gave|grew|held|kept|led|made|met|paid|put|ran|rose|said|saw|sent|set
        shown|spoke|taken|taught|told|took|went|won|written|wrote""",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_WISHES = _phrases("^((our|the|an?) )?(WISH)s?(:| for| to)")
_TO_COME = _phrases("""will|won't|shall|would|going to|(next|new) year|to be (-ed|-en)
    (is|are|remains?) ((still |yet )?to (not: AMOUNT)|…2 MEANT)
    (not after: the) (WANT)s? to|(the|our|an?) WISH (is|remains)
    ^(if|should|subject to|depending on|WORD permitting)""")
MAY_BE_TO_COME = lazy_pattern(  # every text about work to come has one of these words, in lower case
    rf"\b(?:will|won['’]t|shall|would|going|year|be|is|are|remains?|if|should|subject|depending|permitting"
    rf"|(?:{_WANT}|{_WISH})s?)\b"
)
_DONE = _phrases("""that|has|have|had|did|is|are|was|were|now|under ?way|continu-
    (not after: the|our) (not after: an|be) (not after: a) (-ed|DID)
    asks|explains|gives|helps|lets|means?|offers|provides|says|shows?|tells""")
_ONCE = lazy_pattern(r"(?i)\b(?:once|when|until|unless|as soon as|before|after)\b[^,;:.]*?\b(?:is|are|has)\b[^,;:.]*")
SENTENCES = lazy_pattern(r"(?<=[.!?;])\s|\n|,\s(?=(?:but|and|so|which|while|although|though|as)\s)")
_LONGEST = 60  # the most characters of words for work to come
_BRIEF = 4  # the most words of a sentence that may be about neither; in a longer one, any word may be its verb


class Told(Enum):
    """What a sentence is about."""

    DONE = "work done, or how things are"
    TO_COME = "plans, wishes or conditions"


def is_only_to_come(text: str) -> bool:
    """Whether a text is only about plans, wishes and conditions."""
    sentences = SENTENCES.split(text)
    told = [told_in(sentence) for sentence in sentences]
    unclear = any(not each and len(sentence.split()) > _BRIEF for each, sentence in zip(told, sentences, strict=True))
    return Told.TO_COME in told and Told.DONE not in told and not unclear


def told_in(sentence: str) -> Told | None:
    """What a sentence is about; None if no word shows it, as in `Train forty inspectors`."""
    sentence = _ONCE.sub(" ", sentence)
    done = _DONE.search(sentence)
    plans = _TO_COME.search(sentence, 0, done.start() + _LONGEST if done else len(sentence))
    if done and (plans is None or done.start() < plans.start()):
        return Told.DONE
    return Told.TO_COME if plans or _WISHES.match(sentence) else None
