"""Weigh how strongly a heading suggests each column, or another subject.

A heading is evidence, not proof. A known heading weighs 3, any other at most 2.6; `kinds.py` weighs the content.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from poatool.framework.dates import DATE, MONTH_NAME, Fit, day_fit, fit_of_bare_month, is_dated_outside, spelt_out
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.agencies import agency_codes
from poatool.framework.names.statuses import is_status
from poatool.framework.period_names import period_words
from poatool.framework.spans import fit, spans, with_year, without_spans
from poatool.submissions.evidence import heading_shapes, heading_text, heading_words
from poatool.submissions.evidence.heading_text import action_words, own_words, split_heading, with_its_number, words_of
from poatool.submissions.evidence.heading_words import ASKS, NO_SENSE, WEIGHTS, Other, Sense, fold_heading
from poatool.submissions.restrictions.texts import NAMES_OTHERS, restriction_on, split_guidance
from poatool.text import lazy_pattern
from poatool.workbooks.quota import Effort

SHORT = 80  # the most characters of a heading that is recognised in any row; a longer one counts only beside short ones
HEADING_LENGTH = 300  # the most characters of a heading: some agencies print instructions in it
EXACT = 3.0  # the weight of a known heading
_MISSPELT = 2.6  # the weight of a heading with a wrong letter
_CAP = 2.5  # the most that any other heading weighs
_NAMING = 1.4  # the least weight of a word that names actions; also the weight of the plan's own words for columns
_LATER = 1.4  # added to a weight for next steps if the heading names a later time: `2023 priorities`

_LEADING = 1.25  # the first meaningful word of a heading weighs more: `Risks to progress` is about risks
_ASIDE = 0.35  # words in brackets, or after a dash or a colon, weigh less

_DENIES = lazy_pattern(r"(?i)\W*(?:no(?! longer)|not(?! (?:ours|us|this|the|our|by)\b)|without|excluding|except)\b")
"""The beginning of a bracket that says what is not wanted: `(no confidential names)`."""

_PARTS = lazy_pattern(r"\s{0,9}[|/]\s{0,9}", needs=("|", "/"))
_CHOICES = lazy_pattern(r"[/,;=|()]")
THIS_TIME = lazy_pattern(
    r"\b(?:in|for|during|over|since)? ?(?:the|this|current) (?:reporting )?(?:year|period|quarter|half year"
    r"|(?:\d{1,2}|three|six|twelve) months)(?:'?s)?\b(?! (?:ahead|before|to come))",
    needs=("year", "period", "quarter", "months"),
)

_LAST_YEAR = lazy_pattern(r"(?i)\b(?:last|past|previous) (?:calendar |financial )?year\b")  # as in `last year (2022)`

_SHORTEST_MISSPELT, _LONGEST_MISSPELT = 5, 60  # the fewest and the most characters of a misspelt heading

REMEMBERED = 200_000  # how many texts are remembered with their kind or meaning; each is looked up several times


class Headings:
    """Weighs headings for a plan and a period, by built-in words and the plan's own."""

    def __init__(self, framework: Framework, period: ReportingPeriod | None) -> None:
        self.framework, self.period, self.effort = framework, period, Effort()
        self.sense = self.effort.remember(self._sense, REMEMBERED)
        own = {**framework.headings, "period": (*framework.headings.get("period", ()), *period_words(framework))}
        printed = ((column, text) for column, texts in own.items() for text in texts)
        of_columns = {fold_heading(text): each.id for each in framework.column_by_id.values() for text in each.headings}
        of_plan = {fold_heading(each): column for column, text in printed for each in (text, spelt_out(text))}
        self.known = of_columns | of_plan  # the column for a folded heading
        self._telling = frozenset(max(name.split(), key=len, default="") for name in self.known)
        self.action_words = action_words(framework.headings.get("action", ()))
        self.own_words = own_words(own)  # the column for one of the plan's own words
        self.in_english = self.effort.remember(self._in_english, REMEMBERED)

    @cached_property
    def knows_words(self) -> bool:
        """Whether the words of headings are known in the plan's language."""
        return self.framework.language.startswith("en") or self._translate is not None

    @cached_property
    def _translate(self) -> Callable[[str], str] | None:
        if self.framework.language.startswith("en"):
            return None
        from poatool.submissions.evidence.languages import translation  # loaded only if needed

        return translation(self.framework)

    def _in_english(self, text: str) -> str:
        """A heading in English, as far as its words are known; its times, and names that the plan gives, stay."""
        if self._translate is None or self.column_of(text):
            return text
        return self._translate(with_year(text, self.period, self.framework) if self.period else text)

    def _sense(self, heading: str) -> Sense:
        """The meaning of a text as a heading; if guidance follows a clear first clause, that decides the column."""
        if not 0 < len(heading) <= HEADING_LENGTH:
            return NO_SENSE
        name, guidance = split_guidance(heading)
        named = self._weigh(name)
        if not guidance or named.best[1] < 1 or named.other:
            return self._weigh(heading) if guidance else named
        senses = [self._weigh(each) for each in guidance if not NAMES_OTHERS.match(each)]
        other = next(filter(None, (each.other for each in senses)), None)
        time = Fit.OTHER if any(each.time is Fit.OTHER for each in senses) else named.time
        return named._replace(forbids=restriction_on(heading) is not None, other=other, time=time)

    def _weigh(self, heading: str) -> Sense:
        """Read a heading as a time alone, as a known or misspelt heading, or else by its words."""
        self.effort.spend(Effort.heading)
        text = heading_words.parted(heading_words.bare_heading(heading))
        if self.period is not None:
            due = text[:3].casefold() == "by " and text[3:].isalpha()  # `By May`, unless that is in the period
            month = fit_of_bare_month(text[3:] if due else text, self.period)
            if month is not None and not (due and month is Fit.SAME):
                return Sense(time=month, only_time=True, later=due)
            text = with_year(text, self.period, self.framework)
        found = self._time_sense(english := self.in_english(text))
        if english != text:
            text, found = english, found._replace(forbids=found.forbids or restriction_on(heading) is not None)
        text = _LAST_YEAR.sub(" ", text) if found.time is Fit.SAME else text
        named = spans(text, self.framework)
        plain = heading_text.NUMBERED.sub("", without_spans(text, self.framework) if named else text, count=1)
        bare = heading_text.TIME_WORDS.sub(" ", DATE.sub(" ", plain).casefold())
        if (named or found.day) and not heading_words.PLAIN_WORD.findall(bare):
            return Sense(time=found.time or found.day, only_time=True, later=found.later, until=found.until)
        start = fold_heading(bare) if fold_heading(plain).startswith(fold_heading(bare)) else ""
        head, aside = (self.column_of(part) for part in split_heading(plain))
        column = (aside and head) or self.column_of(plain) or self.known.get(fold_heading(text), self.known.get(start))
        if column is not None:
            other = Other.PAST if column.startswith("previous") else None
            return found._replace(weights={column: EXACT}, exact=column, other=other)
        if {*map(self.known.get, map(fold_heading, _PARTS.split(plain)))} >= {"action", "agency"}:  # `Action / Agency`
            return found._replace(weights={"action": _CAP, "agency": _CAP})
        if (column := self._misspelt(plain)) is not None:
            return found._replace(weights={column: _MISSPELT}, exact=column, misspelt=True)
        return self._by_words(plain, found)

    def _by_words(self, plain: str, found: Sense) -> Sense:
        """What the words of a heading suggest, apart from its time; those of an explanation weigh less."""
        head, aside = split_heading(plain := heading_text.without_agencies(plain, self.framework))
        weights, other = ({"status": _CAP}, None) if self._lists_statuses(head) else self._weigh_words(head)
        clear = heading_shapes.UNCLEAR not in weights.values()
        if aside and clear and max(weights.values(), default=0.0) < 1 and other is None:
            (weights, other), aside = self._weigh_words(plain), ""
        beside, other_beside = self._weigh_aside(aside)
        for column_id, weight in beside.items() if clear else ():
            weights[column_id] = min(weights.get(column_id, 0.0) + _ASIDE * weight, _CAP)
        if found.time is not None:
            weights.pop("period", None)  # `Delivery by quarter Jan–Mar` names a time but asks for none
        planned = found.later and found.time is not Fit.SAME and weights.get("progress", 0.0) < 1
        if planned and not other and "next_steps" in weights:  # a later time alone may also mean targets
            weights["next_steps"] = min(weights["next_steps"] + _LATER, _CAP)
        if column := self.column_of(head) or (self.column_of(aside) if not other else None):  # `Reply (next steps)`
            weights[column] = EXACT if other_beside is None else _CAP
        translated = plain.startswith(aside)  # `Whakamōhio` in `Whakamōhio (update)`
        more = () if translated or _is_request(aside) or heading_shapes.ABOUT_FORM.search(aside) else words_of(aside)
        # Only if the words are known does their order show what a heading is about.
        words = words_of(heading_shapes.ABOUT_FORM.sub(" ", head)) if self.knows_words else ()
        strange = heading_shapes.strange_in(words, more, self.agency_words, self.vocabulary)
        strange = tuple(word for word in strange if word not in self.own_words)
        return found._replace(weights=weights, other=other or other_beside, strange=strange)

    def _weigh_aside(self, text: str) -> tuple[dict[str, float], Other | None]:
        """Like `_weigh_words`, for words in brackets or after a dash; negations and lists of statuses do not count."""
        text = heading_shapes.ABOUT_FORM.sub("", text)  # `(three lines at most)` names no subject
        if not text or _DENIES.match(text) or self._lists_statuses(text):
            return {}, None
        weights, other = self._weigh_words(text)
        return weights, Other.AUDIENCE if heading_shapes.deny_text(words_of(text), self.agency_words) else other

    def _lists_statuses(self, text: str) -> bool:
        """Whether a text lists statuses to choose from: `Complete/Ongoing/Delayed`."""
        return sum(is_status(self.framework, part.strip()) for part in _CHOICES.split(text)) > 1

    def _time_sense(self, text: str) -> Sense:
        """The time in a heading, and whether the heading forbids publication. A day far outside the period is OTHER."""
        forbids = restriction_on(text) is not None
        if self.period is None:
            return Sense(forbids=forbids)
        if _AFTER.search(text) and all(span.last >= self.period.end for span in spans(text, self.framework)):
            return Sense(time=Fit.OTHER, forbids=forbids, later=True)
        soon = self.period.end + (self.period.end - self.period.start) / 4  # returns are usually written by this day
        if when := _WHEN.search(text):
            text, soon = text[: when.start()] + text[when.end() :], self.period.end if when["during"] else soon
        outside = is_dated_outside(text, self.period, after=soon)
        time = fit(text, self.period, self.framework) or (Fit.OTHER if outside else None)
        until = max((span.last for span in spans(text, self.framework)), default=dt.date.min)
        ever_since = replace(self.period, end=dt.date.max)
        later = until > self.period.end or (outside and not is_dated_outside(text, ever_since))
        return Sense(time=time, forbids=forbids, later=later, day=day_fit(text, self.period), until=until)

    @cached_property
    def action_names(self) -> frozenset[str]:
        """The words for an action, both the built-in ones and the plan's own: `actions`, `measures`."""
        ours = {word for word, weights in WEIGHTS.items() if weights.get("action", 0.0) >= _NAMING}
        return self.action_words | ours | {"ref", "reference", "code"} | {f"{word}s" for word in self.action_words}

    @cached_property
    def agency_words(self) -> frozenset[str]:
        """The words in the names of agencies."""
        return frozenset(word for name in agency_codes(self.framework) for word in name.split())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of the words in the plan's titles and in its wording of actions."""
        texts = (self.framework.title, *self.framework.group_titles, *(each.text for each in self.framework.actions))
        words = {word for text in texts for word in fold_heading(text).split()}
        return frozenset(map(heading_words.stem, words - heading_words.SILENT))

    def may_know(self, text: str) -> bool:
        """Whether a text has the longest word of a known heading. A text without such a word is not a known heading."""
        return not self._telling.isdisjoint(fold_heading(text).split())

    def column_of(self, text: str) -> str | None:
        """The column with this heading in any case and signs, or the only one that its parts name: `Action / Mahi`."""
        folded = fold_heading(text)
        timeless = " ".join(word for word in THIS_TIME.sub(" ", folded).split() if word not in ("a", "the"))
        if (column := self.known.get(folded) or self.known.get(timeless)) is not None:
            return column
        named = {self.known.get(fold_heading(part)) for part in _PARTS.split(text)} - {None}
        return named.pop() if len(named) == 1 else None

    def _misspelt(self, text: str) -> str | None:
        """The only column with a heading that differs from this text by one letter, or by two swapped ones; or None."""
        folded = fold_heading(text)
        if not _SHORTEST_MISSPELT <= len(folded) <= _LONGEST_MISSPELT or any(map(str.isdigit, folded)):
            return None
        known = folded in WEIGHTS or heading_words.stem(folded) in heading_words.NOT_MISSPELT
        if known or all(map(heading_words.is_spelt, folded.split())):
            return None
        long = (name for name in self.known if len(name) >= _SHORTEST_MISSPELT)
        meant = {self.known[name] for name in long if heading_words.one_letter_apart(folded, name)}
        return meant.pop() if len(meant) == 1 else None

    def _weigh_words(self, text: str) -> tuple[dict[str, float], Other | None]:
        found: dict[str, float] = {}
        lead, words = _LEADING, with_its_number(words_of(text), self.action_words)
        for at in range(len(words)):
            roles = self._roles(words, at)
            for role, weight in roles.items():
                found[role] = found.get(role, 0.0) + lead * weight
            if any(weight >= 1 for weight in roles.values()):
                lead = 1.0
        shape = heading_shapes.shape_of(words, self.agency_words, self.vocabulary)
        most = {} if _is_request(text) else heading_shapes.most_by(shape)
        if shape.count("u") > 1:  # in another language, as in `Was wurde im Berichtszeitraum erreicht?`
            most["period"] = 0.0
        weights = {column: min(found[column], most.get(column, _CAP)) for column in found if column not in _OTHERS}
        if weights.get("next_steps", 0.0) >= 1 and "progress" in weights and not _BOTH.search(text):
            weights["progress"] *= _PLANNED
        others = heading_shapes.about_in(shape) | {other: found[other] for other in Other if other in found}
        ahead = {word for word in words if "next_steps" in heading_words.weights_of(word)}
        if Other.SUBJECT in others and ahead <= heading_words.TIMES:  # `Future risks`
            others[Other.SUBJECT] = max(others[Other.SUBJECT], weights.get("next_steps", 0.0))
        about = max(others, key=others.__getitem__, default=None)
        if about is None or (about not in _DECIDING and others[about] < max(weights.values(), default=0.0)):
            return weights, None
        return {column: weight * (0.3 if column in _NARRATIVE else 0.6) for column, weight in weights.items()}, about

    def _roles(self, words: Sequence[str], at: int) -> dict[str, float]:
        """How strongly a word suggests each column or another subject, beside the other words of its heading."""
        word, alone = words[at], len(words) == 1
        roles = dict(heading_words.weights_of(word, alone=alone))
        if any(word == name or (alone and name.startswith(word)) for name in self.action_words):
            roles = {role: weight for role, weight in roles.items() if role not in _OTHERS}
            roles["action"] = roles.get("action", 0.0) + _CAP
        if (column := self.own_words.get(word)) is not None:
            roles.setdefault(column, _NAMING)
        if not heading_words.DENIALS.isdisjoint(words[:at]) or words[-1] in _NOUNS or words[0] == "who":
            for column in ("progress", *(["next_steps"] if words[0] == "who" else [])):
                roles.pop(column, None)  # `Updated by` asks for a person, `Completed date` for a day
        if "next_steps" in roles and not _WERE.isdisjoint(words[max(at - 2, 0) : at]):
            roles = {Other.SUBJECT: roles["next_steps"]}  # `What was planned`
        if "next_steps" in roles and any(WEIGHTS.get(each, {}).get("next_steps", 0.0) >= _LATER for each in words):
            roles.pop(Other.SUBJECT, None)  # `Goals for the coming year`
        if heading_words.stem(word) in self.vocabulary and not _WORK.isdisjoint(words[at + 1 :]):
            roles.pop(Other.SUBJECT, None)  # `Procurement work`, on a plan about procurement
        if Other.PAST in roles and heading_shapes.is_compared(words[:at], word, words[at + 1 :]):
            roles.pop(Other.PAST)
        return roles


