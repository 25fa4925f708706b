"""Determine the kinds of values in a column: actions, agencies, statuses and so on."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set as AbstractSet
from functools import cached_property

from poatool.framework.dates import DATE, written_date
from poatool.framework.edition import Edition
from poatool.framework.names import agencies as agency_names, statuses as status_names
from poatool.framework.names.matching import fold, likely
from poatool.framework.reference.model import How
from poatool.framework.reference.resolve import is_like_wording, resolve
from poatool.framework.spans import spans
from poatool.submissions.evidence import kinds
from poatool.submissions.evidence.heading_shapes import is_generic
from poatool.submissions.evidence.heading_text import split_heading, words_of
from poatool.submissions.evidence.heading_words import ASKS
from poatool.submissions.evidence.headings import HEADING_LENGTH, REMEMBERED, SHORT, Headings
from poatool.submissions.evidence.kinds import ACTION_KINDS, NAMES, PART, SENTENCE_WORDS, Kind, Profile, is_no_answer
from poatool.text import lazy_pattern
from poatool.workbooks.model import ErrorValue, RawCell, Value, trimmed

_BARE = lazy_pattern(r"\d+(?:\s?/\s?\d+|\.0)?[. ]*")  # a number, or two that may be a fraction: `9`, `9.0`, `2/4`
_NUMBERING = "0123456789. ):–-"  # the characters of a number before a title
_TITLED = lazy_pattern(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+[^\W\d_]{2}")
_NUMBERED = lazy_pattern(
    r"(?i)\A(?:[^\W\d_]+\s)?(?:\d[\d.]{0,9}[.):\s–-]{1,3}|(?:[ivxlc]+|[a-z])\s?[.):–-]\s)",
    needs=lazy_pattern(r"\d|[.):–-]\s"),
)
_EMAIL = lazy_pattern(r"(?i)(?:mailto:)?[^\s@]+@[^\s@]+\.[a-z]{2,}")
_LINK = lazy_pattern(r"(?i)(?:https?://|www\.)\S+")

_BEFORE_NUMBER = {"no", "nos", "number", "numbers", "item", "items", "plan", "poa", "see", "to"}
_LONGEST_CODE = 20  # the most characters of an action's number with a letter for its part
_LONGEST_NAME = 120  # the most characters of a name
_BEGINNING = 80  # how many characters of a wording are compared
_CUT = 30  # a wording that was cut off is longer than this, and shorter than the part that is compared
REQUEST = lazy_pattern(
    r"(?i)\W*(?:(?:please|kindly)\b(?! note)|(?:what|which|how|who)\b[^.!?]{0,200}\?(?:\W{1,3}\w{1,20}){0,5}\W*\Z)",
    needs=("please", "kindly", "?"),
)
"""The beginning of a request to those who fill in the sheet, or a whole question, perhaps with a remark after it."""

LABEL = 1.5  # a label or heading names a column that it suggests with at least this weight
_HINTED = lazy_pattern(r"([:?：])\s{0,9}(\([^\W\d_]{2}[^()]{0,120}\))?[\s*]{0,9}\Z")  # as in `Status? (choose one) *`
_DASHED = lazy_pattern(r"(?s)([^:\n]{2,60}?) [-–—] (\S.*)", needs=(" - ", " – ", " — "))

ASKED_BY = {Kind.STATUS: "status", Kind.AGENCY: "agency", **dict.fromkeys(ACTION_KINDS, "action")}
"""The column that a label asks for if its answer is of this kind."""

_MISSPELT = 85  # the similarity of a misspelt name to an agency's: one wrong letter in seven, or two in fourteen
_RUNNING = frozenset({Kind.SENTENCE, Kind.WORDS})
_SHORT_SENTENCE = 3  # the fewest words of running text if it ends with a full stop: `Publish the guide.`
_SAMPLE = 24
_RARE = 2  # a text such as `Nil` that recurs more often than this only fills rows without an answer


class Evidence:
    """Weighs values and headings for an edition of the plan, and remembers the kind of each text."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def headings(self) -> Headings:
        """The weights of headings for this plan and period."""
        return Headings(self.edition.framework, self.edition.period)

    @cached_property
    def narrative(self) -> tuple[str, ...]:
        """The text columns that reports print."""
        return tuple(column.id for column in self.edition.framework.text_columns)

    @cached_property
    def answers(self) -> frozenset[str]:
        """The columns in which an update reports on its action."""
        framework = self.edition.framework
        return frozenset({"status", *self.narrative, *(column.id for column in framework.link_columns)})

    @cached_property
    def kind(self) -> Callable[[Value], Kind]:
        """The kind of a value."""
        return self.headings.effort.remember(self._kind, REMEMBERED)

    def kind_of(self, cell: RawCell | None) -> Kind | None:
        """The kind of a cell's value, if it has one."""
        return self.kind(cell.value) if cell is not None and cell.value is not None else None

    def _kind(self, value: Value) -> Kind:
        match value:
            case bool():
                return Kind.TICK
            case str():
                return self._kind_of_text(trimmed(value))
            case int() | float():
                if resolve(self.edition, value, suggest=False).resolved:
                    return Kind.NUMBER_OF_ACTION
                return Kind.PERIOD if spans(f"{value:g}", self.edition.framework) else Kind.NUMBER
            case ErrorValue():
                return Kind.ERROR
            case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
                return Kind.DATE

    def _kind_of_text(self, text: str) -> Kind:
        if len(text) <= _LONGEST_NAME and (mark := kinds.kind_of_mark(text)) is not None:
            return mark
        running = len(text.split(None, SENTENCE_WORDS)) >= (_SHORT_SENTENCE if text.endswith(".") else SENTENCE_WORDS)
        if not running and _LINK.match(text):
            return Kind.LINK
        plan = self.edition.framework
        status = len(text) <= _LONGEST_NAME and status_names.is_status(plan, text)
        if status and not _BARE.fullmatch(text):
            return Kind.STATUS  # tried before actions, because `2 – Under way` is also one
        if (action := self._kind_of_reference(text)) is not None:
            return action
        account = Kind.SENTENCE if running else Kind.WORDS
        if len(text) > _LONGEST_NAME or (running and text.endswith(".")):
            return account
        self.headings.effort.spend()
        return Kind.STATUS if status else self._kind_of_value(text, account)

    def _kind_of_value(self, text: str, account: Kind) -> Kind:
        who = agency_names.agencies(self.edition.framework, text, suggest=False)
        if who.ids and not who.unknown:
            return Kind.AGENCY
        if "@" in text and _EMAIL.fullmatch(text):
            return Kind.EMAIL
        dated = any(map(str.isdigit, text))
        if dated and (DATE.fullmatch(text) or ((day := written_date(text)) and day.exact)):
            return Kind.DATE
        if account is not Kind.SENTENCE and spans(text, self.edition.framework):
            return Kind.PERIOD
        return account if any(map(str.isalpha, text)) else Kind.NUMBER

    def _kind_of_reference(self, text: str) -> Kind | None:
        """The kind of a text that refers to actions and nothing else: by code, in words, or in the plan's own wording.

        `3 (2022)` and `Visits (3)` may be counts, just as `3` may, so they are a NUMBER_OF_ACTION and not an ACTION.
        """
        start = fold(text[:_BEGINNING])
        numbered = fold(text.lstrip(_NUMBERING)) if text[:1].isdigit() else ""
        name, _, ends = text[:_LONGEST_NAME].rpartition("(") if text.endswith(")") else ("", "", "")
        is_named = ends and self._number.match(fold(ends)) and len(name.split()) < 2 * SENTENCE_WORDS
        # such as `1. Prevention`, `2. Action` or `Prevention (4)`
        is_label = numbered in self._groups or numbered in self.headings.known or self.names_group(name.strip())
        if is_label or not (is_named or self._number.match(start) or start in self._wordings):
            return None
        found = resolve(self.edition, text, suggest=False)
        remarked = any(piece.paraphrase and not any(s.how is How.TITLE for s in piece.via) for piece in found.pieces)
        phrase = f" {fold(name)} " if len(name.split()) > 1 else ""  # of the action's own text
        own = phrase and found.codes and phrase in f" {fold(self.edition.by_code[found.codes[0]].text)} "
        may_count = text[0].isdigit() or (ends[:1].isdigit() and not (own or self._number.match(start)))
        counts = _BARE.fullmatch(text) or (remarked and may_count)
        if found.resolved:
            return Kind.NUMBER_OF_ACTION if counts else Kind.ACTION
        return Kind.ACTION if self.is_wording(text.lstrip(_NUMBERING)) else None  # beside another action's number

    @cached_property
    def _number(self) -> re.Pattern[str]:
        """A pattern for the number of an action at the beginning of a folded text, perhaps after `PoA action no`."""
        words = self.headings.action_names | _BEFORE_NUMBER
        codes = "|".join({fold(code) for code in self.edition.by_code if code.isalpha()} | {r"[ivx]+"})
        before = rf"(?:(?:{'|'.join(map(re.escape, words))}) ?){{0,4}}"
        return re.compile(rf"{before}(?:[a-z]{{0,3}} ?\d|(?:{codes})\b)")

    def meaning(self, column: str, value: Value | None) -> object:
        """What a value means as an action, agency or status, to compare values; in other columns, its text."""
        text = value if isinstance(value, str) else str(value)
        framework = self.edition.framework
        match column:
            case "action":
                return self.codes(value)
            case "agency":
                return agency_names.agencies(framework, text, suggest=False).ids
            case "status":
                return status_names.status(framework, text, suggest=False).ids
            case _:
                return text

    def says_not_begun(self, text: str) -> bool:
        """Whether a text is a status for work that has not begun, but not a nil return: `Not started`."""
        framework = self.edition.framework
        named = [framework.status_by_id[name] for name in status_names.status(framework, text).ids]
        return bool(named) and not any(status.progress or status.nil for status in named)

    def may_continue(self, text: str) -> bool:
        """Whether a text may continue the text above it, unlike `Page 1`, a request or the plan's own texts."""
        of_plan = self.kind(text) is Kind.ACTION or self.names_group(text)
        if of_plan or REQUEST.match(text) or kinds.is_signature(text):
            return False
        prose = self.kind(text) is Kind.SENTENCE, " " in text and text.endswith(kinds.SENTENCE_ENDS), PART.match(text)
        return any(prose) and any(map(str.isalpha, text)) and not is_no_answer(text)

    def codes(self, value: Value | None) -> tuple[str, ...]:
        """The actions that a value names."""
        return resolve(self.edition, value, suggest=False).codes

    def names_group(self, text: str) -> bool:
        """Whether a text names a group of actions: an agency, pillar or objective."""
        return bool(text) and (self.kind(text) is Kind.AGENCY or self.in_group(text) is not None)

    def numbers_group(self, text: str) -> bool:
        """Whether a text is a title whose number is only the beginning of codes: `2. Data` in a plan with 2.1."""
        number, codes = _TITLED.match(text), self.edition.by_code
        return number is not None and number[1] not in codes and any(code.startswith(f"{number[1]}.") for code in codes)

    def in_group(self, text: str) -> AbstractSet[str] | None:
        """The actions in the pillar or objective that a text names; None if it names none."""
        named = (fold(text.lstrip(_NUMBERING)), fold(_NUMBERED.sub("", text)))
        return next((self._groups[each] for each in named if each in self._groups), None)

    @cached_property
    def _groups(self) -> Mapping[str, AbstractSet[str]]:
        """The actions of each pillar or objective by its folded title, with or without number; a footnote has none."""
        found = defaultdict[str, set[str]](set, {fold(note.text): set() for note in self.edition.framework.footnotes})
        for pillar in self.edition.pillars:
            for objective in pillar.objectives:
                for title in (pillar.title, objective.title):  # such as `Goal 1: Clean coasts`
                    for name in {fold(title), fold(_NUMBERED.sub("", title))} - {""}:
                        found[name] |= {action.code for action in objective.actions}
        return dict(found)

    def is_wording(self, text: str) -> bool:
        """Whether a text begins like the plan's wording of an action, or is the beginning of such a wording."""
        start = fold(text[:_BEGINNING])
        is_cut = len(start) > _CUT and len(text) < _BEGINNING and any(each.startswith(start) for each in self._wordings)
        return is_cut or start in self._wordings

    @cached_property
    def _wordings(self) -> frozenset[str]:
        return frozenset(fold(standing.text[:_BEGINNING]) for standing in self.edition.actions)

    def subjects_in(self, heading: str) -> list[str]:
        """The words that may say that a heading is not about progress: `Complaints` in `Complaints received`, `Who`."""
        head = " ".join(split_heading(heading)[0].split())
        head = head.partition(". ")[0] if len(head) > SHORT else head  # what follows says how to answer
        words, named = words_of(head), self.headings.agency_words
        return [each for each in words if each not in named and (words[0] == each == "who" or not is_generic(each))]

    def as_label(self, text: str) -> str:
        """A label in its usual form: with its hint before the colon, no star, and a colon in place of a dash."""
        if dashed := _DASHED.match(text):
            kind, sense = self.kind(dashed[2]), self.headings.sense(dashed[1])
            tells = kind is Kind.SENTENCE and kinds.ends_like_prose(dashed[2]) and not ASKS.match(dashed[2])
            column = sense.best[0] if sense.best[1] >= LABEL and sense.other is None else None
            plain = self.kind(dashed[1]) is Kind.WORDS and all(map(is_generic, words_of(dashed[1])))
            states = kind is Kind.STATUS and plain  # `Where it stands - Under way`
            if states or (column and (column == ASKED_BY.get(kind) or (tells and column in self.narrative))):
                return f"{dashed[1]}: {dashed[2]}"
        answered = ":" in text.rstrip(" *")[:-1] and text.endswith("*")  # `Progress: Trained forty inspectors*`
        hinted = text[-1:] in ("*", ")") and len(text) <= HEADING_LENGTH and not answered
        found = _HINTED.search(text) if hinted else None
        if found is None or (found[2] and self.kind(found[2][1:-1]) in kinds.VALUES | NAMES):
            return text
        return " ".join(filter(None, (text[: found.start()], found[2]))) + found[1]

    def profile(self, cells: Sequence[RawCell], *, headed: bool = True) -> Profile:
        """The content of a column, judged by at most 24 of its cells, taken from its whole length."""
        answers = [cell for cell in cells if cell.value is not None and not is_no_answer(cell.value)]
        times = Counter(trimmed(cell.value) for cell in answers)
        nil = {text for text in times if times[text] > _RARE and status_names.is_nil(self.edition.framework, text)}
        answers = ([cell for cell in answers if trimmed(cell.value) not in nil] if nil else answers) or answers
        sample = answers if len(answers) <= _SAMPLE else answers[:: len(answers) // _SAMPLE + 1]
        found = [self.kind_of_answer(cell.value, headed=headed) for cell in sample if cell.value is not None]
        return Profile.of(kinds.with_parts(found, sample), answers)

    def kind_of_answer(self, value: Value, *, headed: bool = True) -> Kind:
        """The kind of an answer, even of an inexact status or, if the column has no heading, a misspelt agency."""
        kind = self.kind(value)
        if isinstance(value, str) and len(value) < _LONGEST_CODE and value[-1:] in (")", ".") and PART.fullmatch(value):
            return Kind.DITTO
        if not isinstance(value, str) or kind not in _RUNNING or len(value) > HEADING_LENGTH:
            return kind
        part = kinds.PART_SUFFIX.search(value) if kind is Kind.WORDS and len(value) <= _LONGEST_CODE else None
        if part and (whole := self.kind(value[: part.start()])) in ACTION_KINDS:
            return whole  # `5a`, a part of action 5
        if len(value) <= _LONGEST_NAME and (value.casefold() in kinds.COLOURS or self.meaning("status", value)):
            return Kind.STATUS
        if not headed and likely(agency_names.agency_codes(self.edition.framework), value, _MISSPELT):
            return Kind.AGENCY
        return Kind.ACTION if kind is Kind.SENTENCE and is_like_wording(self.edition, value) else kind
