"""The meaning of a heading: the column for which it weighs most, and any other subject; and the kinds of values."""

from dataclasses import replace
from pathlib import Path

import pytest

from poatool.framework.columns import COLUMNS
from poatool.framework.dates import Fit
from poatool.framework.edition import as_of
from poatool.submissions.evidence.heading_shapes import UNCLEAR
from poatool.submissions.evidence.heading_words import Other
from poatool.submissions.evidence.headings import EXACT, Headings
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.columns import ROLE
from poatool.submissions.template import SERIAL_HEADINGS
from tests.support.checking import EDITION, FRAMEWORK
from tests.support.markdown import listed

CASES = Path(__file__).with_name("headings.md")
HEADINGS = Headings(FRAMEWORK, EDITION.period)


@pytest.mark.parametrize(("heading", "column"), listed(CASES, "The column for which it weighs most"))
def test_the_column_for_which_a_heading_weighs_most(heading: str, column: str) -> None:
    sense = HEADINGS.sense(heading)
    assert sense.best[0] == (column or None)
    assert sense.exact is None or sense.misspelt or HEADINGS.may_know(heading)


@pytest.mark.parametrize(("heading", "column"), listed(CASES, "One letter wrong"))
def test_a_heading_with_one_wrong_letter_is_recognised_as_misspelt(heading: str, column: str) -> None:
    sense = HEADINGS.sense(heading)
    assert (sense.exact, sense.misspelt) == (column, True)


@pytest.mark.parametrize(("language", "heading", "means"), listed(CASES, "In other languages"))
def test_a_heading_in_the_language_of_the_plan_weighs_as_in_english(language: str, heading: str, means: str) -> None:
    headings = Headings(replace(FRAMEWORK, language=language), EDITION.period)
    sense = headings.sense(heading)
    column = sense.best[0] if sense.best[1] >= ROLE else ""
    assert means == ("forbidden" if sense.forbids else sense.other.name.lower() if sense.other else column)
    assert headings.in_english(headings.in_english(heading)) == headings.in_english(heading)


def test_headings_that_the_plan_gives_stay_as_they_are() -> None:
    plan = replace(FRAMEWORK, language="es", columns={"next_steps": ("Avance",)})
    assert Headings(plan, EDITION.period).sense("Avance").exact == "next_steps"


@pytest.mark.parametrize(("heading", "other"), listed(CASES, "Another subject"))
def test_the_other_subject_of_a_heading(heading: str, other: str) -> None:
    assert HEADINGS.sense(heading).other is (Other[other.upper()] if other else None)


@pytest.mark.parametrize(("unclear", "clear"), listed(CASES, "Unclear, and clear in similar words"))
def test_a_heading_that_may_not_name_the_progress_is_unclear(unclear: str, clear: str) -> None:
    weights = [HEADINGS.sense(heading).weights.get("progress", 0.0) for heading in (unclear, clear)]
    assert weights[0] <= UNCLEAR < weights[1]


@pytest.mark.parametrize(("heading", "time", "only"), listed(CASES, "The time in it"))
def test_the_time_that_a_heading_names(heading: str, time: str, only: str) -> None:
    sense = HEADINGS.sense(heading)
    assert (sense.time, sense.only_time) == (Fit[time.upper()] if time else None, only == "yes")


def test_no_heading_of_ours_means_two_columns() -> None:
    known = {heading: column.id for column in COLUMNS for heading in column.headings}
    known |= dict.fromkeys(SERIAL_HEADINGS, "action")
    assert {heading: HEADINGS.sense(heading).best[0] for heading in known} == known


def test_a_plan_brings_its_own_headings() -> None:
    plan = replace(FRAMEWORK, words={"action": ("Mesure",)}, columns={"progress": ("Rapport d’avancement",)})
    headings = Headings(plan, EDITION.period)
    assert headings.sense("Rapport d'avancement").weights == {"progress": EXACT}
    assert headings.sense("Mesure n° 3").best[0] == "action"
    assert headings.sense("Mes.").best[0] == "action"
    assert headings.sense("Mes notes").best[0] == "notes"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2", Kind.NUMBER_OF_ACTION),
        ("2 – Under way", Kind.STATUS),
        ("14 (2022)", Kind.NUMBER_OF_ACTION),
        ("Action 14 (2022)", Kind.ACTION),
        ("77", Kind.STATUS),
    ],
)
def test_what_a_number_may_be_where_statuses_have_numbers_too(text: str, kind: Kind) -> None:
    signs = {"under_way": ("2",), "completed": ("77",)}
    statuses = tuple(replace(status, aliases=signs.get(status.id, ())) for status in FRAMEWORK.statuses)
    numbered = as_of(replace(FRAMEWORK, statuses=statuses), EDITION.period)
    assert Evidence(numbered).kind(text) is kind


@pytest.mark.parametrize("text", ["Act. 9", "Nr. 9", "Nº 12", "actions 9 and 12"])
def test_an_action_may_follow_words_and_abbreviations(text: str) -> None:
    assert Evidence(EDITION).kind(text) is Kind.ACTION


@pytest.mark.parametrize("time", ["im Jahr 2022", "zum 31.12.2022", "des Jahres"])
@pytest.mark.parametrize("other", ["im Vorjahr", "der Partner", "vor 2022"])
def test_a_heading_of_the_plan_may_name_its_time_but_nothing_else(time: str, other: str) -> None:
    headings = Headings(replace(FRAMEWORK, columns={"progress": ("Sachstand",)}), EDITION.period)
    assert headings.sense(f"Sachstand {time}").exact == "progress"
    assert headings.sense(f"Sachstand {other}").exact is None


def test_the_words_of_a_plans_short_headings_name_their_columns_in_longer_ones() -> None:
    plan = replace(FRAMEWORK, columns={"progress": ("Bilan",), "next_steps": ("Prochaines étapes",)})
    headings = Headings(plan, None)
    said = [headings.sense(text).best[0] for text in ("Éléments de bilan", "Étapes à venir", "Réclamations")]
    assert said == ["progress", "next_steps", None]
