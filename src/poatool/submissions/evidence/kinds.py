"""The kinds of values that tell columns apart, and how much each kind weighs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple, Self

from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value, text_of, trimmed


class Kind(StrEnum):
    """The kind of a value, as far as it helps to tell columns apart."""

    NUMBER_OF_ACTION = "a bare number of an action"
    ACTION = "an action"
    AGENCY = "an agency"
    STATUS = "a status"
    PERIOD = "a period"
    DATE = "a date"
    NUMBER = "a number"
    LINK = "a web address"
    EMAIL = "an e-mail address"
    TICK = "a tick"
    DITTO = "the same as above"
    SENTENCE = "running text"
    WORDS = "a few words"
    ERROR = "an error of the spreadsheet"


ACTION_KINDS = frozenset({Kind.ACTION, Kind.NUMBER_OF_ACTION})
NAMES = frozenset({Kind.AGENCY, Kind.STATUS})
ADDRESSES = frozenset({Kind.LINK, Kind.EMAIL})
VALUES = ACTION_KINDS | ADDRESSES | {Kind.NUMBER, Kind.DATE, Kind.TICK, Kind.ERROR}
"""Kinds that are neither headings nor labels, except that actions may be headings if they are side by side."""

_EMPTY_BOXES, _TICKED_BOXES = "☐□▢◻◯○⬜", "☑☒■▣✓✔✗✘✅◉●"

_BOX = lazy_pattern(
    rf"(?:(?P<empty>[{_EMPTY_BOXES}]|\[\s?\]|\(\s?\))|[{_TICKED_BOXES}]|\[\s?[xX✓✔✗✘]\s?\]|\(\s?[xX✓✔✗✘]\s?\))\ufe0f?"
)

YES, NO = frozenset({"yes", "y", "true", "x"}), frozenset({"no", "n", "false"})
TICKS = YES | {*_TICKED_BOXES, "1"}
UNTICKED = NO | {*_EMPTY_BOXES, "0", "-", "–", "[ ]"}  # signs that mean “no” where a tick is expected

DITTOS = frozenset(
    {*('"', "''", "”", "“", "〃", "″", "↑", "↓", "^", '-"-'), "ditto", "do", "as above", "same", "same as above"}
    | {"same action", "see above"}
)
"""Ways to say that a cell repeats the one above."""

_NOTHING = frozenset({"n/a", "not applicable", "na", "n.a.", "n.a", "0"})  # texts that fill a cell without answering
_NOTHING |= {"sans objet", "no aplica", "não se aplica", "non applicabile", "entfällt", "n.v.t.", "nvt"}


@lru_cache(maxsize=10_000)  # each way of reading a sheet calls it again
def is_no_answer(value: Value | None) -> bool:
    """Whether a value is no answer: a dash, dots, `n/a`, or a form's placeholder."""
    if not isinstance(value, str):
        return False
    text = trimmed(value)
    is_prompt = len(text) <= _LONGEST_PROMPT and text.casefold().startswith(_BEGINS) and _TO_REPLACE.fullmatch(text)
    return bool(is_prompt or text[:20].casefold() in _NOTHING or is_dash(text))


def is_dash(text: str) -> bool:
    """Whether a text is empty, or only dashes or dots."""
    return not text.strip(".…-–—_/ ")


def says_none(text: str) -> bool:
    """Whether a text says that there is nothing: `n/a`, a dash, `None`, `Nothing further`."""
    return is_no_answer(text) or _NONE.fullmatch(text[:_LONGEST_PROMPT]) is not None


_NOTHINGS = "none|nil|nothing|ninguno|ninguna|nada|nenhum|nenhuma|nessuno|nessuna|néant|aucun|aucune|rien|keine|keiner"
_NOTHINGS += "|keines|nichts|fehlanzeige|geen|niets"  # in the languages in which agencies answer
_NONE = lazy_pattern(rf"(?i)\W*(?:{_NOTHINGS})(?: (?:further|more|else))?\W*", needs=tuple(_NOTHINGS.split("|")))

_LONGEST_PROMPT = 200  # the length of the longest prompt; a longer text is an answer, however it begins
ASK = "describe|explain|summari[sz]e|outline|set out|list|provide|state|say|give|pick"  # the beginning of a request

