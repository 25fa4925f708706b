"""Updates: rows without progress, remarks beside a status, evidence, and texts that keep a row out."""

import datetime as dt

import pytest

from poatool.findings.model import Finding, Fix
from poatool.submissions.interpret import Update
from poatool.workbooks.model import Area
from tests.support.checking import HEADINGS, book_of, checked_workbook, found, found_at, sheet, update
from tests.support.tables import with_links


def test_progress_that_is_merged_over_rows_is_told_from_none() -> None:
    rows = "| 2 | Ongoing | Trained forty inspectors. |\n| 3 | Ongoing | |\n| 5 | Ongoing | |"
    findings = found(sheet(f"{HEADINGS}\n{rows}", merges=(Area(2, 3, 3, 3),)))

    assert [(f.code, f.place.cell, f.message) for f in findings] == [
        (
            "UPD301",
            "C3",
            "No progress is given for this row: C2 is merged over its cell, but counts only for its own row.",
        ),
        ("UPD301", "C4", "No progress is given."),
    ]


TABLE = """\
| Action                     | Agency        | Status          | Progress                              |
| 4 – intelligence sharing   | Police (lead) | Under way (60%) | Shared intelligence with partners.    |
| 5                          | Police        | Under way       | Opened a line for reports by phone.   |
| 16 – supply chain reports  | Lead: Customs | Amber – delayed | Consulted businesses on their duties. |
"""


def test_a_remark_is_said_once_a_column_with_the_other_cells() -> None:
    said = [finding for finding in found(TABLE, agency="") if finding.code == "UPD319"]

    assert [(f.place.cell, [place.cell for place in f.related]) for f in said] == [
        ("A2", ["A4"]),
        ("B2", ["B4"]),
        ("C2", ["C4"]),
    ]
    assert said[2].message == (
        "“Under way (60%)” was read as “Under way”. The words beside it are not published. "
        "The same goes for 1 cell below it."
    )


THERE = "https://example.org/22"


def checked(evidence: str, link: str | None = None) -> tuple[Update, list[Finding]]:
    """An update with this evidence, and a link behind it; what is found in it."""
    linked = with_links(sheet(update(Evidence=evidence)), {(2, 4): link} if link else {})
    submission, findings = checked_workbook(book_of(linked))
    return submission.updates[0], list(findings)


@pytest.mark.parametrize(
    ("evidence", "links"),
    [
        ("www.example.org/guide", ("https://www.example.org/guide",)),
        (
            "See www.example.org/guide, and WWW.example.org.",
            ("https://www.example.org/guide", "https://WWW.example.org"),
        ),
        (f"{THERE}?u=www.example.org", (f"{THERE}?u=www.example.org",)),
        ("ann@www.example.org, www (the web)", ()),
    ],
)
def test_an_address_without_its_scheme_is_a_link(evidence: str, links: tuple[str, ...]) -> None:
    assert checked(evidence)[0].links.get("evidence", ()) == links


@pytest.mark.parametrize("unseen", ["\u200b", "\xad", "\ufeff", "\u200d", "\u2060", "\U000e0041"])
@pytest.mark.parametrize("evidence", ["https://example.org/re{}port", "https://example.org/report{}"])
def test_invisible_characters_are_no_part_of_an_address_and_are_said(evidence: str, unseen: str) -> None:
    row, (finding,) = checked(evidence.format(unseen))
    assert row.links["evidence"] == ("https://example.org/report",)
    assert (finding.code, finding.place.cell, finding.fix) == ("PUB509", "D2", Fix("https://example.org/report", True))
    assert finding.message.endswith(" Such characters are not published.")


def test_an_address_that_is_turned_is_said_and_not_corrected() -> None:
    row, (finding,) = checked("https://example.org/\u202etroper")
    assert row.links["evidence"] == ("https://example.org/troper",)
    assert (finding.code, finding.fix) == ("PUB509", None)


def test_invisible_characters_in_the_link_behind_the_evidence_are_said() -> None:
    row, (finding,) = checked("The report", "https://example.org/re\u200bport")
    assert row.links["evidence"] == ("https://example.org/report",)
    assert (finding.code, finding.place.cell, finding.fix) == ("PUB509", "D2", None)
    assert "The link behind the evidence contains U+200B" in finding.message


@pytest.mark.parametrize(
    ("heading", "day", "cells"),
    [
        ("Update as at", dt.date(2021, 6, 30), ["D2"]),
        ("Update as at", dt.date(2022, 6, 30), []),
        ("Due", dt.date(2021, 6, 30), []),
    ],
)
def test_a_text_dated_before_the_period_is_found(heading: str, day: dt.date, cells: list[str]) -> None:
    plain = sheet(f"{HEADINGS} {heading} |\n| 2 | Under way | Trained forty inspectors. | x |")
    dated = [cell._replace(value=day) if cell.text == "x" else cell for cell in plain.cells]
    found_there = found_at(plain._replace(cells=tuple(dated)), only="UPD324")
    assert [cell for _, cell in found_there] == cells


def test_what_leads_to_a_person_keeps_the_row_out_of_the_report() -> None:
    findings = found(update("Ring Mere on 021 555 1234, mere@example.org, IRD 49-091-850."))
    assert [(f.code, f.severity) for f in findings] == [(f"PUB50{n}", "error") for n in (1, 2, 3)]


def test_a_text_that_is_too_long_is_found() -> None:
    sound = "Trained forty inspectors. " * 77
    assert found(update(sound[:1999])) == ()
    assert found_at(update(sound)) == [("UPD309", "C2")]
