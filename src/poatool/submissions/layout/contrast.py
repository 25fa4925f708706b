"""Compare the headings of a table to tell progress from next steps; if they leave this open, the texts decide."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, permutations

from poatool.framework.dates import Fit
from poatool.submissions.evidence.heading_shapes import OF_OTHERS, TEXTS, is_generic, shape_of
from poatool.submissions.evidence.heading_text import NUMBERED, words_of
from poatool.submissions.evidence.heading_words import SILENT, Other, stem, weights_of
from poatool.submissions.evidence.headings import HEADING_LENGTH, THIS_TIME
from poatool.submissions.evidence.kinds import MOST, Kind, ends_like_prose
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.evidence.work_done import Work, work_in
from poatool.submissions.layout.columns import READ, ROLE, Candidate, differ_in_time, is_part, mostly_about
from poatool.submissions.model import By
from poatool.submissions.restrictions.texts import is_for_readers
from poatool.submissions.restrictions.words import Word, word_of
from poatool.text import MONTH_NAMES, lazy_pattern

BEGINNING = lazy_pattern(r"(?s)([^:(–—-]{2,40}?)(?::| [–—-]| (?=\())\s*(\S.*)", needs=(":", " –", " —", " -", " ("))
_LISTS = (
    "past last back far to until already got was were has have held built ran met overview summary",
    "after due going scheduled pending later following proposed further being programmed preparation consideration",
    "work activities activity actions action measures tasks services",
    "part side role share hand piece bit end involvement",  # after `our`, they only say whose work it is
)
_CLAUSE = frozenset({"what", "since", "how", "where", "we", "our", "us"})
_REMARKS = frozenset({"note", "notes", "comment", "comments", "remark", "remarks"})
_PAST, _FUTURE, _WORK, _SHARES = (frozenset(words.split()) for words in _LISTS)
_POINTER = lazy_pattern(
    r"(?i)\b(?:lined up|(?:down|along) the (?:road|track|line)|the rest|left|on (?:our|the) (?:list|books|cards|radar)"
    r"|in (?:store|mind|view|sight|the making|the offing|hand)|(?:and|what|by) then|(?:then|now) what"
    r"|what(?:'s| is| happens)? now|not(?: yet)? (?:done|finished|begun)|un(?:done|finished)"
    r"|to(?: be)? (?:follow|take|make|finish|complete|begin|start)|will|soon|later|tomorrow|remains?"
    r"|(?:where|what) .{0,20}\b(?:heading|want|hope|mean)|from (?:now|january|here)|(?:20\d\d|then) (?:and )?on)\b"
)
"""Words that point to what comes after the period: `lined up`, `not yet finished`."""

_LATER = lazy_pattern(r"(?i)\b(?:for|from|in|after|beyond) (?:\w{1,9} )?20\d\d\b", needs=("20",))
_DONE, _AHEAD = 1.2, 1.0  # the least weight of a word for work done, and of a word for work to come
_CLEAR, _PAIR = 1.6, 2  # the weight of a heading that a contrast makes clear, and the number of headings in a pair
_JOINING = 2.0  # the weight of a heading whose texts are joined to those below a clearer one
_COMPARED = ("progress", "next_steps", "action", "action_text", "period")  # only headings for these are compared


def with_contrasts(candidates: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Weigh headings by how they differ from those beside them: beside `Work to May`, `Work after May` means plans."""
    times = Counter(BEGINNING.sub(r"\1", each.text) for each in candidates if BEGINNING.match(each.text))
    senses = {text: evidence.headings.sense(text) for text in times if times[text] > 1}
    shared = {text: times[text] for text, sense in senses.items() if not (sense.other or sense.forbids or sense.time)}
    found = _with_notes_of_parts([_without_shared_start(shared, each, evidence) for each in candidates])
    texts = [at for at, each in enumerate(found) if each.holds_texts and _may_be_text(each)]
    for done, ahead in permutations(texts, 2):
        if _are_contrary(found[done], found[ahead], evidence):
            found[done], found[ahead] = _read_as(found[done], "progress"), _read_as(found[ahead], "next_steps")
    progress = [at for at, each in enumerate(found) if _is_about_progress(each)]
    past = any(each.sense.only_time and each.sense.time is Fit.OTHER and not each.sense.later for each in found)
    found = [_read_as(each, "next_steps") if progress and _is_ahead(each, past) else each for each in found]
    found = [_by_texts(each) if {*progress} - {at} else each for at, each in enumerate(found)]
    texts = [at for at, each in enumerate(found) if each.holds_texts and (at in progress or _may_be_text(each))]
    unclear = any(at not in progress and found[at].sense.exact is None for at in texts)
    for done, ahead in permutations([at for at in texts if unclear and not _is_wording(found[at], evidence)], 2):
        if ahead not in progress and found[ahead].sense.exact is None:
            differ = differ_in_time(found[done], found[ahead])
            found[ahead] = _by_pointer(found[ahead], differ=differ) if done in progress or differ else found[ahead]
    return [after._replace(text=before.text) for after, before in zip(found, candidates, strict=True)]