_ASKING = f"please|click|tap|select|choose|enter|type|insert|add|write|fill|tell|{ASK}"
_BEGINS = (*"<[(–—-", *_ASKING.replace("[sz]e", "").split("|"))
_TO_REPLACE = lazy_pattern(
    r"(?is)<[^<>]{1,80}>|\[\s{0,9}(?:insert|enter|add|type|select|choose|pick|update|text|your)\b[^\[\]]{0,80}\]"
    r"|[-–—]{1,3}\s{0,9}[\w ]{1,40}?\s{0,9}[-–—]{1,3}"
    r"|(?:please )?(?:click|tap)(?: or tap| or click)?(?: here)?(?: to| on)? .{0,60}"
    r"|\(?(?:please )?(?:select|choose|pick)(?: (?:one|an item|a status|from (?:the )?list))?\W{0,20}"
    r"|(?:please )?(?:enter|type|insert) (?:your )?(?:text|update|progress|answer|response)(?: here)?\W{0,20}"
    r"|(?:please )?(?:enter|type|insert|add|write|fill in)\b[^.]{0,40}\bhere\b.{0,40}"
    rf"|\[?(?:please |tell us )?(?:{ASK})\b.{{0,100}}\byour?\b.{{0,100}}"
)
"""Placeholders of forms: `Click here to enter text.`, `<insert update>`, `Describe what your agency did`."""

TO_WRITER = lazy_pattern(
    rf"(?i)\W{{0,9}}(?:please|kindly) (?:\w{{1,12}}ly )?(?:{ASK}|specify|indicate|complete|comment|select|choose|enter"
    r"|insert|type|fill)\b"
)
"""The beginning of a request to whoever fills in a form: `Please describe what was done`."""


def ticked(text: str) -> str | None:
    """The ticked answers in a text, separated by commas; None if the text does not begin with a tick box."""
    if not text or text[0].isalnum() or not _BOX.match(text):
        return None
    _, *parts = _BOX.split(text)  # for each box, what the group `empty` matched, and the answer
    answers = (answer.strip() for empty, answer in zip(parts[::2], parts[1::2], strict=True) if empty is None)
    return ", ".join(filter(None, answers))


def chosen(cells: Sequence[RawCell]) -> list[RawCell]:
    """Reduce cells that begin with a box to the ticked ones, if any; a lone box belongs to the next cell."""
    found: list[RawCell] = []
    unticked = False  # whether the cell before is an empty box
    for cell in cells:
        text = trimmed(cell.value)
        box, answer = _BOX.fullmatch(text), ticked(text)
        if not (box or unticked or answer == ""):
            found.append(cell if answer is None else cell._replace(value=answer))
        unticked = box is not None and box["empty"] is not None
    return found


SENTENCE_WORDS = 5  # the fewest words in a running text
SENTENCE_ENDS = (".", "!", "?", ";")  # the end of a sentence; titles have none

PART = lazy_pattern(r"\s{0,9}(?:[-–—•▪◦*·>](?!\d)|o(?=\s)|\(?(?:[a-h]|i{1,3}|iv|vi{0,3})(?:[.)]|\Z))\s*")
"""The beginning of a part of an action or a text: a bullet or a letter. `-14` is a number."""

PART_SUFFIX = lazy_pattern(r"(?:[.\s-]\d{1,2}|[.\s-]?\(?(?:[a-h]|i{1,3}|iv|vi{0,3}))[.)]?\Z")
"""What may follow an action's code to name a part of the action: `2a`, `2(i)`, `2.1`; but `29` is not a part of 2."""


def ends_like_prose(text: str) -> bool:
    """Whether a text ends as a sentence does, or its last line is a list item."""
    return text.rstrip(")\"'”’").endswith(SENTENCE_ENDS) or PART.match(text.rpartition("\n")[2]) is not None


def kind_of_mark(text: str) -> Kind | None:
    """Recognise ticks and ditto marks; a dash or a digit is not a tick."""
    folded = text.casefold()
    if folded.strip("()[]. ") in DITTOS:
        return Kind.DITTO
    sign = len(text.rstrip("\ufe0f")) == 1 and not text[0].isalnum()
    ticks = folded in TICKS or folded in UNTICKED or (sign and text[0] not in ".…?*\"'%#&+")
    return Kind.TICK if ticks and not text.isdigit() and text[0] not in "-–—" else None


MOST = 0.6  # a column is of a kind if more than this share of its values are; but see `TEXTS` in layout/columns.py


