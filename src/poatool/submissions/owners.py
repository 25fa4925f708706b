"""Find which agency reports: the one that the rows of a table name, or the one that statements about it name."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.names import agencies as agency_names
from poatool.framework.names.matching import Names, fold
from poatool.framework.reference.model import References
from poatool.framework.reference.resolve import index_of
from poatool.submissions.evidence.heading_words import LEADS
from poatool.submissions.model import Row, Scoped, Table
from poatool.submissions.statements.scope import AGENCY, OF_LABELS, Level
from poatool.workbooks.model import text_of


class Owner(NamedTuple):
    """Who sent a submission: the statement that says so, and the agency's published code if it names only one."""

    names: Names
    code: str | None
    statement: Scoped
    beside_leads: bool = False  # agencies in the rows may lead the actions without reporting on them


def owner_of(table: Table, edition: Edition) -> Owner | None:
    """The agency that the statements about a table give to rows that name none.

    A letterhead, the file's name and its properties do not count if a row of the table names another agency, unless it
    is among the leads of each answered row. A title does not count if the rows name several others but not its own, as
    in a collection of returns.
    """
    owner, heading = owner_in(table.scope.get(AGENCY, ()), edition), table.heading(AGENCY)
    if owner is None or heading is None:
        return owner
    named, answered = (_named_in(rows, edition) for rows in (table.rows, table.updates))
    others = {code for codes in named for code in codes} - {owner.code}
    unnamed = not any(owner.code in codes for codes in named)
    collected = owner.statement.level >= Level.TITLE and unnamed and len(others) > 1 and not heading.weak
    named_above = owner.statement.level < Level.LETTERHEAD or owner.statement.level in OF_LABELS
    # If each row names the owner, it may name several that report together.
    leads = heading.weak and LEADS.search(heading.text) is not None and any(owner.code not in each for each in named)
    if collected or (others and not (named_above or (leads and all(owner.code in each for each in answered)))):
        return None
    return owner._replace(beside_leads=leads or (heading.weak and unnamed))


def _named_in(rows: Iterable[Row], edition: Edition) -> Sequence[tuple[str, ...]]:
    texts = {row.cells.text(AGENCY) for row in rows if AGENCY in row.cells}
    return [published(agency_names.agencies(edition.framework, text, suggest=False), edition) for text in texts]


def owner_in(statements: Sequence[Scoped], edition: Edition) -> Owner | None:
    """The agency in the most explicit statement that names one; a label or cover decides even with an unknown name."""
    for scoped in statements:
        found = agency_names.agencies(edition.framework, scoped.text, suggest=scoped.level <= Level.LABEL)
        codes = published(found, edition)
        code = codes[0] if len(codes) == 1 and not found.unknown else None
        if code is not None or scoped.level in OF_LABELS:
            return Owner(found, code, scoped)
    return None


def published(found: Names, edition: Edition) -> tuple[str, ...]:
    """The codes under which the agencies of names are published: a unit counts as its ministry."""
    return tuple(dict.fromkeys(map(edition.published_as, found.ids)))


def only_leads(table: Table, row: Row, owner: Owner | None) -> bool:
    """Whether the agencies in a row lead its action, and the owner of the table reports on it."""
    if owner is None or not owner.beside_leads or (heading := table.heading(AGENCY)) is None:
        return False
    cell = row.cells.raw[AGENCY]
    return cell.column == heading.cell.column or cell.row == heading.cell.row


def is_below_part(table: Table, row: Row, stated: Scoped, references: References, edition: Edition) -> bool:
    """Whether the agency above a row is only the title of the plan's part that has its actions: `Water and green`.

    Directorates and parts may have the same names. Such a title counts for less than a tab or label with an agency.
    """
    cell, explicit = row.cells.raw.get(AGENCY), stated.level < Level.TITLE or stated.level in OF_LABELS
    if cell is None or cell.row == row.number or not explicit:
        return False
    part, heading = index_of(edition, suggest=False).headings.get(fold(text_of(cell.value))), table.heading(AGENCY)
    in_column = heading is not None and heading.cell.column == cell.column
    return part is not None and part.issuperset(references.codes) and not in_column