def with_times(candidates: Sequence[Candidate], evidence: Evidence) -> Iterator[Candidate]:
    """Read texts below `2022` as progress. If progress is for a later period, so are the answers to the right of it."""
    later, period = False, evidence.edition.period
    next_period = period and period.end + (period.end - period.start) / 2
    has_texts = any(each.sense.only_time and each.holds_texts for each in candidates)
    for each in candidates:
        sense = each.sense
        # Beside other reports headed by times, a text that repeats the wording of its action is a report, too.
        if sense.only_time and (each.holds_texts or (has_texts and each.profile.mostly(Kind.ACTION, Kind.WORDS))):
            sense = sense._replace(weights={"progress": 1.6})
        ends = period and MONTH_NAMES[period.end.month - 1] in each.text.split()[-1:]  # `Status at end June`
        if later and sense.best[0] in evidence.answers and sense.time is not Fit.SAME and not ends:
            sense = sense._replace(time=Fit.OTHER, later=False)
        elif next_period and sense.best[0] == "progress":
            later = sense.until > next_period and each.holds_texts
        yield each._replace(sense=sense)


def _without_shared_start(beginnings: Mapping[str, int], candidate: Candidate, evidence: Evidence) -> Candidate:
    """Cut a shared beginning off a heading; a clear meaning of the rest replaces the meaning of the whole."""
    match = BEGINNING.match(candidate.text)
    if match is None or match[1] not in beginnings:
        return candidate
    sense = evidence.headings.sense(match[2])
    says = sense.best[1] >= ROLE or sense.other or sense.forbids
    if beginnings[match[1]] == _PAIR and evidence.headings.sense(match[1]).best[1] >= ROLE:  # perhaps two versions
        says = says and sense.best[0] in evidence.narrative
    says = says and sense.best[0] != candidate.sense.best[0]
    sense = sense._replace(forbids=sense.forbids or candidate.sense.forbids) if says else candidate.sense
    return candidate._replace(sense=sense, text=match[2])


