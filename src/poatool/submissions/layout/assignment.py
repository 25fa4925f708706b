"""Decide which column of the plan each column of a sheet stands for, judging by its heading and content."""

from collections.abc import Container, Mapping, Sequence
from itertools import filterfalse, islice
from typing import NamedTuple

from poatool.framework.dates import spelt_out
from poatool.framework.names.statuses import is_nil
from poatool.framework.spans import is_only_time
from poatool.submissions.evidence.heading_text import asks_about_writing, is_plain_remark, split_heading, words_of
from poatool.submissions.evidence.heading_words import Other
from poatool.submissions.evidence.kinds import ACTION_KINDS, CONTENT, MOST, Kind, weigh
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout import columns
from poatool.submissions.layout.columns import LEAST, READ, ROLE, TEXTS, Candidate, counts_rows
from poatool.submissions.layout.contrast import as_progress, only_reports, with_contrasts, with_times
from poatool.submissions.layout.doubts import Unclear, doubts_in, holds_other_actions
from poatool.submissions.layout.joining import joined_as
from poatool.submissions.layout.questions import action_asked_about
from poatool.submissions.layout.ratings import SHARE, counts_status, counts_statuses, is_no_status
from poatool.submissions.layout.rivals import is_kept_apart
from poatool.submissions.model import By
from poatool.submissions.restrictions.texts import is_for_readers
from poatool.submissions.restrictions.words import CLEARING, word_of
from poatool.submissions.statements.scope import PERIOD
from poatool.text import lazy_pattern
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import text_of
from poatool.workbooks.quota import Effort

_NAMED = 2.0  # added to the weight of a table for each `NamedColumn`
_FURTHER = 0.5  # added for each further column whose texts are joined to those of another

_ONLY_BY_HEADING = frozenset({"notes", "previous_status", "previous_progress", "action_text", "period"})

_UNIT = lazy_pattern(r"(?i)\s*(?:(?:fiscal|financial) )?(?:year|quarter|half(?:[ -]year)?)[ :]*", needs=("r", "half"))
"""A heading that is only a word such as `Quarter`. Its column gives a part of each row's period."""

SIGN = 2  # the most characters of a tick; even `ü` may be one, in the font Wingdings


class NamedColumn(NamedTuple):
    """A column headed by the name of an agency, action or status (`what` says which); it holds ticks or `texts`."""

    at: int
    what: str
    name: str
    texts: bool = False


class Assignment(NamedTuple):
    """What each column of a table stands for, and what is unclear about this."""

    candidates: tuple[Candidate, ...]
    joined: Mapping[str, tuple[int, ...]]  # the sheet's columns to join, in order of time; only the last status counts
    doubts: tuple[Unclear, ...]  # while there are any, nothing in the table is published
    named: tuple[NamedColumn, ...]
    weight: float
    second_status: int | None = None  # another column of statuses; rows in which the two disagree are in doubt

    @property
    def by_column(self) -> Mapping[str, int]:
        """The number of the sheet's column for each column of the plan that was found."""
        return {candidate.column: candidate.at for candidate in self.candidates if candidate.column}


def assign(candidates: Sequence[Candidate], evidence: Evidence) -> Assignment:
    """Assign the columns. Content alone may identify progress, but next steps need a heading about the future."""
    evidence.headings.effort.spend(len(candidates) * Effort.column)
    candidates = with_contrasts(candidates, evidence)
    named = _named_columns(candidates, evidence)
    at_named = {each.at for each in named}
    settled = list(with_times([each for each in candidates if each.at not in at_named], evidence))
    settled = _with_substitute_action(_with_numbers_as_action(_by_weight(settled, evidence), evidence), evidence)
    doubts: list[Unclear] = []
    if "progress" not in {each.column for each in settled}:
        settled, doubts = _progress_by_content(settled, evidence)
    settled = [_with_rival(each, settled) for each in settled]
    in_time = sorted(settled, key=lambda each: each.sense.until)
    joined = {column: joined_as(column, in_time, evidence) for column in evidence.narrative}
    found = [*doubts_in(settled, joined, evidence)]
    second = next((doubt.places[-1] for doubt in found if doubt.rarely), None)
    doubts += [doubt for doubt in found if not doubt.rarely]
    unsure = {doubt.column for doubt in doubts}
    joined = {column: places for column, places in joined.items() if column not in unsure}
    statuses = [each for each in in_time if columns.is_part(each)]
    joined["status"] = tuple(each.at for each in statuses) if any(each.column for each in statuses) else ()
    joined[PERIOD] = tuple(e.at for e in settled if e.column == PERIOD or _UNIT.fullmatch(spelt_out(e.text)))
    settled = [each._replace(column=None, by=None) if each.column in unsure else each for each in settled]
    weight = sum(each.score(each.column) for each in settled if each.column) + _NAMED * len(named)
    weight += _FURTHER * sum(len(joined[column]) - 1 for column in evidence.narrative if joined.get(column))
    settled += [each for each in candidates if each.at in at_named]
    ordered = tuple(sorted(settled, key=lambda each: each.at))
    return Assignment(ordered, joined, tuple(doubts), tuple(named), weight, second)


