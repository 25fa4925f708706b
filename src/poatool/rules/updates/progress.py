"""UPD: whether an update says what was done, in full and in the right cell."""

import re
from collections import Counter
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.columns import ColumnKind
from poatool.framework.dates import MONTH
from poatool.framework.edition import Edition
from poatool.framework.model import Reach
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import fold
from poatool.phrases import phrases
from poatool.rules.registry import Problem, ids_with, is_progress, rule
from poatool.rules.updates.placeholders import is_placeholder, points_to, said_beside_work, stands_in
from poatool.rules.wording import at_end, column_name, filled, place_of, quoted
from poatool.submissions.evidence import kinds, work_done as work
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.text import actions, lazy_pattern, searchable

_ADDRESS = ("http", "www.")
_LONGEST_STATUS = 60  # the longest text, in characters, that may be just a status
_OLD_CELL = 255  # the length, in characters, at which older programs and forms cut off a text
_NEARLY = range(245, 257)  # lengths of texts cut off at about 250 characters; blanks at the end are not counted
_CELL = 32_767  # how many characters an Excel cell can hold (Excel specifications and limits, Microsoft)
_ENDS = (".", "!", "?", ":", ";", ")", "]", "”", "’", '"', "'", "…")
# Numbers and dates in any form, a bare web address, and what a spreadsheet shows in place of a text.
_FIGURES = lazy_pattern(
    rf"""(?: [\W\d_] | (?<=\d)(?:st|nd|rd|th)\b | \b{MONTH}\b )*
      | (?:https?://|www\.)\S+ | true | false | \#(?:ref!|n/a|value!|name\?|div/0!|null!|num!|spill!|calc!) | err:\d{{3}}""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLED = lazy_pattern(r"\b[A-Z][a-z]+ [A-Z][a-z]+ (?:was|were|has|have)\b")  # `The Modern Slavery Act was passed`
_NOTHING_DONE = phrases("(no|nothing) (before: WORD)|not (before: WORD)", case="any")


@rule("UPD301", Severity.ERROR, was="UPD302 progress-placeholder")
def progress_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row does not say what was done: its progress is missing, or only a placeholder.

    There is nothing to publish, so the row is set aside. Placeholders are `TBC`, `as above`, `n/a`, an example, a
    prompt, the name of a file, the address of a cell, or the wording of an action. A status for work that has not
    begun, such as “Not started”, needs no progress. A row is also set aside if its status is empty, its progress is
    only a status and its next steps are filled in: its texts may be one column too far right. To fix it, write what was
    done in the period, or “Nothing to report”.

    Bad:
    | Action | Status    | Progress          | Next steps                |
    | 2      | Under way | <found>           |                           |
    | 3      | Under way | TBC <found>       |                           |
    | 7      | Ongoing   | See our last report, which still holds. <found> |     |
    | 5      |           | Under way <found> | Wrote a guide for Napier. |

    Good:
    | Action | Status                | Progress          | Next steps                   |
    | 2      | Not started           | –                 | Train inspectors in Hamilton |
    | 3      | No update this period | Nothing to report |                              |
    """
    for update in (each for each in submission.updates if not each.nil):
        if not filled(update, "progress"):
            if _lacks_progress(update, submission):
                yield Problem(place_of(update, "progress"), "No progress is given.")
        elif says := _in_place_of_progress(update, submission.edition):
            yield Problem.at(update.cell("progress"), *says)


def _lacks_progress(update: Update, submission: Interpreted) -> bool:
    """Whether a row lacks progress that it needs; a row that only adds other texts to an update needs none."""
    edition, table = submission.edition, update.table
    if update.status is not None and not edition.framework.status_by_id[update.status].progress:
        return False
    if table.heading("progress") is None and (table.headings or table.doubts):  # otherwise WBK104 reports the table
        return bool(table.heading("status")) and submission.submission.asks_elsewhere(table, "progress")
    texts = any(filled(update, each.id) for each in edition.framework.text_columns)
    return update.row.continues is None or not texts or filled(update, "status")


def _in_place_of_progress(update: Update, edition: Edition) -> tuple[str, str | None] | None:
    """The message, and perhaps the hint, about progress that is a placeholder, a wording or a misplaced status."""
    text = update.progress
    if stands_in(update, edition):
        return f"{quoted(text)} does not describe progress.", None
    shifted = not filled(update, "status") and filled(update, "next_steps")
    if shifted and status_names.is_status(edition.framework, text):
        message = f"{quoted(text)} is a status, but no other cell has one: the row may be shifted to the right."
        return message, "Move its texts below the headings that they answer."
    return None


@rule("UPD329", Severity.ADVICE, requires="UPD301")
def only_points_elsewhere(submission: Interpreted) -> Iterator[Problem]:
    """The progress only points to another action, so it does not count as a report.

    The text is printed as it is, but unless another answer describes progress, the action counts as not reported on. To
    fix it, write what was done on this action or, if one text is about both, name both actions beside it, as in `5, 6`.

    Bad:
    | Action | Status    | Progress              |
    | 5      | Under way | See Action 6. <found> |

    Good:
    | Action | Status    | Progress                                  |
    | 5, 6   | Under way | Trained forty inspectors; see Action 9.   |
    """
    read = (each for each in submission.updates if not each.table.doubts)  # otherwise WBK104 reports the table
    for update in (each for each in read if not each.nil):
        if (elsewhere := points_to(update, submission.edition)) and update.codes:
            message = f"This only points to {actions(elsewhere)}, so it is no report on {actions(update.codes)}."
            yield Problem.at(update.cell("progress"), message)


@rule(
    "UPD315",
    Severity.WARNING,
    requires="UPD301",
    was="progress-only-a-status UPD316 progress-is-no-text UPD317 next-steps-placeholder",
)
def says_nothing(submission: Interpreted) -> Iterator[Problem]:
    """The progress, or another text such as the next steps, says nothing.

    The progress may repeat a status (`On track`), or be a bare number, date or web address; often it was meant for
    another column. Other texts may be placeholders: `TBC`, `n/a`. To fix it, write what was done, or what is planned.
    Other texts may be left empty, and a completed action may have `None`.

    Bad:
    | Action | Status    | Progress                  | Next steps  |
    | 2      | Under way | On track <found>          |             |
    | 3      | Under way | 3 March 2022 <found>      |             |
    | 5      | Under way | Trained forty inspectors. | N/A <found> |

    Good:
    | Action | Status    | Progress                           | Next steps | Expected by |
    | 2      | Ongoing   | Trained 40 inspectors in May 2022. |            | n/a         |
    | 3      | Completed | Wrote a leaflet.                   | None       |             |
    | 5      | Completed | The Gangs Act was passed in 2022.  |            |             |
    """
    edition = submission.edition
    for each in submission.texts:
        if is_progress(each) and _describes_nothing(each.text, edition) and not _agrees_with_status(each, edition):
            message = f"{quoted(each.text)} does not describe what was done."
            yield Problem.at(each.cell, message, "Write what was done in the period.")
    ending = {status.id for status in edition.framework.statuses if status.ends}
    others = [column for column in edition.framework.text_columns if column.id != "progress"]
    for update in submission.updates:
        if update.nil or update.status in ending:  # a completed action may have `None`
            continue
        for column in others:
            written = update.texts.get(column.id, update.row.cells.text(column.id))
            if not any(map(str.isalnum, written)):
                continue  # a dash leaves the cell empty
            text = searchable(written)
            no_date = column.kind is ColumnKind.DATE and kinds.says_none(text)
            is_figure = text.isdigit() and column.id in update.texts
            if len(text) <= _LONGEST_STATUS and is_placeholder(text) and not (no_date or is_figure):
                message = f"{quoted(text)} in {column_name(edition, column.id)} is only a placeholder."
                yield Problem.at(update.cell(column.id), message, "Write the text, or leave the cell empty.")


def _agrees_with_status(text: Text, edition: Edition) -> bool:
    """Whether the progress says, as its status does, that nothing was done: `No work in 2022` beside `Not started`."""
    reach = edition.framework.status_by_id[text.update.status].reach if text.update.status else None
    return reach in (Reach.NOT_BEGUN, Reach.HELD_UP) and _NOTHING_DONE.search(text.text) is not None


def _describes_nothing(text: str, edition: Edition) -> bool:
    short = len(text) <= _LONGEST_STATUS
    of_state = "state" in said_beside_work(text) and _TITLED.search(text) is None
    status = short and (status_names.is_status(edition.framework, text) or of_state)
    return status or text.isalpha() or ((short or text.startswith(_ADDRESS)) and _FIGURES.fullmatch(text) is not None)


_UNENDED = {  # by language, what no sentence ends with
    "en": phrases("""WORD (the|an?|and|or|our|your|their|its|whose|every|than|because|although|such as|so that)$
    (including|between|among|during|via)$|(and|but|while) (the|another|our|its) (WORD ){1,3}(was|were|is|are|has|have|had|will)$
    (those|people|-ers) who$|(that|which|and|or|but|(those|people|-ers) who) (has|have|had|was|were)$|the WORD of$
    (that|and|but|or|because|although|while|as|if|when) (they|we|he|she)$"""),
    "fr": phrases("WORD (le|la|les|un|une|des|du|au|aux|et|ou|mais|dans|chez|leurs|ses)$"),
    "de": phrases("WORD (der|dem|den|des|eine|einem|einen|einer|und|oder|sowie|für|zum|zur|vom)$"),
    "es": phrases("WORD (el|la|los|las|una|del|al|y|o|de|en|con|por|sus)$"),
}
_ENDING = 50  # how many characters at the end of a text show whether its last clause is whole
_DAMAGED = lazy_pattern("\\w\ufffd|\ufffd\\w")


@rule("UPD308", Severity.ERROR)
def text_cut_off(submission: Interpreted) -> Iterator[Problem]:
    """A text has lost letters or its end: it stops in mid-sentence, or is as long as a cell can be.

    Some of it was lost when it was copied, so the row is set aside. To fix it, find the original and paste the rest.

    Bad rows:
    | 3      | Under way | Trained forty inspectors in Napier, and wrote to the <found> |
    | 2      | Under way | Trained inspectors in Whangārei, in Auckland, in Hamilton, in Tauranga, in Gisborne, in Napier, in New Plymouth, in Whanganui, in Masterton, in Wellington, in Nelson, in Blenheim, in Greymouth, in Christchurch, in Timaru, in Dunedin, in Invercargill and l <found> |
    """
    ended = Counter(each.text.endswith(_ENDS) for each in submission.texts)
    unended = _UNENDED.get(submission.edition.framework.language[:2])
    for text in submission.texts:
        length = len(text.update.row.cells.raw[text.column].text)
        near = length == _OLD_CELL or (length in _NEARLY and ended[True] > ended[False] and ". " in text.text)
        full = length == _CELL or (near and not text.text.endswith(_ENDS))
        if full or (text.text[-1:].isalpha() and unended and unended.search(text.text[-_ENDING:])):
            most = "the most" if length in (_CELL, _OLD_CELL) else "about the most"
            where = f"after {length:,} characters, {most} that a cell or a form can hold" if full else "in mid-sentence"
            yield Problem.at(text.cell, f"The text stops {where}, with {at_end(f'…{text.text[-20:]}')}")
        elif "\ufffd" in text.text and _DAMAGED.search(text.text):
            yield Problem.at(text.cell, "Letters of the text are lost where it has the sign U+FFFD.")


@rule("UPD328", Severity.ERROR)
def texts_swapped(submission: Interpreted) -> Iterator[Problem]:
    """The progress and the next steps have changed places, or are the same text.

    The progress is then about work to come, and the next steps are about work that was done; or one of the two was
    lost when the other was copied over it. A text would be published under the wrong heading, so the rows are set
    aside. To fix it, swap the texts back, or write in each cell what its heading asks for.

    Bad:
    | Action | Status  | Progress                                                 | Next steps                          |
    | 3      | Ongoing | We will train the inspectors, and send a guide. <found>  | Wrote a guide for employers.        |
    | 6      | Ongoing | In 2023 we will hire ten interpreters. <found>           | Two interpreters joined us in May.  |
    | 5      | Ongoing | Trained forty inspectors in two towns. <found>           | Trained forty inspectors in two towns. |

    Good:
    | Action | Status      | Progress                                          | Next steps                |
    | 8      | Not started | The work will begin once the review is completed. | Set up an advisory group. |
    """
    to_come = ids_with(submission, work.MAY_BE_TO_COME)
    for update in submission.updates:
        steps = update.texts.get("next_steps", "")
        swapped = steps and id(update) in to_come and work.begins_to_come(update.progress)
        if len(steps.split()) >= _A_TEXT and fold(steps) == fold(update.progress) and not update.nil:
            message = "The next steps repeat the progress word for word."
        elif swapped and any(reports(_SET_UP.sub(" ", steps)) for reports in _REPORTING):
            message = "The progress is about work to come, and the next steps are about work that was done."
        else:
            continue
        yield Problem.at(update.cell("progress"), message, related=[update.cell("next_steps")])


_A_TEXT = 5  # two texts with fewer words may be the same by chance
_REPORTING = (work.is_only_done, work.reports_finished_work)
_SET_UP = lazy_pattern(r"(?i)(?:\A|[.;:,\n]|\b(?:and|then|to)\b)[\W\d]{0,9}set up\b")
"""`Set up` as an instruction (`and set up a group`), which looks like finished work; `was set up` does not match."""
