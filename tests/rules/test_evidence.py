"""Evidence that is published in part: what is left out is said, and what the other addresses cover is not."""

from __future__ import annotations

import pytest

from poatool.findings.model import Fix
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from tests.support.tables import sheet_from_markdown, with_links, workbook_from_sheets

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
THERE = "https://example.org/22"


def batch_of(evidence: str, link: str | None = None) -> Batch:
    table = f"| Action | Status | Progress | Evidence |\n| 2 | Under way | Trained forty inspectors. | {evidence} |"
    sheet = with_links(sheet_from_markdown(table), {(2, 4): link} if link else {})
    book = workbook_from_sheets(sheet, path="dia.xlsx", properties={"custom.Agency": "DIA"})
    return Batch(EDITION, (interpret(read(book, Columns.of()), EDITION),))


def said(evidence: str) -> list[str]:
    return [finding.message for finding in check(batch_of(evidence), RULES) if finding.code in ("UPD312", "PUB512")]


@pytest.mark.parametrize("left", ["www.example.org/guide", r"C:\reports\guide.docx", r"\\server\guide", "file:///c:/x"])
def test_an_address_that_readers_cannot_open_is_said_beside_one_that_they_can(left: str) -> None:
    (message,) = said(f"{THERE}, {left}")
    assert message == f"“{left}” is not a web address, and not published; the rest of the cell is."


@pytest.mark.parametrize(
    "evidence",
    [
        f"{THERE} https://www.example.org/guide",
        f"www.example.org/22: see {THERE}, and https://www.example.org/22/",
        f"The report of www (the web): {THERE}",
        f"Figures and/or file: {THERE}?u=www.example.org",
        "https://example.org?to=mere@intranet and https://www.example.org/@poa#http://intranet",
        "https://example.org:8080/x",
    ],
)
def test_words_beside_an_address_and_the_same_page_again_are_let_pass(evidence: str) -> None:
    assert said(evidence) == []


@pytest.mark.parametrize(
    "closed",
    [
        *("http://intranet/poa", "http://intranet", "https://diagovtnz.sharepoint.com/sites/x/guide.docx"),
        *(
            "https://intranet.dia.govt.nz/poa",
            "http://files.dia.local/x",
            "http://localhost:8080/x",
            "http://10.1.2.3/x",
        ),
    ],
)
def test_an_address_that_only_colleagues_can_open_is_said(closed: str) -> None:
    assert said(closed) == [f"Readers of the report cannot open “{closed}”, which is published."]
    assert said(f"{THERE}, {closed}") == said(closed)


def test_several_that_only_colleagues_can_open_are_said_at_once() -> None:
    assert said("http://intranet/a http://intranet/b") == [
        "Readers of the report cannot open “http://intranet/a” and “http://intranet/b”, which are published."
    ]


@pytest.mark.parametrize("unseen", ["\u200b", "\xad", "\ufeff", "\u200d", "\u2060", "\U000e0041"])
@pytest.mark.parametrize("evidence", ["https://example.org/re{}port", "https://example.org/report{}"])
def test_unseen_characters_are_no_part_of_an_address_and_are_said(evidence: str, unseen: str) -> None:
    written = evidence.format(unseen)
    batch = batch_of(written)
    assert [update.links["evidence"] for update in batch.submissions[0].updates] == [("https://example.org/report",)]
    (finding,) = check(batch, RULES)
    assert (finding.code, finding.place.cell, finding.fix) == ("PUB509", "D2", Fix("https://example.org/report", True))
    assert finding.message.endswith(", which is not published.")


def test_an_address_that_is_turned_is_said_and_not_corrected() -> None:
    batch = batch_of("https://example.org/\u202etroper")
    assert batch.submissions[0].updates[0].links["evidence"] == ("https://example.org/troper",)
    assert [(finding.code, finding.fix) for finding in check(batch, RULES)] == [("PUB509", None)]


def test_unseen_characters_in_the_link_behind_the_evidence_are_said() -> None:
    batch = batch_of("The report", "https://example.org/re\u200bport")
    assert batch.submissions[0].updates[0].links["evidence"] == ("https://example.org/report",)
    (finding,) = check(batch, RULES)
    assert (finding.code, finding.place.cell, finding.fix) == ("PUB509", "D2", None)
    assert "The link behind the evidence contains U+200B" in finding.message
