"""WBK: sheets and rows that may not be meant to be sent, or that are about another plan of action."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.framework.names.agencies import words_beside_agencies
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import actions_worded, resolve
from poatool.rules.registry import Problem, once, rule, tables_on
from poatool.rules.wording import cell_on, end_of, end_of_rows, outside_tables, quoted
from poatool.submissions.evidence.heading_words import VERSIONS, fold_heading
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.evidence.notice_texts import INVENTED, LEFT_OVER, NOT_MEANT, NOT_THIS_TIME, of_other_work
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Row, RowKind, Table
from poatool.submissions.restrictions.texts import restriction_in, restricts_sheet
from poatool.submissions.statements import plans, scope, titles
from poatool.text import by_first, has_any, lazy_pattern
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, trimmed

_VERSION = lazy_pattern(r"(?i)(?<![^\W_])v(?:ersion)?[\s.]?(?P<number>\d{1,3})\W{0,9}\Z", needs=("v",))
# A tab with only a word for a template or a record. Agencies do fill in a sheet with such a name if it is the only one.
_BLANK = lazy_pattern(r"(?i)(?:template|blank(?: template| form)?|log|history|minutes|feedback|oia)[\W\d_]*")
_MOST = 0.75  # the share of updates that must repeat this plan's wordings, so that a title counts for less
_LATER = frozenset({"final", "after", "latest", "revised", "corrected", "clean", "amended", "edited"})
"""Words that mark the later of two sheets with similar names: `After edits` beside `Before edits`."""


@rule("WBK135", Severity.WARNING, requires="WBK139")
def sheet_perhaps_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A title or sub-heading, or the name of the only sheet with updates, says `Draft`, `Old`, `Test` or the like.

    Or a title names another plan, although most rows repeat the texts of this plan's actions for their numbers.
    The rows are still published. To fix it, delete them if they are not meant to be sent; otherwise rename the sheet,
    or correct these words.

    Bad:
    | OLD – see version 3 <found> |           |                           |
    | Action                      | Status    | Progress                  |
    | 2                           | Under way | Trained forty inspectors. |
    """
    names, plan = _visible_sheets_of_updates(submission), submission.edition.framework
    path, anyway = submission.submission.path, "published all the same."
    if len(names) == 1 and _is_doubted(names[0], plan, alone=True) and not restricts_sheet(names[0], plan):
        yield Problem(Place(path, names[0]), f"The sheet is called {quoted(names[0])}, but its updates are {anyway}")
    for cell in parts_not_meant(submission):
        yield Problem.at(cell, f"The rows below {quoted(cell.raw)} are {anyway}")
    for problem, quote, worded in _titles_of_other_plans(submission):
        if worded:
            why = f"{quote} may be another plan, but the rows have the wordings of this one; they are {anyway}"
            yield problem._replace(message=why)


@once
def parts_not_meant(submission: Interpreted) -> Mapping[Cell, list[Update]]:
    """The titles and sub-headings which say that their rows are not meant to be sent, with the updates below each."""
    heads: dict[str | None, Cell | None] = {}
    for sheet in submission.submission.sheets:
        first_cells = {cell.row: cell for cell in reversed([*outside_tables(submission, sheet)])}
        for title in (each for each in first_cells.values() if _is_left_over(trimmed(each.value))):
            heads.setdefault(sheet.name or None, cell_on(submission, sheet, title))
    updates = {id(update.row): update for update in submission.updates}
    found: dict[Cell, list[Update]] = {}
    for table, row in submission.submission.rows:
        if row.kind in (RowKind.HEADING, RowKind.NOTE, RowKind.EXAMPLE):
            text = row.start.text
            says = row.kind is RowKind.EXAMPLE or _is_left_over(text) or (_is_title(row) and of_other_work(text))
            heads[table.sheet] = row.first if says and row.is_alone and scope.PERIOD not in row.cells else None
        elif (cell := heads.get(table.sheet)) is not None and id(row) in updates:
            found.setdefault(cell, []).append(updates[id(row)])
    return found


def _is_title(row: Row) -> bool:
    text = trimmed(row.start.value)
    return not text.endswith(SENTENCE_ENDS) and len(text.split()) <= titles.TITLE_WORDS


