"""Our template in LibreOffice: it counts what is missing, and comes back as it was typed."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from poatool.workbooks.model import Own, OwnKind
from tests.outside.libreoffice import LibreOffice
from tests.submissions.test_blank import TEMPLATE, came_back, every_action, filled, findings, typed
from tests.workbooks.builder import opened

ANSWERS = {"Updates!C8": "Ongoing", "Updates!D8": "Trained ten.", "Updates!C9": "Ongoing", "Updates!D9": "Met twice."}


CASES: list[tuple[Mapping[str, str], tuple[str, str]]] = [
    ({}, ("0 of 2 answered. Next: Status, cell C8 of Updates.", "#Updates!C8")),
    (
        {"Updates!C8": "Under way", "Updates!D8": " "},
        ("0 of 2 answered. Next: Progress, cell D8 of Updates.", "#Updates!D8"),
    ),
    (
        {"Updates!C8": "Delayed", "Updates!D8": "Trained ten.", "Updates!C9": "Ongoing", "Updates!D9": "Met twice."},
        ("1 of 2 answered. Next: Reasons, cell E8 of Updates.", "#Updates!E8"),
    ),
    (
        ANSWERS | {"Other actions!D30": "Wrote to all employers."},
        ("2 of 2 answered. Next: Status, cell C30 of Other actions.", "#'Other actions'!C30"),
    ),
    (
        {"Updates!D3": "No work fell to us.", "Updates!D10": "One more forum was held."},
        ("D3 says that there is nothing to report, but rows are answered: clear one or the other.", "#Updates!A10"),
    ),
    ({"Updates!D3": "No work fell to us."}, ("2 of 2 answered. Nothing is missing. Please sign off in D2.", "#A1")),
    (
        {"Updates!D3": "No work fell to us.", "Updates!D2": "The manager"},
        ("2 of 2 answered. Nothing is missing. Please send it back.", "#A1"),
    ),
]
"""The typed values, and the text and the target of the link."""


TYPED = every_action("Wrote guidance – “māori” {code}\n=1+1 is text")


@pytest.fixture(scope="module")
def saved(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of all cases, by number, and a template in which every action is answered, as LibreOffice saves."""
    folder: Path = tmp_path_factory.mktemp("saved")
    (folder / "sent").mkdir()
    books = {str(number): typed(answers) for number, (answers, _) in enumerate(CASES)} | {
        "open": typed(ANSWERS | {"Updates!A36": "2", "Updates!C36": "Ongoing", "Updates!D36": "Met again."}, TEMPLATE),
        "all": filled(TEMPLATE, TYPED),
    }
    sent = [folder / "sent" / f"{name}.xlsx" for name in books]
    for path, data in zip(sent, books.values(), strict=True):
        path.write_bytes(data)
    libreoffice.convert(sent, "xlsx", folder)
    libreoffice.convert([sent[0], sent[-1]], "xls", folder)
    return folder


@pytest.mark.parametrize(("number", "told"), [(number, told) for number, (_, told) in enumerate(CASES)])
def test_it_counts_and_leads_to_what_is_missing(number: int, told: tuple[str, str], saved: Path) -> None:
    book = openpyxl.load_workbook(saved / f"{number}.xlsx", data_only=True)
    assert (book["Updates"]["D4"].value, book["Validation"]["A1"].value) == told


def test_if_no_action_is_an_agencys_own_each_row_counts_even_a_second_one_on_an_action(saved: Path) -> None:
    book = openpyxl.load_workbook(saved / "open.xlsx", data_only=True)
    assert book["Updates"]["D4"].value == "3 answered. Nothing is missing. Please sign off in D2."


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_template_that_was_only_opened_and_saved_is_still_without_answers(saved: Path, ending: str) -> None:
    workbook = opened((saved / f"0.{ending}").read_bytes(), f"dia.{ending}")
    assert workbook.own == Own(OwnKind.TEMPLATE, changed=False)


@pytest.mark.parametrize(("ending", "notes"), [("xlsx", set[str]()), ("xls", {"WBK114"})])
def test_typed_values_are_read_after_saving(saved: Path, ending: str, notes: set[str]) -> None:
    submission = came_back((saved / f"all.{ending}").read_bytes())
    assert submission.submission.template is not None
    assert submission.agency == "DIA"
    assert [update.progress for update in submission.updates] == [
        text for (_, column), text in TYPED.items() if column == "progress"
    ]
    assert {finding.code for finding in findings(submission)} == notes
