"""What a heading says of its column: for which of ours it weighs most, and what else it is about."""

from dataclasses import replace

import pytest

from poatool.framework.columns import COLUMNS
from poatool.framework.dates import Fit
from poatool.submissions.heading_words import Other
from poatool.submissions.headings import EXACT, Headings
from poatool.submissions.template import SERIAL_HEADINGS
from tests.support.checking import EDITION, FRAMEWORK

HEADINGS = Headings.of(FRAMEWORK, EDITION.period)


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        ("action", ("ACTION", "Action no.", "Action #", "№", "Action*", "Action:", "Action (required)", "Action¹")),
        (
            "action",
            ("Action / Mahi", "Ngā mahi | Actions", "Ngā mahi\nActions", "2) Action", "A. Action", "Q1. Action"),
        ),
        ("action", ("Which action does this update relate to?", "Commitment", "Recommendation", "2022 Action")),
        ("status", ("Status (choose one from the list)", "Status / Tūnga", "Tūnga – Status", "RAG", "On track?")),
        ("progress", ("Progress\n(at most 200 words)", "Key\nachievements", "Key  Achievements", "Prógress")),
        ("progress", ("Progress – what did your agency do this year?", "Progress in 2022", "Update", "4. Progress:")),
        ("progress", ("Please describe progress made in 2022", "What was achieved", "Highlights")),
        ("next_steps", ("What’s next?", "Planned for next year", "Outlook", "What will you do next?")),
        ("agency", ("Lead department", "Responsible party", "Which agency are you?", "Owner")),
        ("evidence", ("Links to evidence", "Supporting documents")),
        ("notes", ("Notes (not published)", "Internal comments")),
        (None, ("Contract", "Wellington", "Team", "")),
    ],
)
def test_what_a_heading_says_most_for(column: str | None, headings: tuple[str, ...]) -> None:
    assert [HEADINGS.sense(heading).best[0] for heading in headings] == [column] * len(headings)


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Staus", "status"), ("Progess", "progress"), ("Agnecy", "agency"), ("Next setps", "next_steps")],
)
def test_a_heading_one_letter_wrong_is_taken_and_said_to_be_misspelt(heading: str, column: str) -> None:
    sense = HEADINGS.sense(heading)
    assert (sense.exact, sense.misspelt) == (column, True)


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Update for the Minister", Other.AUDIENCE),
        ("Board commentary", Other.AUDIENCE),
        ("Risks to progress", Other.SUBJECT),
        ("Budget", Other.SUBJECT),
        ("Progress last year", Other.PAST),
        ("Due date", Other.DATE),
        ("Progress (no confidential names)", None),
        ("Progress", None),
    ],
)
def test_what_else_a_heading_is_about(heading: str, other: Other | None) -> None:
    assert HEADINGS.sense(heading).other is other


@pytest.mark.parametrize(
    ("heading", "time", "only"),
    [
        ("Q2 2022", Fit.SAME, True),
        ("Q3", Fit.SAME, True),
        ("Jul–Dec 2022", Fit.SAME, True),
        ("2021", Fit.OTHER, True),
        ("Progress 2021", Fit.OTHER, False),
        ("Progress 2021/22", Fit.PARTLY, False),
        ("Progress 2020-25", None, False),
    ],
)
def test_the_time_that_a_heading_names(heading: str, time: Fit | None, only: bool) -> None:
    sense = HEADINGS.sense(heading)
    assert (sense.time, sense.only_time) == (time, only)


def test_no_heading_of_ours_means_two_columns() -> None:
    known = {heading: column.id for column in COLUMNS for heading in column.headings}
    known |= dict.fromkeys(SERIAL_HEADINGS, "action")
    assert {heading: HEADINGS.sense(heading).best[0] for heading in known} == known


def test_a_plan_brings_its_own_headings() -> None:
    plan = replace(FRAMEWORK, words={"action": ("Mesure",)}, columns={"progress": ("Rapport d’avancement",)})
    headings = Headings.of(plan, EDITION.period)
    assert headings.sense("Rapport d'avancement").weights == {"progress": EXACT}
    assert headings.sense("Mesure n° 3").best[0] == "action"