def _is_left_over(text: str) -> bool:
    """Whether a title or sub-heading says that its rows are not meant to be sent: `Last year’s update`."""
    words = text.replace("_", " ")
    found = NOT_MEANT.match(words) or NOT_THIS_TIME.fullmatch(words) or LEFT_OVER.match(words)
    says = found and len(text.split()) <= titles.TITLE_WORDS and restriction_in(text) is None
    return bool(says or INVENTED.search(words))


@rule("WBK139", Severity.ERROR)
def sheet_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is called `Draft`, `Old`, `Internal` or the like, and other sheets have updates too.

    Nothing on the sheet is published. Rows below a title such as `Last year` are left out too if other rows report on
    the same actions. So are rows if a title says that they are made up, or a sub-heading says that they are from an
    earlier period, not updated or not part of the return. To fix it, delete the sheet or the rows if they are not meant
    to be sent; otherwise rename the sheet, or correct these words.
    """
    parts = parts_not_meant(submission)
    doubted = {id(update) for below in parts.values() for update in below}
    others = [update for update in submission.updates if id(update) not in doubted]
    meant, with_others = {(each.agencies, each.codes) for each in others}, {each.table.sheet for each in others}
    for cell, below in parts.items():
        of_other = of_other_work(cell.raw) if cell.sheet in with_others else None
        if of_other or INVENTED.search(cell.raw):
            why = f"{quoted(cell.raw)} says that the rows below are {of_other or 'invented'}"
        elif meant.isdisjoint((update.agencies, update.codes) for update in below):
            continue
        else:
            why = f"The rows below {quoted(cell.raw)} are about the same actions as other rows"
        yield Problem.at(cell, f"{why}, so they are not published.").until(below[-1].row.number)
    for name in sheets_not_meant(submission):
        message = f"The sheet is called {quoted(name)}, and other sheets have updates; nothing on it is published."
        yield Problem(Place(submission.submission.path, name), message)


@once
def sheets_not_meant(submission: Interpreted) -> Sequence[str]:
    """The sheets with updates whose names say that they are not meant to be sent, if other sheets also have updates."""
    names, plan = _visible_sheets_of_updates(submission), submission.edition.framework
    older = _older_versions(names)
    return [name for name in names if len(names) > 1 and (name in older or _is_doubted(name, plan, alone=False))]


def _older_versions(names: Sequence[str]) -> set[str]:
    """The sheets whose names say that another sheet is a later version: `v1` beside `v2`."""
    found = ((match, name) for name in names if (match := _VERSION.search(name)))
    versions = by_first((name[: m.start()].strip(" _-–(").casefold(), (int(m["number"]), name)) for m, name in found)
    numbered = {name for each in versions.values() for _, name in sorted(each)[:-1]}
    by_name = {name: frozenset(fold_heading(name).split()) for name in names}
    later = {words - VERSIONS for words in by_name.values() if words & _LATER}
    return numbered | {name for name, words in by_name.items() if words - VERSIONS in later and not words & _LATER}


def _visible_sheets_of_updates(submission: Interpreted) -> list[str]:
    shown = (table for table in submission.submission.tables if not table.hidden and table.updates)
    return list(dict.fromkeys(table.sheet for table in shown if table.sheet is not None))


def _is_doubted(name: str, plan: Framework, *, alone: bool) -> bool:
    """Whether a tab says that its sheet is not meant to be sent; `alone` means that no other sheet has updates."""
    words = name.replace("_", " ")
    found = NOT_MEANT.search(words) or NOT_THIS_TIME.fullmatch(words)
    restricts = restriction_in(name) or restriction_in(words_beside_agencies(plan, name))
    return bool(found or restricts) or (not alone and _BLANK.fullmatch(name) is not None)


@rule("WBK144", Severity.ERROR, was="title-of-another-plan")
def another_plan(submission: Interpreted) -> Iterator[Problem]:
    """The tab, a title or label above updates or on a cover, the heading of the codes, or a column names another plan.

    The other plan's actions may have the same numbers, so the updates are set aside, unless they repeat the texts of
    this plan's actions below a title (WBK135). Rows of a register of plans are
    skipped if their column clearly names another plan, and other rows name this one (WBK108). To fix it, correct the
    name, or take the rows out if they are about the other plan.

    Bad:
    | Family Violence Action Plan: return for 2022 <found> |           |                           |
    | Action                                               | Status    | Progress                  |
    | 2                                                    | Under way | Trained forty inspectors. |

    Bad:
    | Plan              | Action | Status    | Progress                       |
    | Forced Labour     | 2      | Under way | Trained forty inspectors.      |
    | Corporate <found> | 3      | Under way | Put the gift registers online. |

    Good:
    | Modern Slavery Plan of Action: return for 2022 |        |           |                           |
    | Plan                                           | Action | Status    | Progress                  |
    | FLPTS                                          | 2      | Under way | Trained forty inspectors. |
    | PoA                                            | 3      | Under way | Wrote to employers.       |
    """
    plan, message = submission.edition.framework, "{} is another plan; the rows below would count for this one."
    for sheet in submission.submission.sheets if submission.updates else ():
        labelled = {cell.at: (cell, name) for cell, name in _labelled(submission, sheet)}
        yield from (_of_label(submission, cell_on(submission, sheet, cell), name) for cell, name in labelled.values())
        tables = tables_on(submission, sheet)
        for table in tables:
            codes = table.heading(scope.ACTION)
            if codes and plans.heading_of_other_plan(codes.text, plan):
                yield Problem.at(codes.cell, message.format(quoted(codes.text))).until(end_of(table))
        yield from chain.from_iterable(_parts_of_other_plans(table, submission.edition) for table in tables)
    for problem, quote, worded in _titles_of_other_plans(submission):
        if not worded:
            yield problem._replace(message=message.format(quote))
    yield from _rows_of_another_plan(submission)


@once
def _titles_of_other_plans(submission: Interpreted) -> Sequence[tuple[Problem, str, bool]]:
    """Each title that names another plan, and whether most rows on its sheet have the wordings of this plan.

    An earlier plan may have the same wordings, so they do not count below its title.
    """
    plan, found = submission.edition.framework, list[tuple[Problem, str, bool]]()
    for sheet in submission.submission.sheets if submission.updates else ():
        tables, labelled = tables_on(submission, sheet), {cell.at for cell, _ in _labelled(submission, sheet)}
        titles = [cell for cell in outside_tables(submission, sheet) if cell.at not in labelled]
        last = max((row.number for table in tables for row in table.updates), default=0)
        titles += [row.start for row in _titles_in(tables) if row.number < last]
        of_this = [cell.row for cell in titles if plans.names_this_plan(cell.text, plan)]
        names = ((cell, plans.other_plan(trimmed(cell.value), plan, beside_this=bool(of_this))) for cell in titles)
        named = [(cell_on(submission, sheet, cell), name) for cell, name in names if name]
        said: list[tuple[Problem, str, str]] = []
        for cell, name in named:
            ends = min((row for row in of_this if row > cell.row), default=LAST_ROW)
            below = [update for update in submission.updates if update.row.number < ends]
            said.append((Problem.at(cell, "").until(end_of_rows(below, cell)), name, cell.raw))
        titled = [(table, title) for table in tables for title in (_merged_title(table), "" if named else sheet.name)]
        beside = any(plans.names_this_plan(title, plan) for _, title in titled)
        for table, title in titled:
            if plans.other_plan(title, plan, beside_this=beside):
                at = Place(submission.submission.path, sheet.name, table.header_row)
                said.append((Problem(at, "", last_row=end_of(table)), title, title))
        agrees = bool(said) and _repeats_wordings(submission, tables)
        found += [(each, quoted(name), agrees and not plans.is_other_edition(text, plan)) for each, name, text in said]
    return found


def _repeats_wordings(submission: Interpreted, tables: Sequence[Table]) -> bool:
    """Whether most updates of these tables, and at least two, repeat this plan's wordings for their own numbers."""
    these = {*map(id, tables)}
    updates = [update for update in submission.updates if id(update.table) in these]
    texts = ((each, each.row.cells.text("action_text")) for each in updates if "action_text" in each.row.cells)
    agreeing = [text for each, text in texts if actions_worded(submission.edition, text) == each.references.written]
    return len({*agreeing}) > 1 and len(agreeing) >= _MOST * len(updates)


