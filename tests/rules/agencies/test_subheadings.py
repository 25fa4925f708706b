"""Sub-headings that name an agency, or may name one."""

from __future__ import annotations

import pytest

from tests.support.checking import HEADINGS, TABLE, found, found_at

GUIDE = "| 18 | Under way | Wrote a guide for workers. |"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        *((name, True) for name in ("Ministry of Social Development", "Te Puna Aonui")),
        *((name, False) for name in ("Protection", "Pillar 2: what the office did", "Police and Customs")),
    ],
)
def test_a_sub_heading_that_names_an_agency_the_plan_does_not_know_is_an_error(heading: str, said: bool) -> None:
    assert found_at(f"{TABLE}\n| {heading} | | |\n{GUIDE}", only="AGY402") == ([("AGY402", "A3")] if said else [])


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
    doubted = [f for f in found(f"{HEADINGS}\n{rows}", agency="") if f.code == "AGY403"]

    assert [(f.place.cell, [place.cell for place in f.related]) for f in doubted] == ([("A5", ["A4"])] if said else [])
    assert all("counts for “Customs”. " in f.message and f"“{heading}” in A4" in f.message for f in doubted)
