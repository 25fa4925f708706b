"""ALL, UPD: faults that show only when submissions are compared, with each other or with those of earlier periods."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from poatool.findings.model import Place, Severity
from poatool.findings.set_aside import updates_that_count
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.rules.registry import DISTINCTIVE, Batch, Problem, batch_rule, is_progress
from poatool.rules.updates.placeholders import points_to
from poatool.rules.versions import copied_blocks
from poatool.rules.wording import agency_names, at_end, quoted, row_named, some
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.stated import part_of_period, stated_period
from poatool.text import actions, by_first, listed

_HALF = 5  # the fewest words in half of a text that is compared with others word by word
_NEARLY = 90.0  # how similar, in per cent, a text must be to an earlier one to count as copied and edited


@batch_rule("UPD313", Severity.WARNING, was="UPD314 completed-and-reopened")
def status_went_backwards(batch: Batch) -> Iterator[Problem]:
    """The status is less advanced than in the previous period, such as “under way” after “completed”.

    Readers who compare the two reports would ask why. To fix it, correct the status. If it is right, say in the text
    why the work goes on or begins again; the warning remains.

    Bad previous rows:
    | 2 | Under way   | Trained forty inspectors.      |
    | 3 | Completed   | Wrote a leaflet.               |
    | 5 | Not started | Funding was sought for a year. |

    Bad rows:
    | 2 | Not started <found> | Funding for a course is sought.    |
    | 3 | Under way <found>   | Wrote a guide for border officers. |
    | 5 | Under way           | Held a first meeting in Napier.    |
    """
    statuses = batch.edition.framework.status_by_id
    sent = ((agency, update) for agency, update in _sent_before(batch) if update.status is not None and not update.nil)
    earlier = by_first(((agency, code), update) for agency, update in sent for code in update.codes)
    for update in (update for submission in batch.submissions if earlier for update in submission.updates):
        if update.status is None or update.nil or "status" not in update.row.cells:
            continue
        after = statuses[update.status]
        # Completed is further than under way, which is further than not started.
        further = {e.id for e in statuses.values() if (e.ends and not after.ends if after.progress else e.progress)}
        before = {code: [u for a in update.agencies for u in earlier.get((a, code), ())] for code in update.codes}
        back = [code for code, theirs in before.items() if theirs and all(each.status in further for each in theirs)]
        for same in by_first((before[code][0].status, code) for code in back).values():
            cell, was = update.cell("status"), before[same[0]][0].cell("status")
            then = f"in {_period_then(batch)} it was {quoted(was.raw)}."
            message = f"{actions(same)}: the status is {quoted(cell.raw)}, but {then}"
            yield Problem.at(cell, message, related=(was,))


def _sent_before(batch: Batch) -> Iterator[tuple[str, Update]]:
    """Each agency's own updates in the previous period, with the agency as it is published in this period."""
    for submission in batch.previous:
        for update in submission.updates:
            senders = (agency for agency in update.agencies if submission.agency in (agency, None))
            yield from ((batch.edition.published_as(agency), update) for agency in senders)


@batch_rule("ALL605", Severity.ERROR)
def same_as_before(batch: Batch) -> Iterator[Problem]:
    """The workbook is that of the previous period, cell for cell.

    It was probably sent again by mistake. To fix it, send the workbook for this period. If nothing has changed
    since, choose “No update this period”.

    Bad previous rows:
    | 2 | Under way | Trained forty inspectors. |

    Bad rows:
    | 2 | Under way | Trained forty inspectors. |
    Found at: file
    """
    before = {each.agency: each.submission for each in batch.previous}
    counting = {each.submission.path: each for each, _ in updates_that_count(batch.submissions, batch.aside)}
    for path, each in counting.items():
        if (old := before.get(each.agency)) and each.submission.sheets == old.sheets:
            message = f"This is the workbook of {_period_then(batch)}, cell for cell."
            yield Problem(Place(path), message, related=(Place(old.path),))


@batch_rule("ALL603", Severity.WARNING, requires="ALL605 WBK117")
def copied_from_before(batch: Batch) -> Iterator[Problem]:
    """A text repeats one from the previous period, word for word or nearly so.

    Readers of both reports would ask what was done. To fix it, write what is new, or choose “No update this period”.

    Bad previous rows:
    | 2 | Under way | Trained forty inspectors in Napier and wrote a guide. |

    Bad rows:
    | 2 | Under way | Trained fifty inspectors in Napier and wrote a guide. <found> |
    | 3 | Under way | Trained all inspectors in Hastings; the guide is used.        |
    """
    before: dict[str, dict[str, Text]] = defaultdict(dict)
    for agency, update in _sent_before(batch):
        if update.progress and not update.nil:
            text = Text(update, "progress", update.progress, update.cell("progress"))
            before[agency].setdefault(fold(update.progress), text)
    if not before:
        return
    from rapidfuzz import fuzz, process

    this, plan = batch.edition.period, batch.edition.framework
    own = (s for s in batch.submissions if not this or stated_period(s.submission, plan) in (None, this.id))
    for text in (text for submission in own for text in filter(is_progress, submission.texts)):
        words = fold(text.text)
        senders = text.update.agencies if len(words) >= DISTINCTIVE else ()
        known = {old: found for agency in senders for old, found in before.get(agency, {}).items()}
        among = [words] if words in known else list(known)
        if copied := process.extractOne(words, among, scorer=fuzz.ratio, score_cutoff=_NEARLY):
            old = known[copied[0]]
            alike = "word for word" if copied[0] == words else f"{min(99, int(copied[1]))} %"
            on = f" on {actions(old.update.codes)}" if old.update.codes else ""
            message = f"This is {alike} the same as the text of {_period_then(batch)}{on}."
            yield Problem.at(text.cell, message, related=(old.cell,))


