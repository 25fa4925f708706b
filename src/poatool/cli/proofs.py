"""`poatool decisions import`: read comments on proofs. A function below writes the proofs for `compile`."""

import os
from pathlib import Path
from typing import Annotated

from poatool.api import edition_of
from poatool.cli.filing import interpreted
from poatool.cli.options import Output, argument
from poatool.cli.output import write, write_drafts
from poatool.cli.settings import Settings
from poatool.decisions.model import Kind
from poatool.errors import InputError, OutputError
from poatool.framework.model import Framework
from poatool.render.proofs import comments_name, proof_files
from poatool.render.report.yaml import entries_yaml
from poatool.reports.proofs import Comments, has_comments, proofs, read_comments
from poatool.reports.proposed import from_comments
from poatool.reports.year_end_model import YearEndReport
from poatool.text import counted
from poatool.workbooks.model import Unreadable, Workbook
from poatool.workbooks.open import open_workbook
from poatool.workspace.records import read_register


def import_comments(
    settings: Settings,
    files: Annotated[list[str], argument("PATH…", "Workbooks with comments on proofs.")],
    output: Output = None,
) -> None:
    """Propose decisions from comments on proofs.

    poatool decisions import MBIE-comments.xlsx
    poatool decisions import back/*-comments.xlsx --output proposed.yaml

    It proposes decisions that edit corrected texts, withhold updates to be left out, and record who cleared texts.
    Anything else is listed. A proposal has no effect until it is in decisions.yaml and decided_by is filled in.
    """
    plan = settings.plan()
    sent = interpreted(files, edition_of(plan, None), settings.limits)
    books = [each.submission.workbook for each in sent]
    other = [b.path for b in books if b.path not in files and isinstance(b, Workbook) and not has_comments(b)]
    if len(other) == len(books):
        raise InputError(f"{', '.join(files)}: no file has a table of comments. Name what compile --proofs wrote.")
    settings.note(*(f"Ignored, as it has no table of comments: {path}" for path in other))
    by_file = {book.path: _comments_in(book, plan) for book in books if book.path not in other}
    found = from_comments((row for each in by_file.values() for row in each.rows), plan)
    left = [str(cell) for each in by_file.values() for cell in each.left]
    settings.note(*(f"{file}: {each.given or 'no comments'}" for file, each in by_file.items()))
    settings.note(*(f"Not understood: {cell}" for cell in left if output))
    proposed = f"Proposed: {len(found)}. A proposal has no effect until it is in decisions.yaml and names who decided."
    settings.note(proposed if found else "Nothing is proposed.")
    in_order = sorted(found, key=lambda entry: list(Kind).index(entry.kind))
    write(entries_yaml(in_order, "comments on proofs", left), output, settings)


def _comments_in(workbook: Workbook | Unreadable, plan: Framework) -> Comments:
    wrong = "there is no table of comments. Name a workbook that compile --proofs wrote."
    if isinstance(workbook, Unreadable):
        where = "Give the file AGENCY-comments.xlsx, from which comments are read."
        wrong = f"{workbook.message} {workbook.hint} {where}"
    elif has_comments(workbook):
        return read_comments(workbook, plan)
    raise InputError(f"{workbook.path}: {wrong}")


def write_proofs(report: YearEndReport, folder: Path, settings: Settings) -> None:
    """Write the proofs of all agencies into a folder, all or none; raise OutputError if one there has comments."""
    plan, home, made = report.edition.framework, settings.workspace, dict[str, YearEndReport]()
    came_as = {digest: each.came_as for digest, each in read_register(home.register).items()} if home else {}
    for agency, proof in proofs(report).items():
        named = ((each, came_as.get(each.source.sha256 or "") or each.source.file) for each in proof.set_aside)
        aside = tuple(each._replace(source=each.source._replace(file=name)) for each, name in named)
        made[agency] = proof._replace(set_aside=aside)
        target = folder / comments_name(agency)
        if os.path.isfile(target):
            book = open_workbook(target, str(target), settings.limits)
            if isinstance(book, Unreadable) or not has_comments(book) or read_comments(book, plan).given:
                raise OutputError(f"{target}: it has comments. Import them (poatool decisions import), then move it.")
    contents = {name: data for each in made.items() for name, data in proof_files(*each).items()}
    write_drafts(contents, folder)
    settings.note(f"Proofs for {counted(len(made), 'agency', 'agencies')}: {folder}")
    settings.note("When comments on them come back: poatool decisions import FILE")
    old = [folder / name for name in map(comments_name, plan.agency_by_code) if name not in contents]
    settings.note(*(f"Out of date, from earlier proofs: {path}" for path in old if os.path.isfile(path)))