def _named_columns(candidates: Sequence[Candidate], evidence: Evidence) -> list[NamedColumn]:
    """Find columns headed by names, such as agencies. They hold ticks, one sign or nothing, or texts below statuses."""
    found: list[NamedColumn] = []
    for what, kind in (("status", Kind.STATUS), ("agency", Kind.AGENCY), ("action", Kind.ACTION)):
        columns_of_kind = []
        named = [(each, name) for each in candidates if not each.sense.dated and (name := each.named(kind, evidence))]
        cells = [cell for each, _ in named for cell in each.values.values()]
        signs = {text_of(cell.value) for cell in cells}
        one_sign = len(signs) == 1 and len(min(signs)) <= SIGN
        with_texts = what == "status" and any(each.holds_texts for each, _ in named)
        ticked = (cell.row for cell in cells if what == "status" and evidence.kind_of(cell) is Kind.TICK)
        last = max(ticked, default=LAST_ROW)
        for each, name in named:
            # Cells below the last tick may hold names.
            profile = evidence.profile([cell for row, cell in each.values.items() if row <= last])
            numbers, ticks = profile.share(Kind.NUMBER, Kind.NUMBER_OF_ACTION), profile.share(Kind.TICK)
            if with_texts or one_sign or (ticks >= numbers and ticks + numbers == 1) or not profile.total:
                columns_of_kind.append(NamedColumn(each.at, what, " ".join(name.split()), with_texts))
        letters = what == "status" and not any(each.name[1:] for each in columns_of_kind)  # `A` and `B` may be sites
        if len(columns_of_kind) > (2 if letters else 1):
            found += columns_of_kind
    return found


