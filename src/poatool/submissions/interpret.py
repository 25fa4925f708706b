"""Interpret a submission in terms of the framework: the actions, agencies and status that each row means."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.names import agencies as agency_names, statuses as status_names
from poatool.framework.names.matching import Names
from poatool.framework.reference.model import Fault, References
from poatool.framework.reference.resolve import resolve, settled
from poatool.framework.reference.subjects import in_column
from poatool.submissions.evidence.clearance import refusals
from poatool.submissions.model import Cell, Row, Scoped, Submission, Table
from poatool.submissions.owners import Owner, is_below_part, only_leads, owner_in, owner_of, published
from poatool.submissions.prose import Prose
from poatool.submissions.row_answers import columns_of_figures, is_nil_return, status_of, texts_of
from poatool.submissions.statements.scope import ACTION, AGENCY, Level
from poatool.submissions.statements.titles import file_says
from poatool.text import searchable
from poatool.workbooks.formatting import linked_addresses, web_addresses
from poatool.workbooks.model import ErrorValue, RawCell, Unreadable, text_of


class Update(NamedTuple):
    """One row as an update: what some agencies say about some actions."""

    table: Table
    row: Row
    references: References
    named_agencies: Names | None = None  # the agencies that the row or a section above it names
    agencies: tuple[str, ...] = ()  # their published codes; those of the whole table if the row names no agency
    named_status: Names | None = None
    status: str | None = None
    nil: bool = False  # whether there is nothing to report
    texts: Mapping[str, str] = {}  # what reports print, or "" if emptied, by column id; not answers such as `None`
    links: Mapping[str, tuple[str, ...]] = {}  # the web addresses, by column id
    scoped: Scoped | None = None  # the statement about the whole table that gives its agencies
    replaced: Mapping[str, str] = {}  # what a decision replaced, by column: a text as sent, or the id of a status
    withheld: str = ""  # why a decision, or an answer of its agency, keeps it out of publication
    refusal: tuple[RawCell, str] | None = None  # the cell of this answer, with its label
    settled: bool = False  # a decision withholds it, whatever is found in it

    @property
    def as_sent(self) -> Mapping[str, str]:
        """The texts as the agency wrote them, in order."""
        return {column: sent for column, text in self.texts.items() if (sent := self.replaced.get(column, text))}

    @property
    def sent_status(self) -> str:
        """The id of the status that the agency wrote or, if the plan lacks it, its text; empty if it wrote none."""
        return self.replaced.get("status") or self.status or (self.named_status.text if self.named_status else "")

    @property
    def progress(self) -> str:
        """The update's progress text; empty if it has none."""
        return self.texts.get("progress", "")

    @property
    def codes(self) -> tuple[str, ...]:
        """The actions that the update counts towards, in published order."""
        return self.references.codes

    def cell(self, column: str) -> Cell:
        """The cell of a column in this row; if the cell is empty or missing, the first cell of the row."""
        return self.row.cells.place(column) or self.row.first


class Text(NamedTuple):
    """A text of an update that a report prints, such as its progress."""

    update: Update
    column: str
    text: str
    cell: Cell


class Links(NamedTuple):
    """The addresses from one cell that reports link to: typed in an address column, or behind a text."""

    update: Update
    column: str
    addresses: tuple[str, ...]

    @property
    def cell(self) -> Cell:
        """The cell that holds the addresses."""
        return self.update.cell(self.column)


@dataclass(frozen=True, eq=False, repr=False)
class Interpreted:
    """A submission with its updates and its owner (None unless statements give all its tables to one agency)."""

    submission: Submission
    edition: Edition
    owner: Owner | None
    updates: tuple[Update, ...]

    @cached_property
    def agency(self) -> str | None:
        """The published code of the sender or, if no statement names one, of the only agency that the rows share."""
        if self.owner is not None:
            return self.owner.code
        named = {update.agencies for update in self.updates if update.agencies}
        common = set.intersection(*map(set, named)) if named else set()
        return common.pop() if len(common) == 1 else None

    @cached_property
    def sender(self) -> str | None:
        """The agency that sent this return; for a unit with its own return, the unit and not its parent agency."""
        named = self.owner.names.ids if self.owner and self.owner.code else ()
        return named[0] if len(named) == 1 else self.agency

    @property
    def senders(self) -> tuple[str, ...]:
        """The agencies that sent it: `agency`, or several in its label; empty if only its rows name several."""
        label = self.owner.names if self.owner else None
        named = published(label, self.edition) if label and not label.unknown else ()
        return (self.agency,) if self.agency else self.edition.framework.in_order(named)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that this return is about: its senders and, unless one agency sent it, all that rows name."""
        named = () if self.agency else (code for update in self.updates for code in update.agencies)
        return self.edition.framework.in_order({*self.senders, *named})

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts that a report prints, in reading order, as rules search them."""
        texts = ((update, *each) for update in self._printed for each in update.texts.items())
        return tuple([Text(each, column, searchable(text), each.cell(column)) for each, column, text in texts if text])

    @property
    def _printed(self) -> Sequence[Update]:
        return [update for update in self.updates if not update.refusal]

    @cached_property
    def not_plain(self) -> Sequence[Update]:
        """The updates with a cell that holds more than a plain value: an error, a formula, a link or a format."""

        def is_plain(cell: RawCell) -> bool:
            return not (cell.marks or cell.link or cell.runs or type(cell.value) is ErrorValue)

        return [u for u in self._printed if u.row.formulas or not all(map(is_plain, u.row.cells.raw.values()))]

    @cached_property
    def links(self) -> tuple[Links, ...]:
        """The addresses that a report links to, except those typed into texts; addresses behind texts come last."""
        found = [Links(update, *each) for update in self._printed for each in update.links.items()]
        for update in self.not_plain:
            for column, text in update.texts.items():
                cell = None if column in update.replaced else update.row.cells.raw.get(column)
                linked = linked_addresses(cell) if cell else ()
                if behind_text := tuple(each for each in linked if each not in text):
                    found.append(Links(update, column, behind_text))
        return tuple(found)

    @cached_property
    def prose(self) -> Prose:
        """An index of the words in `texts`, by which rules search them all at once."""
        return Prose(text.text for text in self.texts)


