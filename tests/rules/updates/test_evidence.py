"""Evidence that is published in part: what is left out is said, and what the other addresses cover is not."""

from __future__ import annotations

import pytest

from poatool.findings.model import Finding, Fix
from poatool.submissions.interpret import Update
from tests.support.checking import book_of, checked_workbook, found_at, sheet, update
from tests.support.tables import with_links

THERE = "https://example.org/22"


def checked(evidence: str, link: str | None = None) -> tuple[Update, list[Finding]]:
    """An update with this evidence, and a link behind it; what is found in it."""
    linked = with_links(sheet(update(Evidence=evidence)), {(2, 4): link} if link else {})
    submission, findings = checked_workbook(book_of(linked))
    return submission.updates[0], list(findings)


def said(evidence: str) -> list[str]:
    return [f.message for f in checked(evidence)[1] if f.code in ("UPD312", "PUB512")]


@pytest.mark.parametrize("left", [r"C:\reports\guide.docx", r"\\server\guide", "file:///c:/x"])
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
        *("None", "TBC", "n/a"),
    ],
)
def test_words_beside_an_address_the_same_page_again_and_no_evidence_are_fine(evidence: str) -> None:
    assert said(evidence) == []


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


@pytest.mark.parametrize("evidence", ["See attached", "See email"])
def test_evidence_that_is_only_attached_is_no_address(evidence: str) -> None:
    assert found_at(update(Evidence=evidence)) == [("UPD312", "D2")]


@pytest.mark.parametrize(
    "closed",
    [
        *("http://intranet/poa", "http://intranet", "https://diagovtnz.sharepoint.com/sites/x/guide.docx"),
        *("https://intranet.dia.govt.nz/poa", "http://files.dia.local/x", "http://localhost:8080/x"),
        "http://10.1.2.3/x",
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
def test_invisible_characters_are_no_part_of_an_address_and_are_said(evidence: str, unseen: str) -> None:
    row, (finding,) = checked(evidence.format(unseen))
    assert row.links["evidence"] == ("https://example.org/report",)
    assert (finding.code, finding.place.cell, finding.fix) == ("PUB509", "D2", Fix("https://example.org/report", True))
    assert finding.message.endswith(", which is not published.")


def test_an_address_that_is_turned_is_said_and_not_corrected() -> None:
    row, (finding,) = checked("https://example.org/\u202etroper")
    assert row.links["evidence"] == ("https://example.org/troper",)
    assert (finding.code, finding.fix) == ("PUB509", None)


def test_invisible_characters_in_the_link_behind_the_evidence_are_said() -> None:
    row, (finding,) = checked("The report", "https://example.org/re\u200bport")
    assert row.links["evidence"] == ("https://example.org/report",)
    assert (finding.code, finding.place.cell, finding.fix) == ("PUB509", "D2", None)
    assert "The link behind the evidence contains U+200B" in finding.message
