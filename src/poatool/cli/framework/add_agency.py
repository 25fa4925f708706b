"""`poatool framework add-agency`: add an agency to the plan."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.framework.editing import KnownBy, Note, On, Since, change_file, file_in_use, plain, when
from poatool.cli.options import split

EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework add-agency MPI 'Primary Industries'
  poatool --framework p.yaml framework add-agency RU 'Rural' --unit-of MPI
"""


def add_agency(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Its code, such as MPI.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name in full.")],
    alias: Annotated[
        list[str], typer.Option(metavar="NAME", help="Another name for it; may be repeated or separated by commas.")
    ] = [],
    unit_of: Annotated[
        str | None, typer.Option(metavar="AGENCY", help="The agency that it is a unit of, and is published as.")
    ] = None,
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """Add an agency to the framework file in use.

    Without a time it has been there from the beginning. The rest of the file is unchanged. A change that
    `framework check` would refuse is not written.
    """
    from poatool.api import agency_of, load_framework
    from poatool.framework.edit import changes

    path = file_in_use(context)
    above = agency_of(load_framework(path), unit_of) if unit_of else None
    established = when(since, on, known_by, note) if since or on or known_by or note else None
    more = {"aliases": list(map(plain, split(alias))), "unit_of": above}
    change = changes.add_agency(plain(code), plain(name), established, **more)
    change_file(context, path, change, f"agency {plain(code)} was added.")
