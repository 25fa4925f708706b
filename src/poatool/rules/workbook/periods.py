"""WBK: workbooks and sheets that name another period, or none that is known."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.model import Framework, ReportingPeriod
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.rules.workbook.above_tables import titles_above
from poatool.rules.workbook.template import is_of
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Traced
from poatool.submissions.period import labelled_period, periods_in, titled_period
from poatool.submissions.titles import periods_of_name
from poatool.submissions.values import text_of
from poatool.text import has_any, listed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Value


@rule("WBK115", "wrong-period", Severity.ERROR)
def wrong_period(submission: Interpreted) -> Iterator[Problem]:
    """The workbook, or the name of one of its sheets, says that it is for another period.

    Its updates are set aside. To fix it, send the workbook for this period, or correct the period that it states. Delete a sheet that is only
    kept for reference.

    Bad:
    | Period: | 2021      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    Found at: B1

    Good:
    | Period: | 2022      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    period = submission.edition.period
    stated = submission.submission.labels.get("period")
    named = labelled_period(submission.submission, submission.edition.framework)
    if period is not None and named and period.id not in named:
        yield Problem(
            Place.of(stated.cell) if stated else Place(submission.submission.path),
            f"The workbook is for {listed(named)}, but this is a check for {period.id}.",
            f"Send the workbook for {period.id}, or correct the period that it states.",
            value=stated.cell.raw if stated else None,
        )
    elif period is not None:
        yield from _sheets_of_others(submission, period)


def _sheets_of_others(submission: Interpreted, period: ReportingPeriod) -> Iterator[Problem]:
    """The sheets whose tab names another period, unless their rows or a label of their own say more."""
    framework = submission.edition.framework
    undated: dict[str, bool] = {}
    for update in submission.updates:
        name = update.table.sheet or ""
        undated[name] = undated.get(name, True) and "period" not in update.row.cells
    if len(undated) == 1 and labelled_period(submission.submission, framework):
        return
    for name in (name for name, alone in undated.items() if alone):
        titled = titled_period(name, framework)
        if titled is not None and titled != period.id:
            yield Problem(
                Place(submission.submission.path, name),
                f"The name of the sheet {quoted(name)} says {titled}, but this is a check for {period.id}.",
                f"Delete the sheet if it is only kept for reference. If its updates are for {period.id}, rename it.",
            )


