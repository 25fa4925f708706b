"""Read which actions people mean in their own words: by short names (`20. NGOs`), or in the first words of a text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.names.statuses import at_end_of
from poatool.framework.reference.keys import clean, key_of
from poatool.framework.reference.model import Fault, How, References
from poatool.framework.reference.resolve import index_of, mentions, resolve
from poatool.framework.reference.spellings import Index, code_at, codes_in
from poatool.framework.reference.suggest import is_short_name
from poatool.framework.reference.weights import RIVAL, action_named, lead, weighed
from poatool.framework.spans import spans
from poatool.text import lazy_pattern

_MOST_WORDS = 20  # the most words in a name without a number
_OF_PILLAR = lazy_pattern(r"(?P<pillar>\d)\.(?P<code>\d{1,2})\s")
_CERTAIN = 2.6  # by how much words must favour another action to contradict the number in another cell


def _is_apt(index: Index, text: str, code: str, name: str) -> bool:
    """Whether a name fits its number. If the number may be a count (`14 tools`), the name must be clear."""
    may_count = text.startswith(f"{code} {name}") and code.isdecimal() and name[:1].islower()
    return action_named(index, name) == code if may_count else lead(index, code, name) >= RIVAL


def of_another(edition: Edition, codes: Sequence[str], text: str) -> tuple[str, ...]:
    """The action, if any, whose short name is beside another action's number."""
    index = index_of(edition, suggest=False)
    found = action_named(index, text) if is_short_name(text) and len(codes) == 1 else None
    counts = {codes[0], *index.standings[codes[0]].counts_under} if found else {}
    weights = weighed(index, text)[0] if found and found not in counts else Counter[str]()
    return (found,) if found and weights[found] - weights[codes[0]] >= _CERTAIN else ()


def in_column(edition: Edition, column: Mapping[str, References]) -> Mapping[str, References]:
    """What the unclear cells of a column of actions mean, if all are numbers, some with names, or all name actions.

    A number may be a count, or the number of its row. It is read as an action only if in some cell the words are about
    the action with the cell's number. Names without numbers are read if each clearly means an action of its own.
    """
    index, found = index_of(edition, suggest=False), dict[str, References]()
    numbered = {text: _number_and_name(index, text) for text in column}
    named = {text: _named(index, text) for text, read in column.items() if not read.resolved}
    of_own = [code for code in (*named.values(), *(read.codes for read in column.values() if read.resolved)) if code]
    if len(of_own) == len(column) > 1 and len({*named.values()}) == len(named):
        return {t: resolve(edition, code, suggest=False).via_text(t, How.TITLE) for t, code in named.items()}
    apt = [code for text, (code, name) in numbered.items() if code and _is_apt(index, text, code, name)]
    known = apt or any(code and name and column[text].resolved for text, (code, name) in numbered.items())
    counts = [code for code, _ in numbered.values()] == [str(n) for n, _ in enumerate(column, 1)] and len(apt) <= 1
    for text, (code, name) in numbered.items():
        if column[text].fault is not Fault.NOT_A_REFERENCE or len(column[text].pieces) > 1 or not is_short_name(name):
            continue
        if code and known and not counts and lead(index, code, name) > -RIVAL:
            meant = resolve(edition, code, suggest=False).via_text(text, How.NUMBER)
            found[text] = meant._replace(pieces=(meant.pieces[0]._replace(text=text, paraphrase=name),))
    return found if all(read.resolved or numbered[text][0] for text, read in column.items()) else {}


def _named(index: Index, text: str) -> str | None:
    """The action that a name without a number clearly means: `Safeguarding in the Pacific`, `3.11 Safeguarding`.

    The number of the action may follow that of its pillar, if the name agrees.
    """
    numbers = _OF_PILLAR.match(text)
    name = text[numbers.end() :] if numbers else text
    code = action_named(index, name) if is_short_name(name, _MOST_WORDS) else None
    below = index.levels.get(key_of(f"pillar {numbers['pillar']}"), frozenset()) if numbers and code else frozenset()
    return code if not numbers or (code == numbers["code"] and code in below) else None


def _number_and_name(index: Index, text: str) -> tuple[str, str]:
    """The number at the beginning of a cell's text and the name after it, without a status in brackets."""
    cleaned = clean(text)
    begun = code_at(index, cleaned, 0)
    name = cleaned[begun[2] :] if begun else cleaned
    status = at_end_of(index.edition.framework, name)
    return (begun[0].code if begun else "", name.removesuffix(f"({status})").strip(" .:,)-"))


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
