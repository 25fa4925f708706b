"""Find doubtful columns, such as two that may be the same column of the plan, or one that may be about another plan."""

from collections.abc import Container, Iterator, Mapping, Sequence, Sized
from itertools import pairwise
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.framework.reference.suggest import PLANS
from poatool.submissions.evidence.heading_shapes import is_generic
from poatool.submissions.evidence.heading_text import split_heading, words_of
from poatool.submissions.evidence.heading_words import MARKS, SILENT, VERSIONS, fold_heading, is_known
from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import ACTION_KINDS, MOST, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.columns import MARGIN, TEXTS, Candidate, counts_rows, is_part, names_actions
from poatool.submissions.layout.ratings import is_dashboard, is_no_status, lists_statuses, may_state_status
from poatool.submissions.layout.rivals import rivals_of
from poatool.submissions.model import By
from poatool.submissions.statements.labels import label_in
from poatool.submissions.statements.plans import initials, is_this_plan, other_plan
from poatool.submissions.statements.titles import action_in
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import text_of

_PERSON = lazy_pattern(r"(?:[A-Z]\.[ -]?){1,3}\w[\w’'-]{1,30}(?: \w[\w’'-]{1,30})?")  # `J. Lindqvist`
_CLEAR = 1.5  # a heading with less weight, such as `Details`, may mean other texts
_LABELS_PRESENT = 0.75  # labels recur in cycles if more than this share of those expected is present

_SHARING = frozenset({"action", "agency", "status"})
"""Columns of the plan for which a sheet may have two columns; if the two disagree in a row, the table is in doubt."""


class Unclear(NamedTuple):
    """A column of the plan, the sheet's columns that may stand for it, and why it is unclear."""

    column: str
    places: tuple[int, ...]
    why: str
    rarely: bool = False  # whether only rows in which two columns of statuses disagree are in doubt


def doubts_in(
    candidates: Sequence[Candidate], joined: Mapping[str, Container[int]], evidence: Evidence
) -> Iterator[Unclear]:
    """Each doubt about the columns of a table; while there is any, nothing in the table is published.

    `joined` holds the sheet's columns that would be joined as a text column of the plan.
    """
    actions = {text_of(cell.value) for each in candidates if each.column == "action" for cell in each.values.values()}
    unheaded = not any(each.column == "progress" and each.by is By.HEADING for each in candidates)
    numbered = [each for each in candidates if each.text[:1] in ("q", "Q") and each.text[1:].strip(" .").isdecimal()]
    texts = tuple(each.at for each in numbered if each.holds_texts)
    if texts and any(each.column not in (None, *evidence.narrative) for each in numbered):
        yield Unclear("progress", texts, "these headings look like the numbers of questions")
    for each in candidates:
        other = other_plan(each.text, evidence.edition.framework) if each.column in evidence.narrative else None
        if other or (each.column == "action" and _names_another_plan(each, evidence)):
            yield Unclear(str(each.column), (each.at,), "its heading names another plan")
        answered = any(other.at > each.at and other.column in (None, *evidence.narrative) for other in candidates)
        labels = answered and (_holds_labels(each, evidence) or (unheaded and _holds_cycles(each, actions, evidence)))
        own = {*map(evidence.codes, actions)} - {()} if labels else set()
        if labels and len(own) < len(each.values):  # otherwise, each row is about an action of its own
            yield Unclear("progress", (each.at,), "it seems to hold labels for the parts of an update")
        if each.column in evidence.narrative:
            rivals = rivals_of(each, candidates, joined[each.column], evidence)
            yield from (Unclear(each.column, (each.at, *places), why) for places, why in rivals)
        named = (text[1:2] == "." and _PERSON.fullmatch(text) for text in each.texts())
        if each.column in evidence.narrative and len(each.values) > 1 and all(named):
            yield Unclear(each.column, (each.at,), "it holds names of people")  # headings may be one column off
        together = [one for one in candidates if one.at in joined.get(str(each.column), ())]
        yield from _of_others(str(each.column), together, evidence) if len(together) > 1 else ()
        yield from _not_of_actions(each, candidates, evidence) if each.column == "action" else ()
        also = [one for one in candidates if one.at == each.rival and each.column in _SHARING]
        for rival in (one for one in also if _competes(each, one, evidence)):
            if not (each.column == "status" and (lists_statuses(rival, evidence) or is_dashboard(rival, candidates))):
                why = "either may be meant, and they disagree in some rows"
                yield Unclear(str(each.column), (each.at, rival.at), why, _agree_mostly(each, rival, evidence))


