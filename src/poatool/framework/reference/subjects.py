"""Read which actions a text is about, as its first words say: `Measure V: …`, `On action 9, we …`."""

from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.reference.resolve import index_of, mentions
from poatool.framework.reference.spellings import code_at, codes_in
from poatool.framework.spans import spans
from poatool.text import lazy_pattern

# Before the action, only these words say that the text is about it; others may not: `as with action 9`, `not action 9`.
_WHAT = "(?:this|that|it|these|(?:this|the) (?:item|paragraph|point|row|text|update|work))"
_IS = "(?:is|are|was|were|comes?|counts?|falls?|belongs?|relates?|refers?|contributes?|concerns?|betrifft|concerne)"
_ABOUT = (
    "(?:in|with) (?:reference|regard|relation|respect) (?:of|to)|as (?:for|part of|regards|to)|about|against|concerning"
    "|for|in|on|re|regarding|to|towards?|under|within|im rahmen|in bezug auf|bei|beim|für|hinsichtlich|bezüglich|unter"
    "|zu|zum|zur|au (?:sujet|titre)|à propos|concernant|dans le cadre|dans|en ce qui concerne|pour|quant à|sur"
    "|s['’]agissant|acerca|bajo|con respecto a|en cuanto a|en el marco|en relación con|en|para|respecto(?: a)?|sobre"
    "|mō|i raro i"
)
_THE = "(?:the|our|de[mnrs]|die|das|de(?: las?| los| les| l['’])?|du|las?|les?|l['’]|el|los|te|ngā)"
_BEGINS = lazy_pattern(
    r"(?i)(?P<sign>[\s•▪◦·*>–—-]{0,9}(?:\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[a-h])[.)]?\s{1,9})?)"
    r"(?P<first>[^\W\d][^,.;:!?()\n\d]{1,40},\s{1,3})?"  # such as `Finally, `
    rf"(?P<about>(?:{_WHAT}\s)?(?:{_IS}\s)?(?:(?:{_ABOUT})\s(?:{_THE}(?:\s|(?<=['’])))?)?)"
)
_REMARK = r"(?s)(?P<remark>\s?\([^()\n]{1,120}\))?"
_LABELS = lazy_pattern(rf"{_REMARK}\s{{0,3}}(?:[:–—]|[.-](?=\s)|\n)\s{{0,9}}(?P<rest>.*)")
_FOLLOWS = lazy_pattern(rf"{_REMARK}(?:\s{{0,3}}(?:[.,:–—]|\Z)|(?=\s{{1,3}}[^\W\d_]))\s{{0,3}}(?P<rest>.*)")


class Subject(NamedTuple):
    """The actions that a text is about, as written, with a remark in brackets; and the text after them."""

    actions: str
    rest: str
    labels: bool  # they stand before the text as a label does
    certain: bool  # the text is about nothing else; otherwise it only begins with them: `Action 9, point 3`
    known: bool  # they are actions of the plan


def subject_of(edition: Edition, text: str) -> Subject | None:
    """What a text is about according to its first words; None if it may be about something else, or names others."""
    begins, index = _BEGINS.match(text), index_of(edition, suggest=False)
    cited = mentions(edition, text)
    if begins is None or len({each.references.codes for each in cited}) > 1:
        return None
    named = {each.start: each for each in cited[:1]}
    at = next((at for at in (begins.end(), begins.end("sign")) if at in named), begins.end())
    if at in named:
        end, codes, known = at + len(named[at].text), named[at].references.codes, named[at].references.resolved
    elif (one := code_at(index, text, at)) and one[1] == at and _is_unmistakable(text[at : one[2]], edition):
        end, codes, known = one[2], (one[0].code,), True
    else:
        return None
    about = begins["about"] if at == begins.end() else ""
    label = None if about or at > begins.end("sign") else _LABELS.match(text, end)
    follows = label or _FOLLOWS.match(text, end)
    joins = next(filter(None, (pattern.match(text, end) for pattern in (index.between_codes, index.to))), None)
    lists = not label and joins and any(map(str.isalpha, joins[0]))  # `On action 9 and our other work, …`
    numbered = begins["number"] and code_at(index, begins["number"], 0)  # `9. On action 3` may be about either
    if numbered or lists or follows is None or not {*codes_in(index, text, numbers=False)} <= {*codes}:
        return None
    actions = text[at:end] + (follows["remark"] or "")
    return Subject(actions, follows["rest"].strip(), label is not None, bool(label or about), known)


def _is_unmistakable(code: str, edition: Edition) -> bool:
    """Whether a code without a word before it is one by its shape, as `R9` is, but not `9`, `V` or the quarter `Q2`."""
    shaped = any(map(str.isdigit, code)) and any(map(str.isalpha, code))
    return shaped and not spans(code, edition.framework)
