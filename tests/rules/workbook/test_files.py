"""Files that cannot be read, what they contain besides cells, and cells that are the results of formulas."""

from dataclasses import replace

import pytest

from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.workbooks.model import Feature, Note, Trouble, Unreadable
from tests.support.checking import TABLE, book_of, checked_bytes, checked_workbook, found, found_at, sheet, update, xlsx


@pytest.mark.parametrize("trouble", [Trouble.ENCRYPTED, Trouble.DAMAGED])
def test_a_file_that_cannot_be_read_is_one_finding_in_its_own_words(trouble: Trouble) -> None:
    (finding,) = checked_workbook(Unreadable("dia.xlsx", trouble, "It is locked.", "Remove the password."))[1]
    assert (finding.code, finding.severity) == ("WBK101", "error")
    assert (finding.message, finding.hint) == ("It is locked.", "Remove the password.")


def test_each_feature_is_a_finding_on_the_file() -> None:
    features = found(TABLE, features=frozenset(Feature))

    assert [(f.code, f.severity, f.place.sheet) for f in features] == [("WBK114", "advice", None)] * len(Feature)
    assert len({f.message for f in features}) == len(Feature)


@pytest.mark.parametrize(
    ("note", "code", "cell"),
    [
        (Note("Updates", 2, 3, "Control characters (U+001B) were taken out of the text."), "WBK114", "C2"),
        (Note("", 0, 0, "The file is named “.xlsx”, but is .csv inside."), "WBK114", None),
        (Note("Sheet1", 2, 3, "The cell points to text 4, which the file lacks.", lost=True), "WBK124", "C2"),
    ],
)
def test_a_note_from_reading_is_a_finding_at_its_place(note: Note, code: str, cell: str | None) -> None:
    (finding,) = found(TABLE, notes=(note,))
    assert (finding.code, finding.place.cell, finding.message) == (code, cell, note.message)
    assert finding.severity == ("warning" if note.lost else "advice")
    if cell is None:
        assert finding.hint == "Check the file; save it again from Excel if something is missing."


@pytest.mark.parametrize(("link", "codes"), [("https://example.org/22", []), (None, ["UPD312", "WBK133"])])
def test_an_address_in_a_formula_counts_like_a_typed_one(link: str | None, codes: list[str]) -> None:
    typed = sheet(update(Evidence="Report"))
    formula = 'HYPERLINK("https://example.org/22","Report")'
    cells = (*typed.cells[:-1], typed.cells[-1]._replace(formula=formula, link=link))
    assert sorted(code for code, _ in found_at(typed._replace(cells=cells))) == codes


def test_a_row_in_no_table_is_reported() -> None:
    submission, _ = checked_workbook(book_of(f"{TABLE}\n| 3 | Under way | Wrote one. |"))
    (table,) = submission.submission.tables
    short = replace(submission.submission, tables=(table._replace(rows=table.rows[:1]),))
    batch = Batch(submission.edition, (replace(submission, submission=short),))
    (finding,) = (f for f in check(batch, RULES) if f.code == "WBK125")
    assert (finding.place.sheet, finding.message) == ("Updates", "Not read: row 3.")


def test_an_update_after_a_long_empty_stretch_is_out_of_sight() -> None:
    head = ("Action", "Status", "Progress")
    first, second = (2, "Under way", "Trained forty inspectors."), (3, "Under way", "Wrote a guide for employers.")
    apart = [()] * 100
    for rows, cells in (
        ([head, first, *apart[1:], second], []),
        ([head, first, *apart, second], ["A103"]),
        ([*apart, *apart, head, first, second], []),
        ([(*head, *[None] * 30, *head), (*first, *[None] * 30, *second)], ["AH2"]),
        ([(*head, *[None] * 29, *head), (*first, *[None] * 29, *second)], []),
    ):
        _, every = checked_bytes(xlsx(rows))
        assert [finding.place.cell for finding in every if finding.code == "WBK110"] == cells


def test_statuses_may_be_ticked_by_true_and_false() -> None:
    headings = ["Action", "Under way", "Completed", "Progress"]
    rows = [[2, True, False, "Trained forty inspectors."], [9, False, True, "Held a forum in Napier."]]
    submission, findings = checked_bytes(xlsx([["Agency:", "DIA"], headings, *rows]))
    assert [update.status for update in submission.updates] == ["under_way", "completed"]
    assert not [finding for finding in findings if finding.severity != "advice"]