def _period_then(batch: Batch) -> str | None:
    """The previous period, from which there are submissions."""
    return batch.previous[0].edition.period_id


_NAMED = 5  # how many other rows with the same text a finding names


@batch_rule("ALL601", Severity.ADVICE, requires="ACT220")
def statuses_differ(batch: Batch) -> Iterator[Problem]:
    """Agencies, or rows of one agency, give an action different statuses, so the report states no overall status.

    Each may be right about its own part of the work. Of an agency's statuses for parts of the period, such as quarters,
    only the last counts. To fix it, ask the agencies to agree on one status if they mean the same work, or write into
    decisions.yaml which status applies.

    Bad other NZP:
    | Action | Agency | Status    | Progress                     |
    | 2      | NZP    | Completed | Trained forty inspectors.    |
    | 3      | NZP    | Under way | Wrote a guide for employers. |

    Bad rows:
    | 2 | Under way <found> | Wrote a leaflet.      |
    | 3 | Under way         | Met with employers.   |
    | 4 | Under way         | Rang forty growers.   |
    | 4 | Ongoing <found>   | Spoke to nine unions. |
    """
    counted = (update for _, update in updates_that_count(batch.submissions, batch.aside))
    stating = [each for each in counted if _states(each, batch.edition) and each.agencies]
    by_code = by_first((code, each) for each in stating for code in each.codes if code not in batch.decided.assessed)
    for codes in by_first((tuple(map(id, updates)), code) for code, updates in by_code.items()).values():
        latest = [[*stated.values()] for stated in latest_statuses(by_code[codes[0]], batch.edition).values()]
        for first, *others in latest:
            if others:
                hint = "Write the status of the action as a whole into each of its rows."
                yield _differing(codes, [others[0], first, *others[1:]], batch.edition, hint)
        first, *others = {id(each): each for updates in latest for each in updates}.values()
        differ = (e for e in others if e.status != first.status and set(e.agencies).isdisjoint(first.agencies))
        if update := next(differ, None):
            rest = [each for each in others if each is not update]
            hint = "If they mean the same work, ask them to agree on one status."
            yield _differing(codes, [update, first, *rest], batch.edition, hint)


def _differing(codes: Sequence[str], updates: Sequence[Update], edition: Edition, hint: str) -> Problem:
    stated, named = list[tuple[str, str]](), list[str]()
    for status, same in by_first((each.status or "", each) for each in updates).items():
        agencies, before = list(dict.fromkeys(agency for each in same for agency in each.agencies)), named
        named, state = agencies, "" if stated else "state " if agencies[1:] else "states "
        stated.append(
            ("also " if named == before else f"{listed(named)} {state}", edition.framework.status_by_id[status].label)
        )
    *most, (who, last) = stated
    message = f"{actions(codes)}: {', '.join(who + quoted(label) for who, label in most)}, and {who}{at_end(last)}"
    cell, *related = [each.cell("status") for each in updates]
    return Problem.at(cell, message, hint, related=related)


def _states(update: Update, edition: Edition) -> bool:
    """Whether an update states a status for its actions; a nil return, or a text such as `See Action 6`, does not."""
    return update.status is not None and not update.nil and not points_to(update, edition)


def latest_statuses(updates: Iterable[Update], edition: Edition) -> Mapping[str, Mapping[str, Update]]:
    """Each agency's first update with each status; if they are for parts of the period, only the last part counts."""
    found, whole = dict[str, dict[str, Update]](), edition.period.end if edition.period else date.max
    stated = ((agency, each) for each in updates if _states(each, edition) for agency in each.agencies)
    for agency, own in by_first(stated).items():
        several = len({each.status for each in own}) > 1
        parts = [part_of_period(each.table, each.row, edition) if several else None for each in own]
        ends = [part[1] if part else whole for part in parts]
        for each in (update for update, end in zip(own, ends, strict=True) if end == max(ends)):
            found.setdefault(agency, {}).setdefault(each.status or "", each)
    return found


