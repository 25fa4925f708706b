"""Show coverage on the screen."""

from poatool.console import GAP, Screen, styled
from poatool.render import text
from poatool.render.coverage.tables import By, View, by_objective, coverage_table, submitted, table_asked_for
from poatool.render.table import Column, Listing, show_table, shown
from poatool.reports.coverage_model import ActionState, Coverage
from poatool.text import by_first, counted

_AGENCY_HEADINGS = ("Agency", "Submitted", "Expected", "Met", "Missing", "Percent", "Reported", "No progress")
_NARROW = {"Not reported on": "Unreported", "Completed earlier": "Closed"}
"""Shorter headings, so that a screen of 80 columns breaks none."""

_STYLES = {ActionState.UNREPORTED: "yellow", ActionState.NIL: "cyan"}


def coverage_text(coverage: Coverage, view: View, screen: Screen) -> None:
    """Show the coverage; a list of actions has the gaps or, with `view.only`, the actions asked for."""
    screen.say((text.totals(coverage), "bold"))
    if again := text.reopened(coverage):
        screen.say((again, "yellow"))
    if view.matrix or view.by is By.PERIOD:
        _in_blocks(table_asked_for(coverage, view), coverage.edition.framework.in_its_words("Action"), screen)
    elif view.by is By.ACTION:
        _gaps(coverage, view, screen)
    elif view.by in (By.AGENCY, By.STATUS):
        table = table_asked_for(coverage, view).in_words_of(coverage.edition.framework)
        show_table(table.columns_named(*_AGENCY_HEADINGS) if view.by is By.AGENCY else table, screen)
    if view.by is By.OBJECTIVE or (view.by is not By.STATUS and not view.matrix):
        _shares(view.by if view.by is By.OBJECTIVE else By.PILLAR, coverage, screen)
    _returns(coverage, view, screen)


def _returns(coverage: Coverage, view: View, screen: Screen) -> None:
    if view.by is not By.AGENCY:
        screen.say()
        answers = by_first((submitted(agency), agency.code) for agency in coverage.agencies)
        for heading, answer in (("Submitted      ", "yes"), ("Not submitted  ", "no")):
            screen.hang((heading, "bold"), ", ".join(answers.get(answer, ())) or "none")
        if others := [code for code in answers.get(None, ()) if code not in coverage.not_expected]:
            screen.hang(("Not expected   ", "bold"), f"{', '.join(others)}; {text.EXPECTED_IF}")
    for code, why in coverage.not_expected.items():
        screen.hang(("Not expected   ", "bold"), f"{code}: {why}")
    if silent := [agency.code for agency in coverage.agencies if agency.nil_return]:
        screen.hang(("Nothing to report  ", "bold"), ", ".join(silent))
    if coverage.left_out:
        screen.section(("Not counted because of errors", "bold"))
    for out in coverage.left_out:
        reasons = filter(None, (f"{counted(out.rows, 'row')} set aside" if out.rows else "", out.why))
        screen.hang("  ", f"{out.file}: {'. '.join(reasons)}")


def _gaps(coverage: Coverage, view: View, screen: Screen) -> None:
    shown_actions = coverage.actions if view.only else coverage.gaps
    found = by_objective(coverage.edition, shown_actions, lambda action: action.objective)
    if view.only and not shown_actions:
        screen.section(coverage.edition.framework.in_its_words("No action."))
    width = max((len(action.code) for _, actions in found for action in actions), default=0)
    for title, actions in found:
        screen.section((title, "bold"))
        for action in actions:
            screen.hang(styled("  ", (action.code.rjust(width), "bold yellow"), "  "), action.text)
            how = f"{text.state(action, coverage.edition)}." if view.only or not action.because else ""
            why = (" ".join(filter(None, (how, text.explanation(action)))), _STYLES.get(action.state, ""))
            screen.hang(" " * (width + 4), why, (f" {text.last_reported(action, coverage.edition)}", "dim"))


def _shares(by: By, coverage: Coverage, screen: Screen) -> None:
    """Show counts, by state, before titles, because long titles may wrap."""
    table = coverage_table(coverage, by)
    title, in_force, *states, _, percent = table.headings
    narrow = table.columns_named(*states, in_force, percent, title)
    columns = (column._replace(heading=_NARROW.get(column.heading, column.heading)) for column in narrow.columns)
    show_table(narrow._replace(columns=tuple(columns)), screen)


def _in_blocks(table: Listing, corner: str, screen: Screen) -> None:
    """Show as many columns at a time as fit on the screen; each block repeats the actions, headed by `corner`."""
    first, *others = (tuple(map(shown, column)) for column in zip(table.headings, *table.rows, strict=True))
    actions = (corner, *first[1:])
    while others:
        taken, left = 0, screen.width - max(map(len, actions))
        for column in others:
            left -= max(map(len, column)) + len(GAP)
            if left < 0 and taken:
                break
            taken += 1
        headings, *rows = zip(actions, *others[:taken], strict=True)
        show_table(Listing(table.title, tuple(map(Column, headings)), tuple(rows)), screen)
        others = others[taken:]
