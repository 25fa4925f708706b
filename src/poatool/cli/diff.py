"""`poatool diff`: what changed between two periods' submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from poatool.cli.changes_format import ChangesFormat
from poatool.cli.options import Output
from poatool.cli.settings import Settings
from poatool.errors import UsageError

if TYPE_CHECKING:
    from poatool.framework.model import Framework
    from poatool.reports.model import YearEndReport
    from poatool.submissions.interpret import Interpreted

EXAMPLES = """\b
Examples:
  poatool diff returns/2021 returns/2022
  poatool diff last-year this-year --previous-period 2021 --period 2022
"""


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="Submissions of the earlier period: a file or a folder.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Submissions of the later period.")],
    period: Annotated[
        str | None, typer.Option("--period", "-p", metavar="PERIOD", help="The period of NEW, where nothing says so.")
    ] = None,
    previous_period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="The period of OLD, where nothing says so.")
    ] = None,
    format: Annotated[ChangesFormat, typer.Option(help="How to write it.")] = ChangesFormat.TEXT,
    output: Output = None,
) -> None:
    """Say what changed between two periods' submissions.

    Changes stand by action and agency. An action is followed through its life: what was said under one that has
    since been incorporated is compared with what is said under the action that took it in.
    """
    from poatool.cli.originals import spare
    from poatool.cli.output import on_screen, write
    from poatool.cli.plan import load_framework
    from poatool.render.changes import changes_markdown, changes_text
    from poatool.render.period_changes.document import period_changes_json
    from poatool.render.period_changes.words import period_changes
    from poatool.reports.changes import changes

    settings = Settings.of(context)
    framework = load_framework(settings)
    spare([old, new], [output])
    earlier, later = _read(old, previous_period, framework, settings), _read(new, period, framework, settings)
    before = _report(old, earlier, previous_period, "--previous-period", framework)
    after = _report(new, later, period, "--period", framework)
    for path, report in ((old, before), (new, after)):
        _say_what_is_left_out(path, report, settings)
    found = changes(before, after)
    match format:
        case ChangesFormat.TEXT:
            on_screen(settings, output, lambda screen: changes_text(period_changes(found), screen))
        case ChangesFormat.MARKDOWN:
            write(changes_markdown(period_changes(found)), output)
        case ChangesFormat.JSON:
            write(period_changes_json(found), output)
        case _:
            assert_never(format)


def _read(path: str, period: str | None, framework: Framework, settings: Settings) -> tuple[Interpreted, ...]:
    """The submissions of one side.

    Raises:
        NothingToReadError: there is no such path, or no submission that can be read.
    """
    from poatool.cli.inputs import read_all, some_readable
    from poatool.cli.plan import edition_as_of

    read = read_all([path], edition_as_of(framework, period), settings)
    some_readable(read)
    return read


def _report(
    path: str, read: tuple[Interpreted, ...], period: str | None, option: str, framework: Framework
) -> YearEndReport:
    """The report of the submissions of one period.

    Raises:
        UsageError: it is not clear which period they are for.
    """
    from poatool.cli.plan import edition_of
    from poatool.reports.year_end import year_end
    from poatool.rules import RULES
    from poatool.rules.checking import check
    from poatool.rules.registry import Batch
    from poatool.submissions.interpret import interpret
    from poatool.submissions.period import stated_period
    from poatool.text import listed

    if period is None:
        stated = {stated_period(each.submission, framework) for each in read}
        named = [name for name in framework.period_by_id if name in stated]
        if len(named) != 1:
            what = f"there are submissions for {listed(named)}" if named else "nothing says for which period it is"
            raise UsageError(f"{path}: {what}. Say it: {option} PERIOD.")
        period = named[0]
    edition = edition_of(framework, period)
    interpreted = tuple(interpret(each.submission, edition) for each in read)
    return year_end(interpreted, check(Batch(edition, interpreted), RULES), edition)


def _say_what_is_left_out(path: str, report: YearEndReport, settings: Settings) -> None:
    """Name on the side what has an error, since it is not among what is compared."""
    if report.set_aside and report.edition.period is not None:
        from poatool.text import counted

        settings.note(
            f"Not compared: {counted(len(report.set_aside), 'row')} set aside in {path}. "
            f"See: poatool validate {path} --period {report.edition.period.id}"
        )