def _with_notes_of_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Read `Q1 Note`, beside `Q1 Status`, and so on as progress if these notes report work and are the only texts."""
    notes = [each for each in candidates if each.sense.best[0] == "notes" and each.sense.time is Fit.SAME]
    parts = {frozenset(words_of(each.text)) - _REMARKS for each in notes} if len(notes) > 1 else set()
    statuses = [frozenset(words_of(each.text)) - {"status"} for each in candidates if parts and is_part(each)]
    if not parts or parts != {*statuses} or not len(parts) == len(statuses) == len(notes):
        return candidates
    others = (each for each in candidates if each.holds_texts and each.sense.best[0] not in ("action", "action_text"))
    report = all(each.publishable and (mostly_about(each, Work.DONE) or not each.values) for each in notes)
    alone = report and all(each in notes for each in others)
    return [_read_as(each, "progress") if alone and each in notes else each for each in candidates]


def _is_ahead(candidate: Candidate, past: bool) -> bool:
    """Whether a column is about later work: `Key activities for 2023`, not `Results for 2023`, which may be targets.

    A bare time such as `Q3`, beside a `past` one such as `Q1`, heads plans only if its texts say so.
    """
    plans = candidate.sense.only_time and (not past or mostly_about(candidate, Work.TO_COME))
    dated = plans or _LATER.search(candidate.text)
    if not (dated and candidate.sense.later and candidate.sense.time is not Fit.SAME and candidate.holds_texts):
        return False
    words = [word for word in words_of(NUMBERED.sub("", candidate.text)) if word != "for"]
    plain = all(is_generic(word) and (word in TEXTS or _weight(word, "progress") <= _DONE + 0.1) for word in words)
    return plain and not (mostly_about(candidate, Work.DONE) or candidate.sense.forbids)


def _by_pointer(candidate: Candidate, *, differ: bool) -> Candidate:
    """Read a column as next steps if its heading has words for the future: `What we have lined up`.

    A phrase in `_POINTER` is enough. With any other word, such as `scheduled`, the rest of the heading must be known,
    unless the texts `differ` from those about work done.
    """
    sense, pointer = candidate.sense, _POINTER.search(candidate.text)
    to_come = work_in(candidate.text) is Work.TO_COME
    ahead = (differ and to_come) or (not sense.strange and (to_come or any(map(_is_future, words_of(candidate.text)))))
    bound = sense.forbids or (sense.time in (Fit.SAME, Fit.OTHER) and not sense.later)
    says_all = pointer and pointer[0] == candidate.text.strip(" ?.:…")
    if bound or not (pointer or ahead) or (mostly_about(candidate, Work.DONE) and not says_all):
        return candidate
    strange = tuple(word for word in sense.strange if not (pointer and word in pointer[0].casefold()))
    read = _read_as(candidate, "next_steps")
    return read._replace(sense=read.sense._replace(strange=strange))


def _is_wording(candidate: Candidate, evidence: Evidence) -> bool:
    column, weight = candidate.sense.best
    return (column in ("action", "action_text") and weight >= ROLE) or any(map(evidence.is_wording, candidate.texts()))


def _is_about_progress(candidate: Candidate) -> bool:
    sense, (column, weight) = candidate.sense, candidate.sense.best
    bare = sense.only_time and sense.time is Fit.SAME and candidate.holds_texts  # a heading such as `2022`
    return candidate.publishable and (bare or (column == "progress" and weight >= ROLE))


def _by_texts(candidate: Candidate) -> Candidate:
    """Let the texts decide if a heading such as `How far we have to go` may mean either progress or plans.

    The words of the heading must all be known, and name no subject except an aim, as in `Targets 2023`.
    """
    sense = candidate.sense
    column, weight = sense.best
    roles = [weights_of(word) for word in words_of(candidate.text)]  # `Targets` and `Expected results` name only aims
    aims = all("next_steps" in each for each in roles if not each.keys().isdisjoint(Other))
    about_other = sense.other is not None and not (sense.later and aims)
    if not (candidate.holds_texts and candidate.text) or about_other or sense.forbids or sense.exact or sense.strange:
        return candidate
    if column == "notes" or (weight >= _CLEAR and column in ("progress", "next_steps")):
        return candidate
    if sense.time is not Fit.SAME and mostly_about(candidate, Work.TO_COME):
        return _read_as(candidate, "next_steps")
    # `Work` alone may head the action's wording.
    names_work = bool(sense.weights.get("progress")) and " " in candidate.text
    if column != "progress" and names_work and not sense.dated and mostly_about(candidate, Work.DONE):
        return _read_as(candidate, "progress", _JOINING)
    return candidate


def _may_be_text(candidate: Candidate) -> bool:
    sense, (column, weight) = candidate.sense, candidate.sense.best
    return sense.other in (None, Other.DATE) and not sense.forbids and (weight < ROLE or column in _COMPARED)


def _read_as(candidate: Candidate, column: str, least: float = _CLEAR) -> Candidate:
    weights = {column: max(least, candidate.sense.weights.get(column, 0.0))}
    return candidate._replace(sense=candidate.sense._replace(weights=weights, other=None, exact=None, only_time=False))


def _are_contrary(done: Candidate, ahead: Candidate, evidence: Evidence) -> bool:
    """Whether headings share words, but differ in time: `done` is about the past, and `ahead` about the future."""
    one, other = ({stem(word): word for word in words_of(NUMBERED.sub("", each.text))} for each in (done, ahead))
    common = {one[each] for each in one.keys() & other.keys() if each.isalpha()}
    if not common:
        return False
    in_one = [word for each, word in one.items() if each not in other]
    in_other = [word for each, word in other.items() if each not in one]
    known = evidence.headings.vocabulary
    alike = all(word in SILENT or _is_past(word) for word in in_one)
    alike = alike and all(word in SILENT or _is_future(word) for word in in_other)
    if any(map(_is_future, in_one)) or any(_weight(word, "progress") >= _DONE for word in in_other):
        return False
    if not (common & _WORK or all(each in known or _is_past(word) or is_generic(word) for each, word in one.items())):
        return False
    if (done.sense.time is Fit.SAME or any(map(_is_past, one.values()))) and any(map(_is_future, in_other)):
        return alike or not common <= SILENT
    return not common <= SILENT and mostly_about(done, Work.DONE) and mostly_about(ahead, Work.TO_COME)


def _weight(word: str, column: str) -> float:
    return weights_of(word).get(column, 0.0)


def _is_past(word: str) -> bool:
    return word in _PAST or _weight(word, "progress") >= _DONE or (word.endswith("ed") and not _is_future(word))


def _is_future(word: str) -> bool:
    return word in _FUTURE or _weight(word, "next_steps") >= _AHEAD


def is_narrowed(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a heading has a word that may narrow or change what it is about: `Path to green`, `Trouble ahead`."""
    known = evidence.headings.vocabulary | evidence.headings.agency_words
    words = (word for word in words_of(NUMBERED.sub("", candidate.text)) if not is_generic(word))
    return bool(candidate.sense.strange) or any({word, stem(word)}.isdisjoint(known) for word in words)


