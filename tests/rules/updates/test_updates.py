"""Updates: the links of the evidence, texts with a date of their own, and texts that are too long."""

import datetime as dt

import pytest

from tests.support.checking import HEADINGS, book_of, checked_workbook, found, found_at, sheet, update
from tests.support.tables import with_links

REPORT = ("https://example.org/report",)


@pytest.mark.parametrize(
    ("evidence", "link", "links"),
    [
        ("www.example.org/guide", None, ("https://www.example.org/guide",)),
        (
            "See www.example.org/guide, and WWW.example.org.",
            None,
            ("https://www.example.org/guide", "https://WWW.example.org"),
        ),
        ("https://example.org/22?u=www.example.org", None, ("https://example.org/22?u=www.example.org",)),
        ("ann@www.example.org, www (the web)", None, ()),
        *((f"https://example.org/re{unseen}port", None, REPORT) for unseen in "\u200b\xad\ufeff\u200d\u2060\U000e0041"),
        *((f"https://example.org/report{unseen}", None, REPORT) for unseen in "\u200b\xad\ufeff\u200d\u2060\U000e0041"),
        ("https://example.org/\u202etroper", None, ("https://example.org/troper",)),
        ("The report", "https://example.org/re\u200bport", REPORT),
    ],
)
def test_addresses_without_a_scheme_are_links_and_have_no_invisible_characters(
    evidence: str, link: str | None, links: tuple[str, ...]
) -> None:
    table = with_links(sheet(update(Evidence=evidence)), {(2, 4): link} if link else {})
    (row,) = checked_workbook(book_of(table))[0].updates
    assert row.links.get("evidence", ()) == links


@pytest.mark.parametrize(
    ("heading", "day", "status", "found"),
    [
        ("Update as at", dt.date(2021, 6, 30), "Under way", [("UPD311", "D2")]),
        ("Update as at", dt.date(2022, 6, 30), "Under way", []),
        ("Due", dt.date(2021, 6, 30), "Under way", []),
        ("Contract", dt.date(2024, 11, 30), "Completed", []),
    ],
)
def test_a_day_beside_a_text_may_contradict_it(
    heading: str, day: dt.date, status: str, found: list[tuple[str, str]]
) -> None:
    plain = sheet(f"{HEADINGS} {heading} |\n| 2 | {status} | Trained forty inspectors. | x |")
    dated = [cell._replace(value=day) if cell.text == "x" else cell for cell in plain.cells]
    found_there = found_at(plain._replace(cells=tuple(dated)))
    assert [each for each in found_there if each[0] == "UPD311"] == found


def test_a_text_that_is_too_long_is_found() -> None:
    sound = "Trained forty inspectors. " * 77
    assert found(update(sound[:1999])) == ()
    assert found_at(update(sound)) == [("UPD309", "C2")]
