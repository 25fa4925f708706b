"""Changes to a sheet that a reader would not notice change no reading: a title, a note, a page mark, a gap, blanks."""

from collections.abc import Callable, Sequence

import pytest

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
        "Agency: MBIE", "Action | Under way | Completed", f"2 | {_TRAINED} |", f"3 | | {_GUIDE}"
    ),
    "forms with answers beside the labels": [["Agency", "MBIE"], *_forms(KNOWN, lambda label, said: [[label, said]])],
    "forms in everyday words": [["Agency", "MBIE"], *_forms(EVERYDAY, lambda label, said: [[label, said]])],
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


TITLES = (
    "Annual implementation report",
    "Progress report",
    "Plan of Action: update",
    "Return of progress and next steps",
)
CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "an empty column first": lambda rows: [["", *row] for row in rows],
    "empty rows first": lambda rows: [[""], [""], *rows],
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
    "a page mark far below": lambda rows: [*rows, [""], [""], ["- 1 -"]],
    "a number far right": lambda rows: [*rows[:-1], [*rows[-1], *[""] * 9, "28"]],
    "a number far right of a cell alone": lambda rows: [
        [row[0], *[""] * 9, "28"] if row[0] and not any(row[1:]) else row for row in rows
    ],
    "a further title": lambda rows: [
        each for row in rows for each in ([["Implementation reporting"], row] if row[0] == "Action" else [row])
    ],
    "a date far right of the first row": lambda rows: [[*rows[0], *[""] * 9, "3 March 2023"], *rows[1:]],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_a_change_beside_the_updates_changes_no_reading(rows: Rows, change: Callable[[Rows], Rows]) -> None:
    assert _updates(change(rows)) == _updates(rows)


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_an_empty_row_anywhere_changes_no_reading(rows: Rows) -> None:
    places = range(1, len(rows) - (rows[-1] == [_NEXT]))  # a text apart from the last label may be a note
    read = {place: _updates([*rows[:place], [""], *rows[place:]]) for place in places}
    assert {place: updates for place, updates in read.items() if updates != _updates(rows)} == {}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_each_sheet_has_both_updates(rows: Rows) -> None:
    assert sorted(codes for _, codes, *_ in _updates(rows)) == [("2",), ("3",)]


def _updates(rows: Rows) -> list[tuple[tuple[str, ...], tuple[str, ...], str, list[tuple[str, str]]]]:
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    read = as_read(workbook_from_sheets(sheet_from_markdown(text), path="return.xlsx"), EDITION)
    return sorted(
        (update.agencies, update.codes, str(update.status), sorted(update.texts.items())) for update in read.updates
    )