@rule("WBK118", "template-of-another-period", Severity.ERROR, requires=("WBK115",))
def template_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """The workbook was made from the template for another period, or for another plan.

    Its rows may not be those of this period. To fix it, copy the answers into the template for this period.

    Bad template 2021:
    | Period: | 2021      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    Found at: B1

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    mark, edition = submission.submission.template, submission.edition
    if mark is None or edition.period is None or is_of(mark, edition):
        return
    what = f"for {mark.period}" if mark.framework == edition.framework.id else f"for another plan ({mark.framework})"
    stated = submission.submission.labels.get("period")
    yield Problem(
        Place.of(stated.cell) if stated else Place(submission.submission.path),
        f"This was made from the template {what}, but this is a check for {edition.period.id}.",
        f"Copy the answers into the template for {edition.period.id}. The coordinator makes it with: "
        f"poatool template --period {edition.period.id}",
        value=stated.cell.raw if stated else None,
    )


@rule("WBK134", "title-of-another-period", Severity.WARNING, requires=("WBK115", "WBK118"))
def title_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """The title above a table names an earlier period, and nothing says that the table is for this one.

    Last year's workbook may have been sent again. To fix it, send the workbook for this period, or correct the title.

    Bad:
    | Progress report for the year ended 31 December 2021 |           |                           |
    | Action                                              | Status    | Progress                  |
    | 2                                                   | Under way | Trained forty inspectors. |
    Found at: A1

    Good:
    | Progress report for 2022, due by 31 March 2023 |           |                           |
    | Action                                         | Status    | Progress                  |
    | 2                                              | Under way | Trained forty inspectors. |
    """
    period, framework = submission.edition.period, submission.edition.framework
    if period is None or labelled_period(submission.submission, framework):
        return
    earlier = {each.id for each in framework.periods if each.end < period.start}
    with_tables = {table.sheet or "" for table in submission.submission.tables}
    for sheet in submission.submission.sheets:
        titles = list(titles_above(submission, sheet, period)) if sheet.name in with_tables else []
        if any(period.id in named for _, named in titles):
            continue
        for cell, named in (title for title in titles if earlier.issuperset(title[1])):
            yield Problem(
                Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column)),
                f"The title says {listed(named)}, but this is a check for {period.id}.",
                f"Send the workbook for {period.id}, or correct the title.",
                value=cell.text,
            )
            break


@rule("WBK138", "period-not-understood", Severity.WARNING)
def period_not_understood(submission: Interpreted) -> Iterator[Problem]:
    """A cell for the reporting period names no period of the plan.

    What is reported counts for the period of the check. The same words in several rows are one finding. To fix it,
    write the period as the plan has it, such as 2022. Work of another period belongs in its own workbook.

    Bad:
    | Action | Period    | Status    | Progress                  |
    | 2      | last year | Under way | Trained forty inspectors. |
    Found at: B2

    Bad:
    | Period: | 2O21      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    Found at: B1

    Good:
    | Action | Period        | Status    | Progress                  |
    | 2      | Jan–Dec 2022  | Under way | Trained forty inspectors. |
    | 3      |               | Under way | Wrote a leaflet.          |
    """
    period = submission.edition.period
    told: set[str] = set()
    if period is None:
        return
    for traced in _stated(submission):
        text = text_of(traced.value)
        if text not in told and any(map(str.isalnum, text)) and not periods_in(text, submission.edition.framework):
            message = f"{quoted(traced.cell.raw)} is not a period of the plan; this counts for {period.id}."
            hint = "Write the period as the plan has it. Work of another period belongs in its own workbook."
            yield Problem.at(traced.cell, message, hint)
        told.add(text)


def _stated(submission: Interpreted) -> Iterator[Traced[Value]]:
    """What is written for the period beside a label and in the rows."""
    if (label := submission.submission.labels.get("period")) is not None:
        yield label
    for update in submission.updates:
        if "period" in update.row.cells:
            yield update.row.cells["period"]


@rule("WBK137", "name-of-another-period", Severity.WARNING)
def name_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """The name of the file or its folder is that of another period, and nothing in the file says which it is for.

    Its rows count for the period of the check. A date in a name is fine, and so is the year after the period, in which
    submissions are sent. To fix it, take the file out, or write the period into it.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    period, framework = submission.edition.period, submission.edition.framework
    if period is None or not submission.updates:
        return
    path, others = submission.submission.below, _others(framework, period)
    if not has_any(path.casefold(), map(str.casefold, others)):
        return
    name, named = _named_by_path(path, framework)
    if not named or not others.issuperset(named) or _says_period(submission, period):
        return
    yield Problem(
        Place(submission.submission.path),
        f"{quoted(name)} in its path says {listed(named)}, but its updates count for {period.id}.",
        f"Take the file out if it is for {listed(named)}. If not, write “Period: {period.id}” above its headings.",
    )


def _named_by_path(path: str, framework: Framework) -> tuple[str, tuple[str, ...]]:
    """The part of a path nearest to the file that names periods, and those periods."""
    for part in reversed(path.replace("\\", "/").split("/")):
        if named := periods_of_name(part, framework):
            return part, named
    return "", ()


def _others(framework: Framework, period: ReportingPeriod) -> set[str]:
    """The other periods, without the next one: submissions are sent in it, so a name may have it by chance."""
    later = sorted(each.start for each in framework.periods if each.start > period.end)
    return {each.id for each in framework.periods if each.end < period.start or each.start in later[1:]}


def _says_period(submission: Interpreted, period: ReportingPeriod) -> bool:
    """Whether the workbook itself names its period: in a label, its rows, a title or a tab."""
    framework = submission.edition.framework
    if labelled_period(submission.submission, framework) or all("period" in u.row.cells for u in submission.updates):
        return True
    names = {update.table.sheet or "" for update in submission.updates}
    sheets = [sheet for sheet in submission.submission.sheets if sheet.name in names]
    return any(titled_period(sheet.name, framework) or any(titles_above(submission, sheet, period)) for sheet in sheets)
