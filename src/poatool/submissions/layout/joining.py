"""Say which text columns are parts of one text, or versions of it; divide a text at labels: `Next steps: …`."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set as AbstractSet

from poatool.framework.dates import Fit
from poatool.submissions.evidence.heading_shapes import is_for_readers
from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.heading_words import NO_SENSE, SILENT, VERSIONS, Other, in_series, weights_of
from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import Kind, ends_like_prose
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.layout.columns import READ, ROLE, TEXTS, Candidate
from poatool.submissions.layout.contrast import BEGINNING, is_narrowed
from poatool.submissions.model import By
from poatool.submissions.restrictions.words import CLEARING, plain_words, word_of
from poatool.submissions.statements.labels import split_label
from poatool.workbooks.model import RawCell, text_of

_ALIKE = 1.1  # the texts of two columns are joined only if the weights of their headings differ by no more than this
_TIMES_AS_LONG = 4  # how many times as long as names the texts beside them are
_VERSIONS = VERSIONS | SILENT | {"full", "long", "text"}
_CHANGED = frozenset(["amended", "edited", "edits", "rev", "revised", "revision", "corrected", "tracked", "suggested"])


def joined_as(column: str, candidates: Sequence[Candidate], evidence: Evidence) -> tuple[int, ...]:
    """The columns whose texts are joined because their headings suggest `column` about equally; empty if none does."""
    assigned = next((each for each in candidates if each.column == column), None)
    if assigned is None or assigned.by is not By.HEADING:
        return ()
    found = []
    for each in (e for e in candidates if e is assigned or (e.column is None and e.sense.best[0] == column)):
        weight = each.heading_weight(column)
        free = weight >= ROLE and each.may_print(column) and not each.names_categories
        free = free and (not is_narrowed(each, evidence) or is_narrowed(assigned, evidence))  # as in `Path to green`
        certain = each.sense.time is Fit.SAME or each.sense.exact == column or in_series(assigned.text, each.text)
        # Below a heading that names only a time, a report may repeat the wording of its action.
        kinds = (Kind.SENTENCE, *([Kind.WORDS] if certain else []), *([Kind.ACTION] if each.sense.only_time else []))
        holds_text = each.profile.share(*kinds) >= TEXTS or not each.profile.total
        holds_text = holds_text and (certain or not _only_names(each, assigned))
        if each is assigned or (free and holds_text and abs(assigned.heading_weight(column) - weight) <= _ALIKE):
            found.append(each.at)
    return tuple(found)


def _only_names(candidate: Candidate, other: Candidate) -> bool:
    """Whether a column has short names beside the much longer texts of another: `Front-line training`."""
    short, long = ([len(text.split()) for text in each.texts(READ)] or [0] for each in (candidate, other))
    brief = sum(short) * len(long) * _TIMES_AS_LONG < sum(long) * len(short)
    return brief and not any(map(ends_like_prose, candidate.texts(READ)))


def named_apart(own: Candidate, other: Candidate) -> Sequence[AbstractSet[str]]:
    """The words of two headings after the same beginning: `Progress: achievements`, `Progress: figures`; or empty."""
    found = [BEGINNING.match(each.text) for each in (own, other)]
    beginnings = {each[1] if each else None for each in found}
    return [{*words_of(each[2])} for each in found if each] if len(beginnings) == 1 else []


def names_version(words: AbstractSet[str]) -> bool:
    """Whether words name a version of a text or its readers (`full text`, `website`), and not a part (`figures`)."""
    return any(is_for_readers(word) or Other.AUDIENCE in weights_of(word) for word in words) or words <= _VERSIONS


def is_unsettled(heading: str) -> bool:
    """Whether a heading says that its text was changed, but not that it was agreed: `Amended by Ana`, `Final?`."""
    words = plain_words(heading)
    agreed = any(word_of(word) in CLEARING for word in words)
    return heading.rstrip(" )").endswith("?") if agreed else not _CHANGED.isdisjoint(words)


def have_labels(texts: Iterable[str], headed: Container[str], evidence: Evidence) -> bool:
    """Whether labels in the texts of a table, such as `Next: …`, count although they do not name a column clearly.

    They must ask for two columns, or several must ask for one that is not among the `headed` columns.
    """
    lines = (line for text in texts for line in text.splitlines())
    times = Counter(asked for line in lines if (asked := _asked_by(line, evidence)) in evidence.narrative)
    return len(times) > 1 or any(times[column] > 1 for column in times if column not in headed)


def divided(cell: RawCell, column: str, evidence: Evidence, *, labelled: bool) -> Mapping[str, RawCell]:
    """The parts of the text in a column, by the column that each label asks for; empty without such labels.

    A label begins a line and names its column clearly or, if texts are `labelled` (`have_labels`), may ask for it.
    """
    if not isinstance(cell.value, str) or ":" not in cell.value.strip()[:-1]:
        return {}
    parts: dict[str, list[str]] = {column: []}
    into, found = column, False
    for line in cell.value.splitlines():
        text = line
        label, colon, rest = split_label(line)
        named = evidence.headings.column_of(label) if colon else None
        named = named or (_asked_by(line, evidence) if labelled else None)
        if named in evidence.answers and (named != "status" or evidence.kind(rest) is Kind.STATUS):
            into, text, found = named, rest, True
        parts.setdefault(into, []).append(text)
        into = into if into in evidence.narrative else column  # any other answer ends with its line
    joined = {name: "\n".join(lines).strip() for name, lines in parts.items()}
    return {name: cell._replace(value=text) for name, text in joined.items()} if found else {}


def with_status_above(cell: RawCell, evidence: Evidence) -> Mapping[str, RawCell]:
    """The status in the first line of a text about progress, and the text below it; empty if the line is no status."""
    first, _, rest = text_of(cell.value or "").strip().partition("\n")
    if not rest.strip() or evidence.kind_of_answer(first.strip()) is not Kind.STATUS:
        return {}
    return {"status": cell._replace(value=first.strip()), "progress": cell._replace(value=rest.strip())}


def _asked_by(line: str, evidence: Evidence) -> str | None:
    """The column that the label of a line may ask for."""
    label, colon, _ = split_label(line)
    sense = evidence.headings.sense(label) if colon and len(label) <= SHORT else NO_SENSE
    return sense.best[0] if sense.best[1] >= LABEL and not (sense.other or sense.forbids or sense.strange) else None