def _parts_of_other_plans(table: Table, edition: Edition) -> Iterator[Problem]:
    """Report sub-headings of a table that name no agency, action or time, if another sub-heading names this plan."""
    titles = [(row, trimmed(row.start.value)) for row in _titles_in([table])]
    if not any(plans.is_part_of_this_plan(text, edition.framework) for _, text in titles):
        return
    groups = {fold(title) for title in edition.framework.group_titles}
    ends = [*(row.number - 1 for row, _ in titles[1:]), table.rows[-1].number]
    for (row, text), last in zip(titles, ends, strict=True):
        named = row.cells.raw.keys() - {scope.ACTION} or resolve(edition, text, suggest=False).codes
        title = plans.other_plan(text, edition.framework, beside_this=True)  # reported as the title of another plan
        other = not plans.names_owner_of_plan(text) and plans.answers_other_plan(text, text, edition.framework)
        this = title or (plans.is_about_plan(text) and not other)
        if not (named or this or has_any(fold(text), groups)):
            message = f"One sub-heading names this plan, so the rows below {quoted(text)} may be about another."
            yield Problem.at(row.first, message).until(last)


def _of_label(submission: Interpreted, cell: Cell, name: str) -> Problem:
    """The problem with a label for another plan: about the rows below it or, on a cover, about the whole file."""
    problem = Problem.at(cell, f"The label names another plan, {quoted(name)}; the rows would count for this one.")
    problem = problem.until(end_of_rows(submission.updates, cell))
    return problem if problem.last_row else problem._replace(place=Place(cell.file), related=(Place.of(cell),))


