"""What a row answers: its texts, and its status, wherever it is stated."""

from collections.abc import Collection, Mapping

from poatool.framework.columns import COLUMN_BY_ID, Column, ColumnKind
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import Names
from poatool.submissions.evidence.kinds import SENTENCE_WORDS, is_dash, says_none
from poatool.submissions.model import Row, Table


def status_of(row: Row, beside: str, plan: Framework, *, suggest: bool) -> Names | None:
    """The status of a row, from its column or `beside` its action; a dash says none."""
    own = row.cells.text("status")
    own = "" if is_dash(own) else own
    own = status_names.with_other(plan, own, beside, in_row=True) if own and beside else own or beside
    return status_names.status(plan, own, suggest=suggest) if own else None


def columns_of_figures(table: Table, plan: Framework) -> Collection[str]:
    """The plan's own columns in which at most half of the answers are sentences, so that a zero is an answer too."""
    own = [each.id for each in plan.text_columns if each.id not in COLUMN_BY_ID and each.kind is ColumnKind.TEXT]
    texts = {name: [text for row in table.updates if (text := row.cells.text(name)) not in ("", "0")] for name in own}
    are_long = {name: [len(text.split()) >= SENTENCE_WORDS for text in given] for name, given in texts.items()}
    return {name for name, long in are_long.items() if 2 * sum(long) <= len(long)}


def texts_of(row: Row, plan: Framework, figures: Collection[str], *, idle: bool) -> Mapping[str, str]:
    """The texts of a row, except answers such as `None` in optional columns or, if it is `idle`, in any column."""

    def is_answer(column: Column, text: str) -> bool:
        if (column.required and not idle) or (text == "0" and column.id in figures):
            return True
        return not (says_none(text) or (not column.required and status_names.is_nil(plan, text)))

    written = ((column, row.cells.text(column.id)) for column in plan.text_columns)
    return {column.id: text for column, text in written if text and is_answer(column, text)}


def is_nil_return(status: str | None, progress: str, edition: Edition) -> bool:
    """Whether a status or a progress text says that there is nothing to report."""
    plan = edition.framework
    return (status is not None and plan.status_by_id[status].nil) or status_names.is_nil(plan, progress)


def says_why_nil(progress: str, edition: Edition) -> bool:
    """Whether the progress text of a nil return says more than that there is nothing to report."""
    only = says_none(progress) or progress.strip(" .").casefold() == "nothing to report"
    return not (only or status_names.is_nil(edition.framework, progress))