class Profile(NamedTuple):
    """How many values of each kind a column (or a sample of it) has; `serial` if they number the rows 1, 2, 3 …"""

    kinds: Mapping[Kind, int]
    total: int
    serial: bool
    differ: bool  # no value recurs in the column
    keyed: bool  # all begin alike, as `NR-07` and `NR-11` do
    recurs: bool  # it has few values, most of them more than once

    @classmethod
    def of(cls, kinds: Sequence[Kind], answers: Sequence[RawCell]) -> Self:
        """Describe the answers of a column, by the kinds of a sample of them."""
        texts = [text_of(cell.value).strip(" .") for cell in answers]
        start = texts[0].rstrip("0123456789") if texts else ""
        key = start if start.endswith(("-", "/", "_")) else ""  # such as `POA-`
        numbers = (text.removeprefix(key).lstrip("0" if key else "") for text in texts)
        numbered = chain((0,), (int(number) if number.isdecimal() else 0 for number in numbers))
        counted = ((after - before == 1 or (after == 1 and before > 1)) for before, after in pairwise(numbered))
        counts_rows = len(answers) > 1 and all(counted)  # from 1 and perhaps from 1 again: `1, 2, 3, 1, 2`
        keyed = bool(key) and key.isupper() and all(text.startswith(key) for text in texts)
        recurring = sum(times > 1 for times in Counter(texts).values())
        recurs = recurring > 1 and len(texts) >= 2 * len({*texts}) < 4 * recurring
        return cls(Counter(kinds), len(kinds), counts_rows, len({*texts}) == len(texts) > 0, keyed, recurs)

    def mostly(self, *kinds: Kind) -> bool:
        """Whether more than the share `MOST` of the values are of these kinds."""
        return self.share(*kinds) > MOST

    def share(self, *kinds: Kind) -> float:
        """The share of values of these kinds, from 0 to 1."""
        return sum([self.kinds.get(kind, 0) for kind in kinds]) / self.total if self.total else 0.0


def with_parts(kinds: Sequence[Kind], cells: Sequence[RawCell]) -> Sequence[Kind]:
    """Correct kinds of cells: `6.1` beside `6` numbers an action; if most are like `Visits (3)`, they name actions."""
    if Kind.NUMBER_OF_ACTION not in kinds:
        return kinds
    texts = [text_of(cell.value) for cell in cells]
    named = {text for kind, text in zip(kinds, texts, strict=True) if kind in ACTION_KINDS and text[0].isalpha()}
    if len(named) > max(1, MOST * len(texts)):
        return [Kind.ACTION if text in named else kind for kind, text in zip(kinds, texts, strict=True)]
    parts = [(whole := text.partition(".")[0]) != text and whole in texts for text in texts]
    return [Kind.NUMBER_OF_ACTION if is_part else kind for kind, is_part in zip(kinds, parts, strict=True)]


CONTENT: Mapping[str, Mapping[Kind, float]] = {
    column: {
        Kind[name]: float(weight) for group in groups.split(";") for *names, weight in [group.split()] for name in names
    }
    for column, groups in {
        "action": "ACTION 3.4; NUMBER_OF_ACTION 1.3; DITTO 0.5; SENTENCE AGENCY STATUS LINK EMAIL -2; WORDS -0.8",
        "action_text": "ACTION 1.6; SENTENCE 0.4; DATE NUMBER NUMBER_OF_ACTION STATUS AGENCY -2",
        "agency": "AGENCY 3.4; WORDS -1.6; SENTENCE STATUS TICK -2.5; ACTION NUMBER_OF_ACTION NUMBER DATE -2",
        "status": "STATUS 3.4; SENTENCE -1.8; AGENCY LINK -2.5; ACTION -2; NUMBER_OF_ACTION DATE -1.6; NUMBER -0.6",
        "progress": "SENTENCE 2.6; AGENCY NUMBER_OF_ACTION NUMBER TICK EMAIL -2.4; ACTION DATE LINK -1.5; STATUS -1.2",
        "next_steps": "SENTENCE 2; AGENCY NUMBER_OF_ACTION TICK EMAIL -2; ACTION STATUS NUMBER LINK -1.6",
        "evidence": "LINK 3; TICK -2; SENTENCE -0.6; EMAIL STATUS -1.5; AGENCY -1",
        "contact": "EMAIL 3; SENTENCE -1; STATUS ACTION -1.5",
        "notes": "SENTENCE 0.3; ACTION NUMBER_OF_ACTION -1",
        "period": "PERIOD 2.6; WORDS -1.2; SENTENCE STATUS AGENCY LINK EMAIL -2; DATE -0.3",
        "previous_status": "STATUS 0.6",
        "previous_progress": "SENTENCE 0.6",
    }.items()
}
"""How strongly values of each kind suggest a column. Names and codes weigh most: running text fits several columns."""

_SERIAL = 0.5  # the weight of bare numbers that count the rows; only a heading can make them actions
_SETTLES = 0.6  # few values weigh less than many: n values give n / (n + 0.6) of the full weight