def only_reports(texts: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """The columns whose headings name no other subject or, unless that is one, the only one with prose in its time."""
    plain = [each for each in texts if not (evidence.headings.knows_words and _names_a_subject(each, evidence))]
    prose = [each for each in texts if any(map(ends_like_prose, each.texts()))]  # unlike those of `Piece of work`
    return prose if len(plain) != 1 == len(prose) and _only_names_time(prose[0], evidence) else plain


def as_progress(candidate: Candidate, evidence: Evidence) -> Candidate:
    """Read a column as progress, and mark the words of its heading that may mean something else as strange."""
    sense, words = candidate.sense, words_of(candidate.text)
    is_known = evidence.headings.knows_words
    weighed = (sense.best[0] and is_known) or sense.time is Fit.SAME or len(candidate.text) > HEADING_LENGTH
    if weighed or not _SHARES.isdisjoint(words):
        words = tuple(evidence.subjects_in(candidate.text)) if is_known else ()
    plain = {Word.OUT, Word.SMALL} if is_for_readers(candidate.text) else set[Word]()
    unclear = (word for word in (*words, *sense.strange) if word_of(word.casefold()) not in plain)
    strange = dict.fromkeys(word for word in unclear if word.isalpha() and word not in _SHARES)
    return candidate._replace(column="progress", by=By.CONTENT, sense=sense._replace(strange=tuple(strange)))


def _names_a_subject(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a heading may name another subject. `Our part` and `What we brought` do not, above texts on work done."""
    subjects, words = evidence.subjects_in(candidate.text), words_of(candidate.text)
    ours = any(before == "we" and work_in(f"we {word}") is Work.DONE for before, word in pairwise(words))
    ours |= "our" in words and _SHARES.issuperset(subjects)
    on_work = mostly_about(candidate, Work.DONE) and not candidate.profile.share(Kind.STATUS)
    return bool(subjects) and ("who" in subjects or not (ours and on_work))


def _only_names_time(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a heading over texts on work done names the time of the report, and perhaps words of no importance.

    It is a clause, which a thing that is collected, as in `Speaking points (2022)`, is not. It names no speaker or
    version, and most texts do without its other words: `What moved in the six months`.
    """
    subjects, words = {*map(stem, evidence.subjects_in(candidate.text))}, words_of(candidate.text)
    timely = candidate.sense.time is Fit.SAME or THIS_TIME.search(candidate.text.casefold()) is not None
    says = timely and not _CLAUSE.isdisjoint(words) and mostly_about(candidate, Work.DONE)
    if not says or {"who", "version"} & {*words}:
        return False
    below = [{stem(word.strip(".,;:()")) for word in text.casefold().split()} for text in candidate.texts(READ)]
    shape = shape_of(words, evidence.headings.agency_words, evidence.headings.vocabulary)
    return sum(map(bool, map(subjects.intersection, below))) <= MOST * len(below) and not OF_OTHERS.search(shape)
