"""Whatever a hand-written file or a cell contains, it is read or refused with a message: nothing raises.

`POATOOL_MUTANTS=100000` tries that many of each, as `make fuzz` does.
"""

import os
import random
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from poatool import api
from poatool.cli.settings import read_settings
from poatool.decisions.keys import ReadingContext
from poatool.decisions.reading import read_decisions, read_waivers
from poatool.errors import PoatoolError
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.framework.reference.resolve import resolve
from poatool.render.json import document
from poatool.render.layout import LayoutDocument, layout_text
from poatool.reports import proofs, proposed
from poatool.reports.layout import workbook_layout
from poatool.rules import CODES
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.read import read
from poatool.submissions.yaml_returns import open_nil
from poatool.workbooks.model import RawCell, Sheet, Workbook
from poatool.workspace.records import read_chase_log, read_closing, read_contacts, read_register
from tests.support.screens import in_pipe

MUTANTS = int(os.environ.get("POATOOL_MUTANTS", "60"))
PLAN = api.load_framework()
EDITION = as_of(PLAN, PLAN.period_by_id["2022"])
READER = ReadingContext(CODES, PLAN)

_PLAN = """id: p
title: P
language: en-NZ
source: {title: P, publisher: MBIE}
pillars:
  - id: a
    title: A
    objectives:
      - id: o
        title: O
        actions:
          - {code: "1", text: Print leaflets.}
          - {code: "2", text: Train., lead: [DIA], history: [{event: incorporated, into: ["1"], since: "2022"}]}
agencies: [{code: DIA, name: Internal Affairs}, {code: OT, name: Oranga Tamariki, unit_of: DIA}]
statuses: [{id: done, label: Done, progress: true, ends: true}]
periods: [{id: "2022", start: 2022-01-01, end: 2022-12-31, due: 2023-02-17}]
columns: {progress: [Mahi], risks: {headings: [Risks], published: true}}
"""
_DECISIONS = """- {kind: status, action: "14", period: "2022", status: delayed, because: Late., decided_by: Lead}
- {kind: counts, agency: NZP, file: a.xlsx, instead_of: b.xlsx, because: Later., decided_by: Lead}
- {kind: edit, update: 2022-mbie-1-3-5, column: progress, text: New., because: Law., decided_by: Lead}
- {kind: accept, code: ACT202, file: a.xlsx, cell: B2, reason: Agreed., until: 2023-01-31, decided_by: Lead}
"""
FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "framework": (_PLAN, load),
    "decisions": (_DECISIONS, lambda path: read_decisions(path, READER)),
    "waivers": (
        "- code: ACT202\n  file: a.xlsx\n  cell: B2\n  reason: Agreed.\n",
        lambda path: read_waivers(path, READER),
    ),
    "closing": (
        '"14": {final: carried_over, because: More., to: [{plan: n, code: "3"}]}\n9: {final: completed, because: B}\n',
        lambda path: read_closing(path, EDITION),
    ),
    "contacts": ("NZP: {to: ann@example.org, name: Ann}\nDIA: {to: Lead}\n", lambda path: read_contacts(path, PLAN)),
    "register": ("- file: a.xlsx\n  sha256: ab\n  first_seen: 2023-01-31\n  agency: NZP\n", read_register),
    "chase": ("- agency: NZP\n  stage: due\n  on: 2023-02-17\n", read_chase_log),
    "nil": (
        "agency: NZP\nperiod: 2022\nbecause: Nothing.\nreceived: 2023-01-31\n",
        lambda path: open_nil(path.read_bytes(), "a-nil.yaml"),
    ),
    "settings": (
        """period = "2022"
select = ["ACT"]
[limits]
rows = 200
[[layouts]]
file = "a*.xlsx"
sheet = "S"
heading_row = 4
columns = {C = "action", F = "progress"}
""",
        read_settings,
    ),
}
"""A file of each kind, and the function that reads it."""

PIECES = (
    *("\n", "  ", "- ", ": ", ":", "{", "}", "[", "]", ",", '"', "'", "#", "|", ">-\n", "&a", "*a", "!x", "%"),
    *("---\n", "? ", "\t", "\x00", "\x1b", "\u202e", "\ud800", "é", "true", "null", "~", "0", "-1", "1e309"),
    *("0x1F", "2022-02-31", "12:30:00", "=", "[[", "]]", "9" * 30, "[" * 40, "{a: " * 40, "- " * 40, "kind", "code"),
    *("final", "to", "until", "2022", "ACT202"),
)
WORDS = (
    *("Action", "Agency", "Status", "Progress", "Next steps", "Evidence", "MBIE", "Police", "1, 3 and 5"),
    *("26 (now 9)", "N1", "Under way", "Completed", "2022", "Q1 2022", "Action 9:", "1-3", "24-22", "²", "٩"),
    *("Trained forty inspectors in May.", "(", "–", "26*", "Actions 1 to 3, not 2", "https://example.org"),
    *("Agency: MBIE", "Update", "Comment", "Yes", "\n", "\u200b", "x" * 400),
)


def mutant(text: str, chance: random.Random) -> str:
    """A text in which some stretches are removed, repeated or replaced."""
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(12))
        piece = chance.choice((chance.choice(PIECES), text[start:end] * 2, "", chr(chance.randrange(0xD7FF))))
        text = f"{text[:start]}{piece}{text[end:]}"
    return text


@pytest.mark.parametrize("kind", FILES)
def test_a_mutated_file_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    chance, path = random.Random(f"{kind} 14"), tmp_path / "file.toml"  # noqa: S311 - the same mutants each time
    text, reads = FILES[kind]
    reads_well = path.write_text(text, "utf-8") and reads(path)
    assert reads_well is not None
    for _ in range(MUTANTS):
        made = mutant(text, chance)
        path.write_bytes(made.encode("utf-8", chance.choice(("replace", "surrogatepass"))))
        try:
            reads(path)
        except PoatoolError:
            continue
        except Exception as error:
            raise AssertionError(made) from error


def test_a_mutated_reference_is_resolved_or_has_a_fault() -> None:
    chance = random.Random(14)  # noqa: S311 - the same texts each time
    for _ in range(MUTANTS):
        found = resolve(EDITION, mutant(" ".join(chance.choices(WORDS, k=2)), chance))
        assert found.resolved or found.pieces


def test_a_sheet_of_anything_is_read() -> None:
    chance, evidence = random.Random(14), Evidence(EDITION)  # noqa: S311 - the same sheets each time
    values = (*WORDS, 9, 1.5, True, None)
    for _ in range(MUTANTS):
        cells = [
            RawCell(row, column, value, str(value))
            for row in range(1, chance.randrange(2, 9))
            for column in range(1, chance.randrange(2, 7))
            if (value := chance.choice(values)) is not None
        ]
        book = Workbook("a.xlsx", "0" * 64, "xlsx", (Sheet("Updates", tuple(cells)),))
        submission = read(book, evidence)
        assert submission.readable
        proposed.from_comments(proofs.read_comments(book, PLAN).rows, PLAN)
        layout = workbook_layout(submission, EDITION)
        document(LayoutDocument, layout.edition, layout)
        assert in_pipe(partial(layout_text, layout))
        for table in layout.tables:
            tomllib.loads(table.declaration.toml if table.declaration else "")