def weigh(column: str, profile: Profile) -> float:
    """How strongly the values in a column suggest a column of the plan."""
    weights = CONTENT.get(column, {})
    if column == "action" and profile.serial:
        weights = {**weights, Kind.NUMBER_OF_ACTION: _SERIAL}
    weight = sum([weights.get(kind, 0.0) * count for kind, count in profile.kinds.items()]) if weights else 0.0
    return weight / (profile.total + _SETTLES)


SIGNING = "prepared|approved|cleared|signed(?: off)?|submitted|authorised|reviewed|endorsed|completed|written|compiled"
SIGNING += "|filled (?:in|out|up)|put together|drafted|entered|supplied|provided|sent(?: in)?|returned"
_SIGNED = lazy_pattern(
    rf"\W*(?i:{SIGNING})(?:(?i: by| on behalf of):\s+[^\n]+\Z|(?:(?i: by| on behalf of)(?i: the)?|(?<=d):)\s+"
    r"(?:[A-Z\d][\w.'’-]{0,30}\W{0,3}|(?i:of|for|to|and|the)\s){2,12}\Z)"
    rf"|\W*(?i:{SIGNING}) by the (?:[a-z'’-]{{2,30}} ){{1,3}}(?:in|on) [\w ]{{0,20}}\d{{4}}\W*\Z",
    needs=(" by", " on behalf of", "d:"),
)
"""A signature: `Approved by J Smith, Deputy.`, `Filled in by: policy team`, `Prepared by the unit in May 2023`."""

_LONGEST_SIGNATURE = 120  # the most characters of a signature


def is_signature(text: str) -> bool:
    """Whether a text only says who prepared or approved the return."""
    return _SIGNED.match(text[:_LONGEST_SIGNATURE]) is not None


COLOURS = frozenset(("red", "amber", "yellow", "orange", "green", "blue", "grey", "gray"))
"""Colours of traffic lights, which show how an action is going."""


def are_ratings(cells: Iterable[RawCell], heading: Iterable[str]) -> bool:
    """Whether a key explains cells that are initials of colours (`G`), or all cells below a word such as `RAG`."""
    signs = {cell.text.strip().casefold(): is_explained(cell) for cell in cells}
    rated = not {"rag", "rating", "ratings"}.isdisjoint(heading) and all(signs.values())
    of_colours = "g" in signs and signs.keys() <= {colour[0] for colour in COLOURS}
    return any(signs.values()) and (of_colours or rated)


def is_explained(cell: RawCell) -> bool:
    """Whether a key explains what a cell shows, so that its value is another text."""
    return isinstance(cell.value, str) and text_of(cell.value) != text_of(cell.text)


def have_like_endings(*endings: str) -> bool:
    """Whether endings of numbers are all letters or all Roman numerals: `(a)` and `b)`, or `.i` and `ii`."""
    letters = [{*filter(str.isalpha, each.casefold())} for each in endings]
    return all(letters) and any(all(each <= {*kind} for each in letters) for kind in ("abcdefgh", "ivx"))


EXAMPLE = lazy_pattern(
    r"(?i)\W{0,9}(?:worked |for |an? |par |zum )?"
    r"(?:ex[ae]mpl[eo]|ejemplo|esempio|beispiel|voorbeeld|tauira|sample|ex\.|e\.[ \xa0]?g\.?)(?![a-z])",
    needs=("exam", "exem", "eje", "esem", "beisp", "voorb", "tauira", "sample", "ex.", "e.g", "e. g", "e.\xa0g"),
)


def is_example(text: str, beside: Iterable[str]) -> bool:
    """Whether a row is marked as an example, in its text (`EXAMPLE: …`) or in another cell (`Exemple / Example 1`)."""
    marked, names = EXAMPLE.match(text), (each.rstrip(" .:)0123456789") for each in beside if EXAMPLE.match(each))
    begins = marked and marked[0].isupper() and (text[0] == "[" or text[marked.end() :].lstrip()[:1] in (":", "–"))
    return bool(begins) or any(all(EXAMPLE.fullmatch(each.strip()) for each in name.split("/")) for name in names)


_RUNNING = 5  # texts with fewer words do not count when readings are compared


@lru_cache(maxsize=1_000)  # each reading of a sheet counts its texts
def count_words(text: str, *headings: str) -> int:
    """Count the words of running texts, without the headings that were put before joined texts."""
    for heading in headings:
        text = text.replace(f"{heading}: ", "")
    parts = text.split("\n\n") if len(text) >= 2 * _RUNNING - 1 else ()
    return sum(count for part in parts if (count := len(part.split())) >= _RUNNING)
