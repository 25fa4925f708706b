"""Find columns beside a text that may hold another version of it, or the one that is meant for readers."""

from collections.abc import Container, Iterator, Sequence

from poatool.submissions.evidence import heading_shapes, heading_words
from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.heading_words import SILENT, VERSIONS, fold_heading, is_known, weights_of
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.evidence.work_done import reports_finished_work
from poatool.submissions.layout.columns import PAIR, ROLE, Candidate
from poatool.submissions.layout.joining import is_unsettled, named_apart, names_version
from poatool.submissions.restrictions.texts import is_for_readers
from poatool.submissions.restrictions.words import plain_words, word_of

_CLEAR = 1.5  # a heading with less weight, such as `Details`, may mean other texts


def rivals_of(
    own: Candidate, candidates: Sequence[Candidate], joined: Container[int], evidence: Evidence
) -> Iterator[tuple[tuple[int, ...], str]]:
    """The columns that make a text column doubtful, and why."""
    if versions := _versions(own, candidates, joined, evidence):
        yield versions, "they may be versions of one text, or of different times"
    # Notes that are kept out may be about the work in `Text for the report`.
    meant, weak = is_for_readers(own.text), own.heading_weight("progress") < _CLEAR
    for each in candidates if own.column == "progress" else ():
        free = each.column is None and each.holds_texts and each.publishable and each.at not in joined
        if free and not meant and is_for_readers(each.text):
            yield (each.at,), "the heading of the second says that its texts are for readers"
        notes = weak and each.column == "notes" and each.profile.mostly(Kind.SENTENCE)
        if notes and (each.publishable or not meant) and any(map(reports_finished_work, each.texts())):
            yield (each.at,), "both report work, and no heading says progress"


def _versions(
    own: Candidate, candidates: Sequence[Candidate], joined: Container[int], evidence: Evidence
) -> tuple[int, ...]:
    """The text columns whose headings suggest another version of a text: `Draft update`, `Final update`."""
    free = [each for each in candidates if each.column is None and each.sense.time is own.sense.time]
    texts = [each for each in free if each.holds_texts and each.text != own.text and not each.sense.forbids]
    drafts = [
        each for each in free if each.holds_texts and each.sense.forbids and each.sense.best[0] in (own.column, None)
    ]
    drafts = [each for each in drafts if "draft" in plain_words(each.text) and is_unsettled(own.text)]
    found = [e for e in texts if _are_versions(own, e, evidence) or _are_rivals(own, e, joined=e.at in joined)]
    return tuple(each.at for each in (*drafts, *found))


def _are_versions(own: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether headings differ only in words for versions, or in a number after a name of the whole text: `Update 2`."""
    words, theirs = fold_heading(own.text).split(), {*fold_heading(other.text).split()}
    differ, common = {*words} ^ theirs, [word for word in words if word in theirs]
    if not (own.sense.time or any(map(is_known, {*words} | theirs))) and all(map(str.isalpha, differ)):
        return other.sense.best[0] == own.column
    whole = {*common} <= heading_shapes.TEXTS | {"progress"} | SILENT  # `Achievement 2` counts what was achieved
    if not evidence.edition.framework.language.startswith("en"):  # other words are only known as a heading
        whole = whole or evidence.headings.column_of(" ".join(common)) == "progress"
    counted = whole and not own.sense.time and len(differ) == PAIR and all(map(str.isdigit, differ))  # not `2 of 3`
    return counted or differ <= VERSIONS | heading_shapes.TEXTS


def _are_rivals(own: Candidate, other: Candidate, *, joined: bool) -> bool:
    """Whether headings share a word for their column, but name different versions or writers: `Update (Ana's)`."""
    ours, theirs = ({*words_of(each.text)} for each in (own, other))
    more, further = ({word for word in each if word.isalpha()} - SILENT for each in (ours - theirs, theirs - ours))
    if not any(weights_of(word).get(str(own.column), 0.0) >= ROLE for word in (ours & theirs) - heading_words.TIMES):
        return False
    of_other = any(not weights_of(word).keys().isdisjoint(heading_words.Other) for word in further)
    for_readers = any(map(heading_shapes.is_for_readers, ours - theirs))
    if "version" in ours | theirs and not (of_other and (for_readers or "version" not in ours & theirs)):
        return True
    by_others = not joined or "own" in ours & theirs or any(map(names_version, named_apart(own, other)))
    return bool((more and further) or named_apart(own, other)) and by_others and not (of_other or for_readers)


def is_kept_apart(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a heading keeps out texts on a subject of its own (`RESTRICTED: technical detail`), and names no work."""
    words = [word for word in words_of(candidate.text) if word_of(word) is None]
    letters = {*heading_shapes.shape_of(words, evidence.headings.agency_words, evidence.headings.vocabulary)}
    return candidate.sense.forbids and "u" in letters and letters.isdisjoint("prtT")