def _of_others(column: str, together: Sequence[Candidate], evidence: Evidence) -> Iterator[Unclear]:
    """A doubt if headings of texts to be joined name different actions, or are twice the same, as for other readers."""
    if len({action_in(each.text, evidence) for each in together} - {None}) > 1:
        yield Unclear(column, tuple(each.at for each in together), "their headings name different actions")
    named = [each for each in together if _kind_named(each, evidence) is Kind.AGENCY]
    if len({each.heading for each in named}) > 1:
        why = "both headings name one agency, so one of the two may be another's"
        yield Unclear(column, tuple(each.at for each in named), why)
    others = (each for each in together if each.heading and each not in named)
    for same in by_first((fold_heading(each.text), each) for each in others).values():
        first, *again = same
        if any(first.heading != each.heading and first.values.keys() & each.values.keys() for each in again):
            part = " name the same part of the period" if first.sense.time is Fit.SAME else " do not differ"
            yield Unclear(column, tuple(each.at for each in same), f"their headings{part}")


_NAMING = frozenset({Kind.AGENCY, Kind.STATUS, Kind.PERIOD})
_VERSIONS = VERSIONS | {"draft", "provisional", "now"}  # of an action's number
_NUMBER = frozenset({"no", "nos", "nr", "num", "number", "numbers", "ref", "reference", "id", "code", "see", "sr"})


def _not_of_actions(own: Candidate, candidates: Sequence[Candidate], evidence: Evidence) -> Iterator[Unclear]:
    """A doubt if the heading of the actions is a name, like those beside it, or says what else is numbered: `Page no.`.

    Below any heading, numbers in texts, with letters of their own, or beside the wording of actions, are certain.
    """
    kind = _kind_named(own, evidence) if own.by is By.CONTENT else None
    if kind in _NAMING and any(_kind_named(one, evidence) is kind for one in candidates if one is not own):
        yield Unclear("action", (own.at,), "the headings seem to be one column too far to the left")
    words = [word for word in words_of(own.lowest) if word not in _NUMBER | SILENT]
    ours = {*evidence.headings.action_names, *evidence.headings.own_words}
    if not words or own.sense.exact or is_generic(words[0]) or words[0] in PLANS or ours & ({*words} - PLANS):
        return
    texts = (text for one in candidates if one.column == "action_text" for text in one.texts())
    certain = own.profile.share(Kind.ACTION) or own.holds_texts or any(map(evidence.is_wording, texts))
    if not (certain or is_this_plan(words[0], evidence.edition.framework)):
        yield Unclear("action", (own.at,), f"by its heading, it may number something else: “{words[0]}”")


def _kind_named(candidate: Candidate, evidence: Evidence) -> Kind | None:
    """The kind of value that a heading is, such as the name of an agency."""
    return evidence.kind(candidate.lowest) if candidate.heading is not None else None


def _names_another_plan(action: Candidate, evidence: Evidence) -> bool:
    """Whether the heading of the action column names another plan: a word before `plan` is not in this plan's title."""
    title = fold_heading(evidence.edition.framework.title).split()
    known = {*title, *evidence.headings.action_names, *_ANY_PLAN, *initials(title)}
    below_agency = evidence.kind(action.text.removesuffix(action.lowest).strip()) is Kind.AGENCY
    parts = split_heading(action.lowest if below_agency else action.text)
    pairs = (pair for part in parts for pair in pairwise(fold_heading(part).split()))
    before = (name for name, plan in pairs if plan in PLANS)
    return not action.sense.exact and any(name not in known and not is_known(name) for name in before)


_ANY_PLAN = PLANS | {"final", "national", "government"}  # words that do not tell plans apart


