"""Changes to a sheet that a reader would not notice change no reading: a title, a note, a page mark, a gap, blanks.

Nor do another order of columns or sheets, a sheet beside, and values as another program writes them.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import zip_longest

import pytest

from poatool.workbooks.model import RawCell, Sheet, Value
from tests.support.checking import EDITION, as_read
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

Rows = list[list[str]]

_TRAINED, _GUIDE = "Trained forty inspectors in Napier and Nelson.", "Wrote a guide for employers of migrants."
_NEXT = "Train a second group."


def _rows(*lines: str) -> Rows:
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _forms(labels: Sequence[str], place: Callable[[str, str], Rows], last: str = "") -> Rows:
    found: Rows = []
    for number, status, text, further in (("2", "Under way", _TRAINED, _NEXT), ("3", "Completed", _GUIDE, last)):
        for label, answer in zip(labels, (number, status, text, further), strict=True):
            found += place(label, answer)
        found.append([""])
    return found[:-1]


KNOWN = ("Action", "Status", "Progress", "Next steps")
EVERYDAY = ("Which action", "Where it is at", "What we did", "What comes next")
SHEETS: dict[str, Rows] = {
    "a table": _rows(
        "Agency | MBIE",
        "",
        "Action | Status | Progress | Next steps",
        f"2 | Under way | {_TRAINED} | {_NEXT}",
        f"3 | Completed | {_GUIDE} |",
    ),
    "tables by status": _rows(
        "Agency | MBIE",
        "Completed actions",
        "Action | Progress | Next steps",
        f"3 | {_GUIDE} |",
        "",
        "Actions under way",
        "Action | Progress | Next steps",
        f"2 | {_TRAINED} | {_NEXT}",
    ),
    "sections by agency, the action last": _rows(
        "Status | Progress | Next steps | Action",
        "Police",
        f"Under way | {_TRAINED} | {_NEXT} | 2",
        "Customs",
        f"Completed | {_GUIDE} | | 3",
    ),
    "a status a column": _rows(
        "Agency: MBIE", "Action | Under way | On hold | Completed", f"2 | {_TRAINED} | |", f"3 | | | {_GUIDE}"
    ),
    "forms with answers beside the labels": [["Agency", "MBIE"], *_forms(KNOWN, lambda label, said: [[label, said]])],
    "forms in everyday words": [["Return from:", "MBIE"], *_forms(EVERYDAY, lambda label, said: [[label, said]])],
    "forms with answers below the labels": [
        ["Agency:", "MBIE"],
        *_forms(KNOWN, lambda label, said: [[label], [said]], _NEXT),
    ],
    "forms with labels and answers in a cell": [
        ["Agency: MBIE"],
        *_forms(KNOWN, lambda label, said: [[f"{label}: {said}"]]),
    ],
    "forms below the actions": _rows(
        "Return from | MBIE",
        "",
        "Action 2",
        "Where it is at | Under way",
        f"What we did | {_TRAINED}",
        "",
        "Action 3",
        "Where it is at | Completed",
        f"What we did | {_GUIDE}",
    ),
    "forms side by side": _rows(
        "Progress report 2022",
        "Agency: | MBIE",
        "Ref | 2 | | Ref | 3",
        "Delivery status | Under way | | Delivery status | Completed",
        f"Work completed | {_TRAINED} | | Work completed | {_GUIDE}",
        f"Next steps | {_NEXT} | | Next steps |",
    ),
    "forms of two agencies": _rows(
        "Agency | MBIE",
        "Ref | 2",
        f"What we did | {_TRAINED}",
        f"What comes next | {_NEXT}",
        "",
        "Agency | DIA",
        "Ref | 3",
        f"What we did | {_GUIDE}",
        "What comes next |",
    ),
}


def _headed(title: str, gap: int) -> Callable[[Rows], Rows]:
    return lambda rows: [[title], *[[""]] * gap, *rows]


def _in_headings(change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """A change of each heading, label and short answer; texts stay as they are."""

    def changed(cell: str) -> str:
        label, colon, said = cell.partition(": ")
        return cell if cell in (_TRAINED, _GUIDE, _NEXT) else change(label) + colon + said

    return lambda rows: [[changed(cell) for cell in row] for row in rows]


def _wrapped(text: str) -> str:
    return text if ":" in text else text.replace(" ", "\\n", 1)


_THANKS = [[""], ["I confirm that the information above is correct."], ["Thank you for completing this return."]]
_SIGNED = [[""], [""], ["Signed by", "Ana Pene"], ["Position", "Director, Policy"], ["Date", "3 March 2023"]]
_KEY = ("Key", "Completed", "Under way", "Not started")
TITLES = (
    "Annual implementation report",
    "Progress report",
    "Plan of Action: update",
    "Return of progress and next steps",
)
CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "an empty column first": lambda rows: [["", *row] for row in rows],
    "empty rows first": lambda rows: [[""], [""], *rows],
    "an empty column after the first": lambda rows: [[row[0], "", *row[1:]] for row in rows],
    "an empty column after the second": lambda rows: [[*row[:2], "", *row[2:]] for row in rows],
    "an empty row after each": lambda rows: [each for row in rows for each in (row, [""])],
    "capitals": _in_headings(str.upper),
    "small letters": _in_headings(str.lower),
    "headings wrapped by hand": _in_headings(_wrapped),
    "two spaces for one": _in_headings(lambda text: text.replace(" ", "  ")),
    "no-break spaces": _in_headings(lambda text: text.replace(" ", "\u00a0")),
    **{f"the title {title!r}": _headed(title, 0) for title in TITLES},
    **{f"the title {title!r} apart": _headed(title, 1) for title in TITLES},
    "two titles": lambda rows: [["Progress report 2022"], ["Implementation reporting"], *rows],
    "a note first": lambda rows: [["Please return this form by 3 March 2023."], *rows],
    "a note below": lambda rows: [*rows, [""], ["This page was left blank on purpose by the secretariat."]],
    "a page mark below": lambda rows: [*rows, ["Page 1 of 1"]],
    "a page mark below the texts": lambda rows: [*rows, ["", "", "Page 1 of 1"]],
    "a printer's mark below the texts": lambda rows: [*rows, ["", "", "Printed on 3 March 2022 at 10:15 am"]],
    "an abbreviation below the texts": lambda rows: [*rows, ["", "", "P.T.O."]],
    "a file's path below the texts": lambda rows: [*rows, ["", "", "S: Policy Team, Plan, Returns 2022 v2.xlsx"]],
    "who exported it below the texts": lambda rows: [*rows, ["", "", "Exported by Ana Pene on 3/03/2022 at 10:15"]],
    "a count and a name of the table above": lambda rows: [["Table 1"], ["12 records"], [""], *rows],
    "a declaration and thanks below": lambda rows: [*rows, *_THANKS],
    "a signature far below": lambda rows: [*rows, *_SIGNED],
    "a mark above and below": lambda rows: [["UNCLASSIFIED"], *rows, [""], ["UNCLASSIFIED"]],
    "thin spaces and stars": _in_headings(lambda text: text.replace(" ", "\u202f") + "*" * text[-1:].isalpha()),
    "a page mark far below": lambda rows: [*rows, [""], [""], ["- 1 -"]],
    "a number far right": lambda rows: [*rows[:-1], [*rows[-1], *[""] * 9, "28"]],
    "a number far right of a cell alone": lambda rows: [
        [row[0], *[""] * 9, "28"] if row[0] and not any(row[1:]) else row for row in rows
    ],
    "a title with a contact far right": lambda rows: [
        ["Implementation reporting", *[""] * 3, "Contact: Li Wen"],
        *rows,
    ],
    "a further title": lambda rows: [
        each for row in rows for each in ([["Implementation reporting"], row] if row[0] == "Action" else [row])
    ],
    "a date far right of the first row": lambda rows: [[*rows[0], *[""] * 9, "3 March 2023"], *rows[1:]],
    "statuses far right": lambda rows: [
        [*row, *[""] * (12 - len(row)), *_KEY[place : place + 1]] for place, row in enumerate(rows)
    ],
    "an empty column after each": lambda rows: [[each for cell in row for each in (cell, "")] for row in rows],
    "soft hyphens": _in_headings(lambda text: re.sub("(?<=[a-z]{4})(?=[a-z]{3})", "\u00ad", text)),
    "a contact first": lambda rows: [["Contact", "Ana Pene"], [""], *rows],
    "a version first": lambda rows: [["Version", "1.0"], [""], *rows],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_a_change_beside_the_updates_changes_no_reading(rows: Rows, change: Callable[[Rows], Rows]) -> None:
    assert _updates(change(rows)) == _updates(rows)


def test_a_whole_sheet_on_its_side_is_read_as_upright() -> None:
    turned = {name: [*map(list, zip_longest(*rows, fillvalue=""))] for name, rows in SHEETS.items()}
    unlike = [name for name, rows in SHEETS.items() if _updates(turned[name]) != _updates(rows)]
    assert unlike == ["forms side by side"]  # its agency then heads a column, in which the second form has none


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_an_empty_row_anywhere_changes_no_reading(rows: Rows) -> None:
    places = range(1, len(rows) - (rows[-1] == [_NEXT]))  # a text apart from the last label may be a note
    read = {place: _updates([*rows[:place], [""], *rows[place:]]) for place in places}
    assert {place: updates for place, updates in read.items() if updates != _updates(rows)} == {}


def _values(change: Callable[[Value | None], Value | None]) -> Callable[[Sheet], Sheet]:
    return lambda sheet: sheet._replace(cells=tuple(cell._replace(value=change(cell.value)) for cell in sheet.cells))


def _with_blank_cells(sheet: Sheet) -> Sheet:
    last = max(cell.row for cell in sheet.cells)
    blanks = [RawCell(row, column, " ", " ") for row, column in ((1, 9), (last + 1, 1), (last + 3, 4))]
    return sheet._replace(cells=tuple(sorted([*sheet.cells, *blanks])))


def _below_hidden_row(sheet: Sheet) -> Sheet:
    cells = tuple(cell._replace(row=cell.row + 1) for cell in sheet.cells)
    return sheet._replace(cells=cells, hidden_rows=frozenset({1}))


WRITERS: dict[str, Callable[[Sheet], Sheet]] = {
    "blanks around texts": _values(lambda value: f" {value}  " if isinstance(value, str) else value),
    "an invisible character first": _values(
        lambda value: f"\u200b{value}" if isinstance(value, str) and value not in (_TRAINED, _GUIDE, _NEXT) else value
    ),
    "a line break after texts": _values(lambda value: f"{value}\n" if isinstance(value, str) else value),
    "numbers as texts": _values(lambda value: str(value) if isinstance(value, int) else value),
    "numbers with decimals": _values(lambda value: float(value) if isinstance(value, int) else value),
    "cells with blanks": _with_blank_cells,
    "a hidden empty row first": _below_hidden_row,
}
BESIDE = {
    "an empty sheet": "",
    "contacts": """| Name | Role | Phone | Email |
        | Ana Pene | Adviser | 04 555 0101 | ana@example.org |
        | Tom Rae | Manager | 04 555 0102 | tom@example.org |""",
    "notes": "| Notes |\n| Please keep the colours of the table. |\n| Ask the secretariat if anything is unclear. |",
    "versions": "| Version | Date | Who | Change |\n| 0.1 | 3 March 2023 | AP | First draft |",
    "statuses": "| Status |\n| Not started |\n| Under way |\n| Ongoing |\n| Completed |",
}


@pytest.mark.parametrize("change", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_another_writer_changes_no_reading(rows: Rows, change: Callable[[Sheet], Sheet]) -> None:
    assert _read(change(_sheet(rows))) == _updates(rows)


@pytest.mark.parametrize("text", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_a_sheet_beside_changes_no_reading(rows: Rows, text: str) -> None:
    beside = sheet_from_markdown(text, "Further sheet")
    assert _read(_sheet(rows), beside) == _read(beside, _sheet(rows)) == _updates(rows)


ORDERS = [(3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)]
TABLES = ("a table", "tables by status", "sections by agency, the action last", "a status a column")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("order", ORDERS)
def test_another_order_of_columns_changes_no_reading(name: str, order: Sequence[int]) -> None:
    rows = [[*row, *[""] * (4 - len(row))] if len(row) > 2 else row for row in SHEETS[name]]
    ordered = [[row[at] for at in order] if len(row) > 2 else row for row in rows]
    assert _updates(ordered) == _updates([*ordered, ["* Numbers are for the year to June."]]) == _updates(rows)


@pytest.mark.parametrize("order", ORDERS)
def test_paragraphs_of_their_own_are_read_in_any_order_of_columns(order: Sequence[int]) -> None:
    below = [
        [*row, *[""] * (4 - len(row))]
        for row in _rows(*GROUP[2:-1], f"| | {_GUIDE}", f"3 | On hold | {_GUIDE}", f"| | {_NEXT}")
    ]
    read = _updates([["Agency", "MBIE"], [""], *([row[at] for at in order] for row in below)])
    assert [(codes, status, [text for _, text in texts]) for _, codes, status, texts in read] == [
        (("2",), "under_way", [_NEXT, f"{_TRAINED}\n\n{_GUIDE}"]),
        (("3",), "on_hold", [f"{_GUIDE}\n\n{_NEXT}"]),
    ]


GROUP = (
    "Agency | MBIE | | |",
    "| | |",
    "Action | Status | Progress | Next steps",
    f"2 | Under way | {_TRAINED} | {_NEXT}",
    f"| | {_GUIDE} |",
)
COLUMNS = {
    "Row no.": ("1", "2"),
    "Word count": ("40", "41"),
    "Updated by": ("Ana Pene", "Ana Pene"),
    "Email": ("anonymous", "anonymous"),
    "Last modified": ("3 March 2023", "4 March 2023"),
    "Priority": ("High", "Low"),
    "Office use only": ("", ""),
}


@pytest.mark.parametrize("heading", COLUMNS)
@pytest.mark.parametrize("first", [True, False])
def test_a_column_beside_changes_no_reading(heading: str, first: bool) -> None:
    rows = _rows(*GROUP)
    added = ["", "", heading, *COLUMNS[heading]]
    wider = [[cell, *row] if first else [*row, cell] for row, cell in zip(rows, added, strict=True)]
    assert _updates(wider) == _updates(rows)
    assert [(codes, status) for _, codes, status, _ in _updates(rows)] == [(("2",), "under_way")]


@pytest.mark.parametrize("between", ["1 | 2 | 3 | 4", "(a) | (b) | (c) | (d)", "(which) | (now) | (done) | (to do)"])
def test_a_row_about_the_columns_changes_no_reading(between: str) -> None:
    *above, first, last = _rows(*GROUP)
    assert _updates([*above, _rows(between)[0], first, last]) == _updates([*above, first, last])


def test_headings_repeated_on_a_new_page_change_no_reading() -> None:
    *above, headings, first, _ = _rows(*GROUP)
    last = ["", "On hold", _GUIDE, ""]
    assert _updates([*above, headings, first, headings, last]) == _updates([*above, headings, first, last])


SERIALS = (
    "# | Status | Progress",
    "A. # | B. Status | C. Progress",
    "# (required) | Status (required) | Progress (required)",
    "Row no. | Status | Progress",
    "# | Status | Progress\n1 | 2 | 3",
)


@pytest.mark.parametrize("headings", SERIALS)
def test_numbers_that_count_the_rows_are_no_actions(headings: str) -> None:
    texts = (_TRAINED, _GUIDE, "Opened a help line.")
    rows = [f"{number} | Under way | {text}" for number, text in enumerate(texts, 1)]
    read = _updates(_rows("Agency | MBIE | ", "| |", *headings.split("\n"), *rows))
    assert {codes for _, codes, *_ in read} == {()}


def test_a_table_turned_on_its_side_is_read_the_same() -> None:
    (_, *_, first, second, third) = SHEETS["a table"]
    turned = [[*each] for each in zip(first, second, third, strict=True)]
    assert _updates([["Agency", "MBIE"], [""], *turned]) == _updates(SHEETS["a table"])


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_each_sheet_has_both_updates(rows: Rows) -> None:
    assert sorted(codes for _, codes, *_ in _updates(rows)) == [("2",), ("3",)]


Update = tuple[tuple[str, ...], tuple[str, ...], str, list[tuple[str, str]]]


def _sheet(rows: Rows) -> Sheet:
    return sheet_from_markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))


def _updates(rows: Rows) -> list[Update]:
    return _of_table(tuple(map(tuple, rows)))


@cache  # each table is compared with many changes of it
def _of_table(rows: tuple[tuple[str, ...], ...]) -> list[Update]:
    return _read(_sheet([list(row) for row in rows]))


def _read(*sheets: Sheet) -> list[Update]:
    read = as_read(workbook_from_sheets(*sheets, path="return.xlsx"), EDITION)
    return sorted(
        (
            update.agencies,
            update.codes,
            str(update.status),
            [(name, text.strip()) for name, text in sorted(update.texts.items())],
        )
        for update in read.updates
    )