_Given = tuple[Owner | None, Scoped | None, Collection[str]]  # owner, action, columns of figures
_NO_LINKS: Mapping[str, tuple[str, ...]] = {}  # shared, because a sheet may have many rows
_GUESSED = 1_000  # how many rows with unknown names get suggestions; a file with more is probably another list


def interpret(submission: Submission, edition: Edition) -> Interpreted:
    """Interpret each row of a submission in an edition of the framework. Never raises."""
    if submission.nil or isinstance(submission.workbook, Unreadable):
        by_name = (each for each in file_says(submission.naming_part, edition.framework) if each.what == AGENCY)
        says = [Scoped(AGENCY, submission.nil.agency, Level.LABEL)] if submission.nil else [*by_name]
        return Interpreted(submission, edition, owner_in(says, edition), ())
    owners = [owner_of(table, edition) for table in submission.tables]
    updates: list[Update] = []
    unknown = 0
    for table, owner in zip(submission.tables, owners, strict=True):
        about, first = _action_of(table, edition), len(updates)
        figures = columns_of_figures(table, edition.framework)
        kept = refusals(table, submission.sheets, edition.framework.private_columns)
        for row in table.updates:
            update = _update(table, row, (owner, about, figures), edition, suggest=unknown < _GUESSED)
            named = update.references.resolved and update.agencies and (update.status or not update.named_status)
            unknown += 0 if named else 1
            if refusal := kept.get(row.number):
                why = f"“{refusal[1]}” is answered “{text_of(refusal[0].value)}”."
                update = update._replace(withheld=why, refusal=refusal)
            updates.append(update)
        updates[first:] = _by_short_names(updates[first:], edition)
    same = all(owners) and len({owner.code for owner in owners if owner}) == 1
    return Interpreted(submission, edition, owners[0] if same else None, tuple(updates))


def _action_of(table: Table, edition: Edition) -> Scoped | None:
    """The action stated for rows that name none; None if the rows name only other actions: `A3` may be a paper size."""
    stated = table.statement(ACTION)
    if stated is None:
        return None
    naming = (row.cells for row in table.updates if ACTION in row.cells and row.cells.raw[ACTION].row == row.number)
    texts = {cells.text(ACTION) for cells in naming}
    codes = {code for text in texts for code in resolve(edition, text, suggest=False).codes}
    return stated if not codes or codes.intersection(resolve(edition, stated.text).codes) else None


def _update(table: Table, row: Row, given: _Given, edition: Edition, *, suggest: bool) -> Update:
    plan, (owner, about, figures) = edition.framework, given
    value = {column: cell.value for column, cell in row.cells.raw.items()}
    action = about.text if about and ACTION not in value else value.get(ACTION)
    references = settled(edition, resolve(edition, action, suggest=suggest), text_of(value.get("action_text")))
    who = agency_names.agencies(plan, text_of(value.get(AGENCY)), suggest=suggest)
    agencies = published(who, edition)
    of_row = (who.ids or who.unknown) and not only_leads(table, row, owner)
    of_row = of_row and not (owner and owner.code and is_below_part(table, row, owner.statement, references, edition))
    if not of_row:
        agencies = (owner.code,) if owner and owner.code else ()
    stated = status_of(row, status_names.at_end_of(plan, text_of(action)), plan, suggest=suggest)
    status = stated.ids[0] if stated and stated.ids else None
    texts = texts_of(row, plan, figures, idle=status is not None and not plan.status_by_id[status].progress)
    cells = ((column.id, row.cells.raw.get(column.id)) for column in plan.link_columns)
    links = {name: found for name, cell in cells if cell and (found := web_addresses(text_of(cell.value), cell.link))}
    nil = is_nil_return(status, texts.get("progress", ""), edition)
    named, scoped = (who, None) if of_row else (None, owner and owner.statement)
    return Update(table, row, references, named, agencies, stated, status, nil, texts, links or _NO_LINKS, scoped)


def _by_short_names(updates: Sequence[Update], edition: Edition) -> Sequence[Update]:
    """Read short names of actions in action cells that are not references."""
    if all(update.references.fault not in (Fault.NOT_A_REFERENCE, Fault.UNKNOWN) for update in updates):
        return updates
    read = in_column(edition, {each.references.text: each.references for each in updates if ACTION in each.row.cells})
    return [each._replace(references=read.get(each.references.text, each.references)) for each in updates]
