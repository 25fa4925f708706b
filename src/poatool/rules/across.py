"""ALL: what only shows when the submissions of a period, or of two, lie side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from poatool.findings.model import Place, Severity
from poatool.framework.names.folding import fold
from poatool.rules.earlier import agencies_of, period_before
from poatool.rules.places import row_named
from poatool.rules.registry import Batch, Problem, batch_rule
from poatool.rules.text import agency_names, at_end, quoted
from poatool.rules.texts import at, progress_texts
from poatool.submissions.interpret import Text, Update
from poatool.text import actions, listed

_TELLING = 30
"""Characters from which two equal texts are no chance: “Nothing has changed.” is anybody's."""

_NEARLY = 90.0
"""Likeness, in per cent, from which a text was copied from the year before and touched up."""


@batch_rule("ALL601", "statuses-differ", Severity.ADVICE)
def statuses_differ(batch: Batch) -> Iterator[Problem]:
    """Agencies state different statuses for one action, so the report prints none for the action as a whole.

    Each may be right about its own part. To fix it, if they speak of the same work, let them agree on one.

    Bad other NZP:
    | Action | Agency | Status    | Progress                  |
    | 2      | NZP    | Completed | Trained forty inspectors. |

    Bad:
    | Action | Status    | Progress         |
    | 2      | Under way | Wrote a leaflet. |
    Found at: B2

    Good other NZP:
    | Action | Agency | Status    | Progress                  |
    | 2      | NZP    | Under way | Trained forty inspectors. |

    Good:
    | Action | Status    | Progress         |
    | 2      | Under way | Wrote a leaflet. |
    """
    first: dict[str, Update] = {}
    agreed: set[tuple[object, ...]] = set()
    for submission in batch.submissions:
        for update in submission.updates:
            status = update.status
            stated = status, update.codes, update.agencies
            if stated in agreed or status is None or update.nil or not update.agencies:
                continue
            others = [(code, first.setdefault(code, update)) for code in update.codes]
            differing = [code for code, other in others if other.status != status and _are_strangers(update, other)]
            if not differing:
                agreed.add(stated)
            else:
                other = first[differing[0]]
                cell = update.cell("status")
                yield Problem(
                    Place.of(cell),
                    f"{actions(differing)}: {listed(update.agencies)} {'states' if len(update.agencies) == 1 else 'state'} "
                    f"{quoted(cell.raw)}, and "
                    f"{listed(other.agencies)} {at_end(other.cell('status').raw)}",
                    "If they speak of the same work, let them agree on one status.",
                    value=cell.raw,
                    related=(Place.of(other.cell("status")),),
                )


def _are_strangers(update: Update, other: Update) -> bool:
    return set(update.agencies).isdisjoint(other.agencies)


@batch_rule("ALL602", "same-text-elsewhere", Severity.WARNING, requires=("ACT211", "AGY409"))
def same_text_elsewhere(batch: Batch) -> Iterator[Problem]:
    """The same text stands under another action, or comes from another agency.

    It would be printed twice. To fix it, name all its actions in one row, or all its agencies, and delete the other.

    Bad:
    | Action | Status    | Progress                                            |
    | 2      | Under way | Trained forty inspectors and wrote a guide for them. |
    | 3      | Under way | Trained forty inspectors and wrote a guide for them. |
    Found at: C3

    Bad other NZP:
    | Action | Agency | Status    | Progress                                             |
    | 2      | NZP    | Under way | Trained forty inspectors and wrote a guide for them. |

    Bad:
    | Action | Status    | Progress                                             |
    | 2      | Under way | Trained forty inspectors and wrote a guide for them. |
    Found at: C2

    Good:
    | Action | Status    | Progress           |
    | 2      | Under way | No change to this. |
    | 3      | Under way | No change to this. |
    """
    first: dict[str, Text] = {}
    telling = {text: words for text, words in batch.said_again.items() if len(words) >= _TELLING}
    for submission in batch.submissions if telling else ():
        for text in progress_texts(submission):
            if (words := telling.get(text.text)) is None:
                continue
            other = first.setdefault(words, text)
            again = set(text.update.codes) <= set(other.update.codes) and set(text.update.agencies) == set(
                other.update.agencies
            )
            if other is not text and not again:
                same_file = other.cell.file == text.cell.file
                where = row_named(other.cell, text.cell) if same_file else other.cell.file
                yield at(
                    text,
                    f"The same text stands in {where}{_whose(other.update)}.",
                    "Name all its actions and agencies in one row, and delete the other.",
                    related=(Place.of(other.cell),),
                )


