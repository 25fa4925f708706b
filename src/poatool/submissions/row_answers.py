"""What a row answers: its texts, and its status, wherever it is stated."""

from collections.abc import Collection, Mapping

from poatool.framework.columns import COLUMN_BY_ID, Column, ColumnKind
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import Names
from poatool.submissions.evidence.kinds import SENTENCE_WORDS, YES, says_none
from poatool.submissions.model import Row, Table
from poatool.text import lazy_pattern
from poatool.workbooks.model import text_of

_ZERO = "0"
_SAME = lazy_pattern(
    r"(?i)\W*(?:no change|unchanged|(?:(?:still|all|much) )?the same|same|as (?:before|last|in|at|per|for|prev))\b"
    r"(?: (?:status|as|in|to|from|at|per|since|last|previous|year'?s?|period|time|return|report|before|\d{4}))*\W*",
    needs=("same", "no change", "unchanged", "as "),
)
_STATUS = lazy_pattern(r"(?i)\bstatus\b|\brag\b|\bstate\b")


def openings(table: Table, edition: Edition) -> Mapping[int, str]:
    """The status that begins each row's progress; empty if a row has none, or all have the same label (`Done: …`)."""
    cells = [] if table.heading("status") else [row for row in table.updates if "progress" in row.cells]
    stated = any("status" in row.cells for row in cells)
    texts = {} if stated else {row.number: row.cells.text("progress") for row in cells}
    found = {number: status_names.leading_status(edition.framework, text) for number, text in texts.items()}
    labels = len({*found.values()}) == 1 and any(text.startswith(f"{found[n]}:") for n, text in texts.items())
    return found if all(found.values()) and not labels else {}


def status_of(table: Table, row: Row, beside: str, plan: Framework, *, suggest: bool) -> Names | None:
    """The status of a row, from its column or `beside` its action or text.

    An answer that only points to a status, such as `no change`, or `yes` below `Finished?`, becomes its remark.
    """
    own = row.cells.text("status")
    own = status_names.with_other(plan, own, beside) if own and beside else own or beside
    words = " ".join(own.split())
    heading = table.heading("status")
    instead = _last_status(table, row) if _SAME.fullmatch(words) else ""
    if heading and heading.text.endswith("?") and words.casefold() in YES:  # `Finished?`
        instead = heading.text.rstrip("? ")
    if instead and (meant := status_names.status(plan, instead, suggest=False)).ids:
        return meant._replace(text=own, remark=own)
    return status_names.status(plan, own, suggest=suggest) if own else None


def _last_status(table: Table, row: Row) -> str:
    past = {table.line_of(h.cell) for h in table.headings if h.column is None and h.dated and _STATUS.search(h.text)}
    found = [text_of(cell.value) for cell in row.other if table.line_of(cell) in past]
    found += [row.cells.text("previous_status")] if "previous_status" in row.cells else []
    return found[0] if len({*found}) == 1 else ""


def columns_of_figures(table: Table, plan: Framework) -> Collection[str]:
    """The plan's own columns in which at most half of the answers are sentences, so that a zero is an answer too."""
    own = [each.id for each in plan.text_columns if each.id not in COLUMN_BY_ID and each.kind is ColumnKind.TEXT]
    texts = {name: [text for row in table.updates if (text := row.cells.text(name)) not in ("", _ZERO)] for name in own}
    are_long = {name: [len(text.split()) >= SENTENCE_WORDS for text in given] for name, given in texts.items()}
    return {name for name, long in are_long.items() if 2 * sum(long) <= len(long)}


def texts_of(row: Row, plan: Framework, figures: Collection[str], *, idle: bool) -> Mapping[str, str]:
    """The texts of a row, except answers such as `None` in optional columns or, if it is `idle`, in any column."""

    def is_answer(column: Column, text: str) -> bool:
        if (column.required and not idle) or (text == _ZERO and column.id in figures):
            return True
        return not (says_none(text) or (not column.required and status_names.is_nil(plan, text)))

    written = ((column, row.cells.text(column.id)) for column in plan.text_columns)
    return {column.id: text for column, text in written if text and is_answer(column, text)}


def is_nil_return(status: str | None, progress: str, edition: Edition) -> bool:
    """Whether a status or a progress text says that there is nothing to report."""
    if status is not None and edition.framework.status_by_id[status].nil:
        return True
    return bool(progress) and status_names.is_nil(edition.framework, progress)


def says_why_nil(progress: str, edition: Edition) -> bool:
    """Whether the progress text of a nil return says more than that there is nothing to report."""
    only = says_none(progress) or progress.strip(" .").casefold() == "nothing to report"
    return not (only or status_names.is_nil(edition.framework, progress))