@batch_rule("ALL602", Severity.WARNING, requires="ACT211 ACT220 AGY409")
def same_text_elsewhere(batch: Batch) -> Iterator[Problem]:
    """The same text appears under another action or another agency.

    The text would be printed twice, perhaps with one other plain word. All repetitions of a text in a workbook give one
    finding. Texts of fewer than 30 characters are not compared. To fix it, name all actions and agencies in one row,
    and delete the other rows.

    Bad other NZP:
    | Action | Agency | Status    | Progress                                             |
    | 2      | NZP    | Under way | Trained forty inspectors and wrote a guide for them. |
    | 5      | NZP    | Under way | No change to this.                                   |

    Bad rows:
    | 2 | Under way | Trained forty inspectors and wrote a guide for them. <found> |
    | 3 | Under way | No change to this.                                           |
    """
    first: dict[str, Text] = {}
    repeats: dict[tuple[str, str], list[Text]] = defaultdict(list)
    alike = _alike(update.progress for submission in batch.submissions for update in submission.updates)
    both = {**batch.repeated_progress, **alike}.items()
    repeated = {text: words for text, words in both if len(words) >= DISTINCTIVE}
    texts = [text for submission in batch.submissions if repeated for text in filter(is_progress, submission.texts)]
    copied = {id(row) for each in batch.submissions if repeated for block, _ in copied_blocks(each) for row in block}
    for text in texts:
        if (words := repeated.get(text.update.progress)) is None or id(text.update) in copied:
            continue
        other = first.setdefault(words, text)
        mine, theirs = text.update, other.update
        again = set(mine.codes) <= set(theirs.codes) and set(mine.agencies) == set(theirs.agencies)
        if other.cell != text.cell and not again:
            repeats[words, text.cell.file].append(text)
    for (words, file), (text, *more) in repeats.items():
        other = first[words]
        theirs = other.update
        where = row_named(other.cell, text.cell) if other.cell.file == file else other.cell.file
        by = f", from {listed(theirs.agencies)}" if theirs.agencies else ""
        on = f", on {actions(theirs.codes)}" if theirs.codes else ""
        named = f", and again in {some([row_named(each.cell, text.cell) for each in more])}" if more else ""
        but = "" if fold(text.update.progress) == words else " but for one word"
        message = f"The same text{but} is in {where}{by}{on}{named}."
        yield Problem.at(text.cell, message, related=(other.cell, *(each.cell for each in more[:_NAMED])))


def _alike(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts that differ from an earlier one in a single plain word, with the folded form of the first of them."""
    seen, found = dict[tuple[int, int, int], str](), dict[str, str]()  # `seen`: the first text with the same half
    for text in texts:
        middle = len(words := text.split()) // 2
        for at, half in ((0, words[:middle]), (middle, words[middle:])) if middle >= _HALF else ():
            other = seen.setdefault((len(words), at, hash(tuple(half))), text)
            differ = [pair for pair in zip(words, other.split(), strict=True) if len({*pair}) > 1]
            if len(differ) == 1 and all(word.isalpha() and word.islower() for word in differ[0]):
                found[text] = found.setdefault(other, fold(other))
    return found


@batch_rule("ALL604", Severity.WARNING)
def silent_agency(batch: Batch) -> Iterator[Problem]:
    """An agency whose work was going on in the previous period has sent nothing for this period.

    Work that had ended needs no answer. The rule is skipped if only some files of a folder are checked, and for an
    agency that a decision excuses or gives more time. To fix it, ask the agency for its workbook; it may choose “No
    update this period”.

    Bad previous:
    | Action | Agency | Status    | Progress                  |
    | 2      | NZP    | Under way | Trained forty inspectors. |

    Bad rows:
    | 2 | Under way | Wrote a leaflet. |
    Found at: file
    """
    excused = (agency for agency, action in batch.decided.not_expected if action is None)
    heard_from = _senders(batch.submissions).union(excused, batch.decided.awaited)
    for submission in () if batch.in_part else batch.previous:
        going_on = tuple(each for each in submission.updates if _had_not_ended(each, batch.edition))
        if submission.updates and not going_on:
            continue
        senders = _senders((replace(submission, updates=going_on),))  # for a joint return, those named in these rows
        sent_by = {batch.edition.published_as(agency) for agency in senders}
        for agency in submission.edition.framework.in_order(sent_by - heard_from):
            heard_from.add(agency)
            name = listed(agency_names(batch.edition, [agency]))
            message = f"{name} sent this for {_period_then(batch)}, and nothing since."
            yield Problem(Place(submission.submission.path), message)


def _had_not_ended(update: Update, edition: Edition) -> bool:
    """Whether the work of an earlier update had not ended, and its actions are still reported on."""
    ended = update.status is not None and edition.framework.status_by_id[update.status].ends
    return not ended and (not update.codes or any(edition.by_code[code].counts_under for code in update.codes))


def _senders(submissions: Sequence[Interpreted]) -> set[str]:
    """The agencies that sent these submissions; for a file that names no single agency, those named in its rows."""
    senders = {submission.agency for submission in submissions if submission.agency}
    together = (each for each in submissions if each.agency is None)
    return senders.union(*(update.agencies for submission in together for update in submission.updates))