def _whose(update: Update) -> str:
    """Whose update it is and on what, as far as it says."""
    by = f", from {listed(update.agencies)}" if update.agencies else ""
    return by + (f", on {actions(update.codes)}" if update.codes else "")


@batch_rule("ALL603", "copied-from-before", Severity.WARNING)
def copied_from_before(batch: Batch) -> Iterator[Problem]:
    """A text is that of the period before, word for word or nearly so.

    Readers who lay the two reports side by side would ask what was done. To fix it, write what is new, or choose
    “No update this period”.

    Bad previous:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained forty inspectors in Napier and wrote a guide.  |

    Bad:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained fifty inspectors in Napier and wrote a guide.  |
    Found at: C2

    Good previous:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained forty inspectors in Napier and wrote a guide.  |

    Good:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained all inspectors in Hastings; the guide is used. |
    """
    before = _told_before(batch)
    for submission in batch.submissions if before else ():
        for text in progress_texts(submission):
            words = fold(text.text)
            known = {old: found for agency in text.update.agencies for old, found in before.get(agency, {}).items()}
            if len(words) >= _TELLING and (copy := _likest(words, known)) is not None:
                old, likeness = copy
                alike = f"{likeness} % the" if likeness else "word for word the"
                yield at(
                    text,
                    f"This is {alike} text of {period_before(batch)} on {actions(old.update.codes)}.",
                    "Write what is new, or choose “No update this period”.",
                    related=(Place.of(old.cell),),
                )


def _told_before(batch: Batch) -> Mapping[str, dict[str, Text]]:
    """The texts of the period before, folded, by agency."""
    found: dict[str, dict[str, Text]] = defaultdict(dict)
    for submission in batch.previous:
        for text in progress_texts(submission):
            for agency in text.update.agencies:
                found[agency].setdefault(fold(text.text), text)
    return found


def _likest(words: str, known: Mapping[str, Text]) -> tuple[Text, int | None] | None:
    """The earlier text that this one was copied from, and their likeness in whole per cent; None where they are equal."""
    if words in known:
        return known[words], None
    from rapidfuzz import fuzz, process

    hit = process.extractOne(words, list(known), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return (known[hit[0]], min(99, int(hit[1]))) if hit else None


@batch_rule("ALL604", "silent-agency", Severity.WARNING)
def silent_agency(batch: Batch) -> Iterator[Problem]:
    """An agency that reported in the period before has sent nothing for this one.

    This is not asked where a single file is checked by itself. To fix it, ask the agency for its workbook; if it has
    nothing to report, that is an answer too.

    Bad previous:
    | Action | Agency | Status    | Progress                  |
    | 2      | NZP    | Under way | Trained forty inspectors. |

    Bad:
    | Action | Status    | Progress         |
    | 2      | Under way | Wrote a leaflet. |
    Found at: file

    Good previous:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |

    Good:
    | Action | Status    | Progress         |
    | 2      | Under way | Wrote a leaflet. |
    """
    told = agencies_of(batch.submissions)
    for submission in () if batch.one_file else batch.previous:
        for agency in submission.edition.framework.in_order(agencies_of((submission,)) - told):
            told.add(agency)
            yield Problem(
                Place(submission.submission.path),
                f"{listed(agency_names(batch.edition, [agency]))} sent this for {period_before(batch)}, and nothing since.",
                "Ask it for its workbook; “No update this period” is an answer too.",
            )