def _is_request(text: str) -> bool:
    """Whether a heading, or an explanation, asks for something: `(please use full sentences)`."""
    return (asks := ASKS.match(text)) is not None and asks["request"] is not None


_NOUNS = ("by", "date", "dates")
_WORK = frozenset({"work", "activity", "activities"})
_WERE = frozenset({"was", "were", "had"})
_NARRATIVE = frozenset({"progress", "next_steps"})
_OTHERS, _DECIDING = frozenset(Other), frozenset({Other.AUDIENCE, Other.PAST})
_PLANNED = 0.4  # the factor for a word about finished work beside one about the future, as in `To be done next`
_BOTH = lazy_pattern(r"(?i)\band\b|[/&,+]")
_WHEN = lazy_pattern(
    rf"(?i)\b(?:(?P<during>in|during|over)|(?<!\bdue )by) (?=(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH_NAME})",
    needs=("19", "20"),
)
"""Words before the month in which work was done or due. Another date may be that of writing: `Update to 15 January`."""

_AFTER = lazy_pattern(
    r"(?i)\b(?:(?:after|beyond|post)[\s-](?:19|20)\d\d|(?:since|after) (?:the )?(?:[a-z]+ )?"
    r"(?:year|period) (?:closed|ended))\b",
    needs=("after", "beyond", "post", "since"),
)
"""A time after the period: `After 2022`, `Since the year closed`."""