def _labelled(submission: Interpreted, sheet: Sheet) -> Iterator[tuple[RawCell, str]]:
    """The names of other plans above tables or on a cover, in or beside a label such as `Plan:`."""
    near = bool(tables_on(submission, sheet)) or scope.accompanies_updates(sheet.name)
    cells = [*outside_tables(submission, sheet)] if near else []
    for before, cell in zip([None, *cells], cells, strict=False):
        label, _, name = trimmed(cell.value).partition(":")
        if before and before.row == cell.row and plans.asks_for_plan(trimmed(before.value)):
            label, name = trimmed(before.value), trimmed(cell.value)
        if plans.asks_for_plan(label) and plans.answers_other_plan(name.strip(), label, submission.edition.framework):
            yield cell, name.strip()


def _merged_title(table: Table) -> str:
    """The title merged over all headings of a table; empty if it has none."""
    texts = [heading.text.removesuffix(trimmed(heading.cell.raw)).strip() for heading in table.headings]
    return texts[0] if len({*texts}) == 1 < len(texts) else ""


def _titles_in(tables: Sequence[Table]) -> list[Row]:
    """The rows of notes and sub-headings that have a single cell, which is not a sentence."""
    rows = (row for table in tables for row in table.rows if row.kind in (RowKind.NOTE, RowKind.HEADING))
    return [row for row in rows if row.is_alone and not trimmed(row.start.value).endswith(SENTENCE_ENDS)]


def _rows_of_another_plan(submission: Interpreted) -> Iterator[Problem]:
    """Report other plans in a column for plans: all other names if some rows name this plan, otherwise clear ones."""
    plan = submission.edition.framework
    for table in submission.submission.tables:
        asking = dict(plans.named_plans(table))
        cells, named = list(asking), {trimmed(cell.value) for cell in asking}
        own = {name for name in named if plans.is_this_plan(name, plan)}
        own = own or {name for name in named if plans.is_this_plan(name, plan, least=1)}
        for (_, says), run in groupby(cells, lambda cell: (cell.column, trimmed(cell.value))):
            alike = [*run]
            asked = asking[alike[0]]
            # The name of a plan recurs, unlike a text.
            sure = plans.is_about_plan(says) or (asked.column is None and len(named) < len(cells))
            if says not in own and (own or (sure and plans.answers_other_plan(says, asked.text, plan))):
                message = f"The row is about another plan: the column {quoted(asked.text)} says {quoted(says)}."
                yield Problem.at(table.rows[0].cells.origin.cell(alike[0]), message).until(alike[-1].row)
