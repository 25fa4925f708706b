"""The rule book: a page for every kind of finding, and the content of each page."""

import pytest

from poatool.framework.faults import FAULTS
from poatool.rules import BOOK, FAMILIES, RULES, notes
from poatool.rules.registry import Example, Rule, read_page


def test_every_rule_every_fault_and_every_kind_of_waiver_has_its_page() -> None:
    codes = [page.code for page in BOOK]
    assert set(codes) == {*FAULTS, *(each.code for each in RULES), "WVR701", "WVR703", "WVR704"}
    assert len(set(codes)) == len(codes)


EVER = {
    "FRM": "001-007 101-103 201-209 301-306 401-404",
    "WBK": "101-119 123-145 150-152",
    "ACT": "201-220",
    "UPD": "301-330",
    "AGY": "401-418",
    "PUB": "501-520",
    "ALL": "601-605",
    "WVR": "701-704",
}
"""Every code that a rule, a fault or a kind of waiver has ever had."""


def ever() -> set[str]:
    spans = ((family, *span.split("-")) for family, numbers in EVER.items() for span in numbers.split())
    return {
        f"{family}{n:03}" for family, first, *last in spans for n in range(int(first), int((last or [first])[0]) + 1)
    }


def test_every_code_ever_used_still_means_one_thing() -> None:
    today = [word for page in BOOK for word in (page.code, page.name, *page.aliases)]
    today += [word for kind in notes.KINDS for word in (kind.code, kind.name)]

    assert len(today) == len(set(today))
    assert ever() == {word for word in today if word.isupper()}, "a new code belongs into EVER"


def test_the_lowest_code_of_a_merged_rule_is_kept() -> None:
    merged = {page.code: [word for word in page.aliases if word.isupper()] for page in BOOK if page.aliases}
    assert merged
    assert all(code[3:] < min((each[3:] for each in former), default="999") for code, former in merged.items())


@pytest.mark.parametrize("page", BOOK, ids=lambda page: page.code)
def test_every_page_says_what_and_how_to_fix_it_and_belongs_to_a_family(page: Rule) -> None:
    assert page.title.endswith(".")
    assert page.body.fix[:1].isupper() or page.body.fix[:1] in "“`"
    assert page.body.fix.endswith(".")
    assert page.family in FAMILIES


def test_an_example_may_be_a_text_that_is_not_a_table() -> None:
    [example] = read_page("It cannot be read.\n\nBad file:\nPK and nothing more\nFound at: file").examples
    assert example == Example(False, ("file",), (("PK and nothing more",),), ("file",))
    assert example.setting == "as the text of a file"


def test_rows_stand_below_the_usual_headings_and_a_mark_ends_the_cells_where_something_is_found() -> None:
    [example] = read_page("It is.\n\nBad 2021 rows:\n| 2 <found> | <found> | a \\| b |\nFound at: sheet").examples
    assert example.rows == (("Action", "Status", "Progress"), ("2", "", "a | b"))
    assert (example.words, example.found_at) == (("2021",), ("A2", "B2", "sheet"))
