"""Say which text columns are parts of one text, and which are versions of it."""

from collections.abc import Sequence, Set as AbstractSet

from poatool.framework.dates import Fit
from poatool.submissions.evidence.heading_shapes import is_for_readers
from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.heading_words import SILENT, VERSIONS, Other, in_series, weights_of
from poatool.submissions.evidence.kinds import Kind, ends_like_prose
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.columns import READ, ROLE, TEXTS, Candidate
from poatool.submissions.layout.contrast import BEGINNING, is_narrowed
from poatool.submissions.model import By
from poatool.submissions.restrictions.words import CLEARING, plain_words, word_of

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