def _holds_labels(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column holds labels such as `Status` and `Progress`; if so, each row is only a part of a form."""
    texts = _short_texts(candidate)
    labels = [label for text in texts if (label := label_in(text, evidence, inside=True)) is not None]
    asked = {label.best[0] for label in labels} & evidence.answers
    return len(asked) > 1 and len(labels) > MOST * len(candidate.values)


def _holds_cycles(candidate: Candidate, actions: Sized, evidence: Evidence) -> bool:
    """Whether labels recur in cycles and outnumber the `actions`, and all are questions or some ask for an answer."""
    texts = _short_texts(candidate)
    if not len(texts) > len(actions) or not are_in_cycles(texts):
        return False
    senses = (label_in(text, evidence, inside=True) for text in {*texts})
    return all(text.endswith(MARKS) for text in texts) or any(s and s.best[0] in evidence.answers for s in senses)


def _short_texts(candidate: Candidate) -> Sequence[str]:
    """The short texts of a column; empty if most of its texts are long, or if it does not hold texts."""
    if not candidate.profile.mostly(Kind.WORDS, Kind.SENTENCE, Kind.PERIOD):
        return ()
    short = [text for text in candidate.texts() if len(text) <= SHORT]
    return short if len(short) > MOST * len(candidate.values) else ()


def are_in_cycles(labels: Sequence[str]) -> bool:
    """Whether the same labels recur in the same order, with few gaps: `This year`, `Next year`, `This year` …"""
    place = {label: at for at, label in enumerate(dict.fromkeys(labels))}
    cycles = 1 + sum(place[following] <= place[label] for label, following in pairwise(labels))
    return len(place) > 1 < cycles and len(labels) > _LABELS_PRESENT * cycles * len(place)


def _competes(own: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether another column may also be this column of the plan, and the two disagree in at least one row."""
    near = own.score(own.column or "") - other.score(own.column or "") < MARGIN
    match own.column:
        case "action":
            likely = _may_name_actions(other, own, evidence, near=near)
        case "status" if not (is_part(own) or is_no_status(other, (own, other), evidence, rival=True)):
            likely = near or may_state_status(other, own)
        case _:
            likely = near and own.column == "agency"
    return likely and any(meant and also and meant != also for meant, also in _meant_by_both(own, other, evidence))


def _may_name_actions(other: Candidate, action: Candidate, evidence: Evidence, *, near: bool) -> bool:
    """Whether another column may name the actions: its weight is close, or it has numbers and a heading for actions."""
    of_other = other.sense.best[0] in ("status", "agency") and not other.profile.share(Kind.ACTION)  # `Status code`
    if of_other or holds_other_actions(other, (action, other), evidence) or counts_rows(other, action):
        return False
    of_plan = not PLANS.isdisjoint(words_of(other.text)) and not _names_another_plan(other, evidence)  # `Plan item`
    if not (names_actions(other.text, evidence) or of_plan):  # it may hold ids beside `Action 5: …`
        return near and bool(other.profile.share(Kind.ACTION) or action.profile.share(Kind.ACTION) < TEXTS)
    return near or (other.profile.mostly(*ACTION_KINDS) and not (other.profile.serial or other.sense.other))


def names_other_actions(headings: Sequence[str], evidence: Evidence) -> set[str]:
    """The headings such as `Related actions`, with words beyond numbers, versions and the plan, if another has none.

    Brackets, as in `Action (was)`, may tell versions apart.
    """
    names, plan = evidence.headings.action_names, evidence.edition.framework
    words = {each: {*words_of(each)} - _NUMBER for each in headings if not split_heading(each)[1]}
    further = {each: own - names - _ANY_PLAN - _VERSIONS - SILENT for each, own in words.items() if own & names}
    others = {
        each for each, own in further.items() if not all(is_this_plan(word, plan) for word in own if word.isalpha())
    }
    return others if any(words[each] <= names for each in further) else set()


def holds_other_actions(candidate: Candidate, candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether a column is headed by `Related actions`, and one with actions that do not count the rows by `Action`."""
    sure = (each for each in candidates if each.profile.mostly(*ACTION_KINDS) and not each.profile.serial)
    texts = [candidate.text, *(each.text for each in sure)] if names_actions(candidate.text, evidence) else []
    return candidate.text in names_other_actions(texts, evidence)


def _meant_by_both(own: Candidate, other: Candidate, evidence: Evidence) -> Iterator[Sequence[object]]:
    """What the values of two columns mean, in each row in which both have one."""
    for row in own.values.keys() & other.values.keys():
        yield [evidence.meaning(str(own.column), each.values[row].value) for each in (own, other)]


def _agree_mostly(own: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether two columns give the same status in more than half of the rows in which both have a value."""
    agree = [meant == also for meant, also in _meant_by_both(own, other, evidence)] if own.column == "status" else []
    return 2 * sum(agree) > len(agree)
