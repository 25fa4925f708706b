"""Statuses that the texts beside them contradict, and nil returns."""

from __future__ import annotations

import pytest

from tests.support.checking import found, found_at, update


@pytest.mark.parametrize(
    "text",
    [
        *("Nothing to report for 2022.", "There is nothing to report for the reporting period"),
        *("We have nothing further to report at this time", "No update for this period"),
    ],
)
def test_a_nil_return_may_say_for_when_it_is(text: str) -> None:
    assert found_at(update(text)) == [("UPD305", "B2")]
    assert found(update(text, status="No update this period")) == ()


@pytest.mark.parametrize("text", ["Nothing to report on the guide; 40 people were trained.", "The guide for 2022."])
def test_a_text_that_says_more_is_no_nil_return(text: str) -> None:
    assert found(update(text)) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No training was held. Funding has been approved.", False),
        ("Work has not begun. Agencies were consulted on its scope.", False),
        ("A course will be developed once the review is completed.", False),
        ("Last year a stocktake was completed.", False),
        ("• Trained forty people.", True),
        ("Carried out two visits.", True),
        ("We have published a guide.", True),
        ("Two forums were held.", True),
    ],
)
def test_work_may_not_stand_under_not_started_and_preparation_may(text: str, told: bool) -> None:
    assert bool(found_at(update(text, status="Not started"), only="UPD305")) is told


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        *((none, []) for none in ("None.", "Nil", "No further work is planned.", "No further action required")),
        *((none, []) for none in ("No next steps", "N/A")),
        *((step, ["UPD305"]) for step in ("No funding yet; apply again.", "Not before 2024: print it.")),
        ("Nothing but printing it.", ["UPD305"]),
    ],
)
def test_what_is_completed_may_only_say_that_nothing_follows(said: str, codes: list[str]) -> None:
    table = update("Wrote a leaflet.", status="Completed", Next_steps=said)
    assert [code for code, _ in found_at(table)] == codes


@pytest.mark.parametrize(
    ("progress", "end"),
    [
        ("Trained forty inspectors in three districts.", "“Trained forty inspectors in three districts.”"),
        ("Trained forty inspectors in three districts", "“Trained forty inspectors in three districts”."),
        (f"Trained {'inspectors and ' * 5}others.", "“Trained inspectors and inspectors and inspectors and inspec…”"),
    ],
)
def test_what_is_quoted_at_the_end_has_one_full_stop(progress: str, end: str) -> None:
    (idle,) = found(update(progress, status="Not started"))
    assert idle.message == f"The status is “Not started”, but the text describes work: {end}"
    (nil,) = found(update(progress, status="No update this period"))
    assert nil.message.endswith(f": {end} The row counts as a nil return.")