def _by_weight(candidates: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Pair columns of the sheet with columns of the plan, the greatest weight first; each is used only once."""
    scores: list[tuple[float, int, str]] = []
    for each in candidates:
        for column in evidence.edition.framework.column_by_id:
            weight = each.score(column)
            if weight >= LEAST and _may_stand_for(each, column, candidates, evidence):
                scores.append((-weight, each.at, column))
    found = {each.at: each for each in candidates}
    for _, at, column in sorted(scores):
        if found[at].column is None and all(each.column != column for each in found.values()):
            by = By.HEADING if found[at].heading_weight(column) >= ROLE else By.CONTENT
            found[at] = found[at]._replace(column=column, by=by)
    return list(found.values())


def _with_numbers_as_action(candidates: list[Candidate], evidence: Evidence) -> list[Candidate]:
    """Take unassigned numbers below a heading for actions as the action, and the former action column as wording."""
    named = [
        each
        for each in candidates
        if each.column is None
        and each.heading_weight("action") > 0
        and each.sense.weights.get("action", 0.0) >= ROLE
        and each.profile.mostly(*ACTION_KINDS)
        and not (each.profile.serial or counts_statuses(each, candidates, evidence))
        and not columns.is_of_parts(each, candidates, evidence)
    ]
    assigned = [each for each in candidates if each.column == "action"]
    if len(named) != 1 or not all(_only_spell_out(each, named[0], evidence) for each in assigned):
        return candidates
    roles = {named[0].at: "action", **{each.at: "action_text" for each in assigned}}
    return [each._replace(column=roles[each.at], by=By.HEADING) if each.at in roles else each for each in candidates]


def _with_substitute_action(candidates: list[Candidate], evidence: Evidence) -> list[Candidate]:
    """If no column is the action, use wordings that begin with a number: `9: …`; or questions about an action each."""
    if any(each.column == "action" for each in candidates):
        return candidates
    worded = [each for each in candidates if each.column == "action_text" and each.profile.share(Kind.ACTION) >= TEXTS]
    if not worded:
        asking = (each for each in candidates if each.column is None and each.publishable and each.holds_texts)
        worded = [each for each in asking if all(action_asked_about(text, evidence) for text in each.texts())]
    return [each._replace(column="action", by=By.CONTENT) if each in worded[:1] else each for each in candidates]


def _holds_wordings(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether most texts of a column begin with the plan's wording of an action."""
    texts = candidate.texts(0 if candidate.sense.only_time else READ)
    others = enumerate(filterfalse(evidence.is_wording, texts), 1)  # counted until there are too many
    return bool(texts) and all(len(texts) - count > MOST * len(texts) for count, _ in others)


def _only_spell_out(texts: Candidate, numbers: Candidate, evidence: Evidence) -> bool:
    """Whether texts only put into words what the numbers beside them say: `Improve procurement` beside 13."""
    if not texts.profile.share(*ACTION_KINDS) or _holds_wordings(texts, evidence):
        return True
    pairs = ((cell.value, numbers.values[row].value) for row, cell in texts.values.items() if row in numbers.values)
    return all(evidence.codes(text) in ((), evidence.codes(number)) for text, number in pairs)


def _may_stand_for(candidate: Candidate, column: str, candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether a column of the sheet can stand for this column of the plan at all, whatever its weight."""
    if column in evidence.narrative:
        return _may_be_text(candidate, column, evidence) and not _holds_wordings(candidate, evidence)
    sense, profile, weight = candidate.sense, candidate.profile, candidate.heading_weight(column)
    if column == "action":
        return _may_be_action(candidate, candidates, evidence)
    no_status = column == "status" and is_no_status(candidate, candidates, evidence)
    if no_status or _is_about_other(candidate, column, evidence):
        return False
    if column in CONTENT and column not in _ONLY_BY_HEADING:
        others = (each for each in candidates if each.at != candidate.at and each.sense.best[0] == sense.exact)
        sure = profile.total > 1 or any(each.holds_texts for each in others)  # one value may be a slip
        contradicted = sense.exact is not None and sure and weigh(sense.exact, profile) < 0
        return sense.exact in (None, column) or contradicted
    # Periods may be below an unknown heading such as `Phase`, but not below `Delivery` or `Target quarter`.
    if column == "period" and sense.other is None and profile.mostly(Kind.PERIOD) and weight < ROLE:
        texts = [text_of(cell.value) for cell in islice(candidate.values.values(), READ)]
        times = (is_only_time(text, evidence.edition.framework, evidence.edition.period) for text in texts)
        fits = sense.best[0] in (None, "period", "status") or len({*texts}) == 1  # `RPT_YR`, with 2023 in every row
        return fits and all(times)  # unlike names of users: `user-2093`
    return sense.best[0] == column and weight >= ROLE


def _may_be_action(candidate: Candidate, candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether a column can be the action. Numbers below a heading about another subject are only counts."""
    numbers_rows = any(counts_rows(candidate, other) for other in candidates)
    others = (counts_statuses, columns.is_of_parts, holds_other_actions)
    if numbers_rows or any(tells(candidate, candidates, evidence) for tells in others):
        return False
    named = candidate.profile.mostly(Kind.ACTION) or columns.names_actions(candidate.text, evidence)
    return named or not candidate.sense.other


def _is_about_other(candidate: Candidate, column: str, evidence: Evidence) -> bool:
    """Whether a column is for other readers, on another subject, or has values such as `35 %` that do not fit."""
    sense = candidate.sense
    private = column in evidence.edition.framework.published_columns and not candidate.publishable
    other_subject = column in ("agency", "status") and sense.other not in (None, Other.DATE)
    values = [text_of(each.value) for each in candidate.values.values()] if column in ("status", PERIOD) else []
    numbers = all(map(str.isdigit, values))
    of_shares = all(map(SHARE.fullmatch, values)) and not numbers  # 0.35, or `35 %`
    of_shares |= bool(values) and counts_status(candidate, evidence)
    texts = candidate.texts(READ)
    recurring = candidate.profile.mostly(Kind.WORDS, Kind.STATUS) and len({*texts}) < len(texts)
    no_wording = column == "action_text" and not sense.exact and (recurring or candidate.profile.mostly(Kind.ACTION))
    return private or other_subject or of_shares or (no_wording and not _holds_wordings(candidate, evidence))


def _may_be_text(candidate: Candidate, column: str, evidence: Evidence) -> bool:
    """Whether a column can be this text column: its heading suggests it, nothing forbids it, and its content fits."""
    weight, sense = candidate.heading_weight(column), candidate.sense
    holds_others = candidate.profile.mostly(Kind.STATUS, Kind.DATE) and sense.exact != column
    is_wording = column == "next_steps" and weight < sense.weights.get("action_text", 0.0)  # `Proposed wording`
    holds_others &= not all(is_nil(evidence.edition.framework, text) for text in candidate.texts(READ))
    is_text = not (holds_others or is_wording or candidate.names_categories)
    return weight >= ROLE and candidate.may_print(column) and is_text


def _progress_by_content(candidates: list[Candidate], evidence: Evidence) -> tuple[list[Candidate], list[Unclear]]:
    """If one text column may be progress, read it as such; if several may, or its heading is unclear, raise a doubt."""
    beside = {each.column for each in candidates}
    named = [each for each in candidates if each.column == "action" and each.profile.share(Kind.ACTION) >= TEXTS]
    untaken = [each for each in candidates if not each.column and each.holds_texts]
    if named or any(each.heading_weight("action_text") >= ROLE for each in untaken):
        beside.add("wording")  # `Title` beside `Description`: either may hold the wording
    known = [e for e in candidates if e.holds_texts and e.publishable and not _holds_wordings(e, evidence)]
    texts = [each for each in known if _may_be_progress(each, beside)]
    if not any(each.profile.share(Kind.STATUS) for each in candidates):
        texts = texts or [each for each in known if each.column == "status"]
    remarks = [each for each in known if each.heading_weight("notes") >= ROLE and not each.sense.other]
    if any(asks_about_writing(each.text) for each in candidates):
        remarks = []  # such comments are about how the text is written
    texts = texts or (remarks if any(is_plain_remark(split_heading(each.text)[0]) for each in remarks) else [])
    alone = [each for each in untaken if not each.sense.forbids] == texts
    planned = [each for each in candidates if each.column == "next_steps"]
    done = [each for each in texts if alone and any(columns.differ_in_time(each, plan) for plan in planned)]
    plain = done or only_reports(texts, evidence) or _meant_for_readers(texts, candidates)
    which = "no heading says which of them holds progress"
    if len(plain) == 1:
        sense = plain[0].sense
        others = (each for each in untaken if each.sense.other in (Other.AUDIENCE, Other.SUBJECT))
        aside = [each.at for each in others if each.profile.differ and not is_kept_apart(each, evidence)]
        cleared = any(word_of(word) in CLEARING for word in words_of(plain[0].text))  # `Text as approved`
        cleared |= is_for_readers(plain[0].text)
        if aside and not (done or cleared or sense.best[0] == "progress" or sense.time):
            return candidates, [Unclear("progress", (plain[0].at, *aside), which)]
        return [as_progress(each, evidence) if each is plain[0] else each for each in candidates], []
    why = "its heading does not say that it is about what was done" if len(texts) == 1 else which
    return candidates, [Unclear("progress", tuple(each.at for each in texts), why)] if texts else []


def _meant_for_readers(texts: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The only text that may be progress, if it is headed `Text for publication` and headings keep other texts out."""
    kept_out = any(each.holds_texts and not (each.publishable or each.sense.dated) for each in candidates)
    return [each for each in texts if kept_out and len(texts) == 1 and is_for_readers(each.text)]


def _may_be_progress(candidate: Candidate, beside: Container[str | None]) -> bool:
    """Whether a text column may be progress although its heading does not say so.

    `Status update` may hold progress beside a column of statuses, and `Description` beside the wording of actions.
    """
    if candidate.sense.other not in (None, Other.DATE) or candidate.sense.weights.get("progress", 0.0) < 0:
        return False
    if candidate.column == "action_text":
        return ("wording" in beside or candidate.sense.exact is None) and candidate.profile.share(Kind.ACTION) < TEXTS
    column, weight = candidate.sense.best
    about = ("progress", "action", "action_text", "agency", "period", *(["status"] if "status" in beside else []))
    return candidate.column is None and (weight < ROLE or column in about)


def _with_rival(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Record the rival of an assigned column: the unassigned column with the greatest weight, if that is enough."""
    if (column := candidate.column) is None:
        return candidate
    others = (each for each in candidates if each.column is None and (each.publishable or each.contradicts(column)))
    weight, at = max(((each.score(column), each.at) for each in others), default=(0.0, 0))
    return candidate._replace(rival=at) if weight >= LEAST else candidate
