"""Sub-headings that may name an agency, but were not read as one."""

from __future__ import annotations

import pytest

from tests.support.checking import HEADINGS, TABLE, found, found_at

GUIDE = "| 18 | Under way | Wrote a guide for workers. |"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        *((name, True) for name in ("Ministry of Social Development", "Te Puna Aonui", "Police and Customs")),
        *((name, False) for name in ("Protection", "Pillar 2: what the office did", "Training and guides")),
    ],
)
def test_a_sub_heading_that_may_name_another_agency_is_doubted(heading: str, said: bool) -> None:
    assert found_at(f"{TABLE}\n| {heading} | | |\n{GUIDE}", only="AGY412") == ([("AGY412", "A4")] if said else [])


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        *((name, True) for name in ("WorkSafe", "Crown Law", "DPMC", "Stats NZ", "Te Whatu Ora", "Other agencies")),
        *((title, False) for title in ("Prevention", "Protection – Whakamarumaru", "2. Training", "Actions 4–18")),
        *((text, False) for text in ("Total: 2", "(continued)", "Note: figures are provisional", "New Zealand Police")),
        (
            "Consider amending the Crimes Act 1961 to strengthen provisions for the criminalisation of trafficking",
            False,
        ),
    ],
)
def test_where_sub_headings_name_agencies_one_that_names_none_is_doubted(heading: str, said: bool) -> None:
    rows = f"| Customs | | |\n| 10 | Under way | Trained forty officers. |\n| {heading} | | |\n{GUIDE}"
    doubted = [f for f in found(f"{HEADINGS}\n{rows}", agency="") if f.code == "AGY412"]

    assert [(f.place.cell, [place.cell for place in f.related]) for f in doubted] == ([("A5", ["A4"])] if said else [])
    assert all(f"counts for NZCS, but the sub-heading “{heading}” in A4" in f.message for f in doubted)


def test_a_doubted_sub_heading_reaches_over_titles_of_the_plan_and_headings_of_columns() -> None:
    row, own = "| {} | Under way | Wrote guide {}. |", "| {} | Under way | MoJ | Wrote guide {}. |"
    customs = ["| Customs |", HEADINGS, row.format(10, 1)]
    lines = [*customs, "| |", "| WorkSafe |", "| Prevention |", HEADINGS, row.format(18, 2)]
    moved = ["| Crown Law |", "| Action | Status | Agency | Progress |", own.format(24, 3)]
    plain = [*customs, "| Training |", row.format(18, 2)]

    assert found_at("\n".join([*lines, *moved]), agency="", only="AGY412") == [("AGY412", "A8")]
    assert found_at("\n".join(plain), agency="", only="AGY412") == [], "no headings of columns below it"
