"""Findings that need another plan, such as one with a withdrawn action, or an earlier return."""

import datetime as dt
from dataclasses import replace

from poatool.framework.edition import as_of
from poatool.framework.events import Event, EventKind
from poatool.framework.reference.resolve import mentions
from tests.support.checking import FRAMEWORK, TABLE, checked_files, plan_with, update


def test_an_action_that_was_withdrawn_is_not_in_force() -> None:
    gone = Event(event=EventKind.WITHDRAWN, date=dt.date(2021, 6, 1))
    plan = plan_with(lambda action: replace(action, history=(gone,)) if action.code == "2" else action)
    (finding,) = checked_files(("dia.xlsx", "DIA", TABLE), plan=plan)
    message = "Action 2 was not in force in 2022. It has been withdrawn since 1 June 2021, and no action replaced it."
    assert (finding.code, finding.place.cell, finding.message) == ("ACT203", "A2", message)


def test_a_date_in_figures_is_read_as_americans_write_it_if_the_plan_is_theirs() -> None:
    half = replace(FRAMEWORK.period_by_id["2022"], end=dt.date(2022, 6, 30))
    dated = ("dia.xlsx", "DIA", update("Trained forty inspectors on 4/11/2022."))
    assert checked_files(dated, plan=replace(FRAMEWORK, language="en-US", periods=(half,))) == ()
    assert [found.code for found in checked_files(dated, plan=replace(FRAMEWORK, periods=(half,)))] == ["UPD311"]


def test_an_agency_without_a_part_in_an_action_is_found_where_the_plan_names_others() -> None:
    plan = plan_with(lambda action: replace(action, lead=("INZ",) if action.code == "2" else ()))
    (finding,) = checked_files(("dia.xlsx", "DIA", TABLE), plan=plan)
    assert (finding.code, finding.place.cell) == ("AGY407", "A2")
    assert finding.message == "DIA has no part in Action 2; the plan gives it to MBIE."
    assert checked_files(("mbie.xlsx", "MBIE", TABLE), plan=plan) == ()
    assert checked_files(("dia.xlsx", "DIA", update(action="3")), plan=plan) == ()


def test_a_letter_that_is_an_action_of_the_plan_is_not_a_part_of_the_action_above() -> None:
    plan = plan_with(lambda action: replace(action, code={"2": "A", "3": "B"}.get(action.code, action.code)))
    assert mentions(as_of(plan, None), "Took action a lot; see Action B.")[0].text == "Action B"
    table = f"{update(action='B')}\n| a | Under way | Wrote a guide for border officers. |"
    assert [f.code for f in checked_files(("dia.xlsx", "DIA", table), plan=plan)] == []
    plan = plan_with(lambda action: replace(action, code={"2": "4(a)", "3": "4(b)"}.get(action.code, action.code)))
    table = f"{update(action='4(a)')}\n| b) | Under way | Wrote a guide for border officers. |"
    assert [(f.code, f.place.cell) for f in checked_files(("dia.xlsx", "DIA", table), plan=plan)] == [("ACT201", "A3")]


def test_the_title_of_a_group_is_no_label_with_its_answer() -> None:
    first, *others = FRAMEWORK.pillars
    plan = replace(FRAMEWORK, pillars=(replace(first, title="Outcome 1: Work is fair"), *others))
    table = f"{update()}\n| Outcome 1: Work is fair |\n| 3 | Under way | Wrote a guide for border officers. |"
    (finding,) = checked_files(("dia.xlsx", "DIA", table), plan=plan)
    assert finding.message == "This row was read as a heading of the plan."


def test_a_word_in_headings_of_two_columns_of_the_plan_says_nothing_about_either() -> None:
    table = "| Action | Status | Actuaciones |\n| 2 | Under way | Trained forty labour inspectors in three regions. |"
    progress = ("Actuaciones hechas", "Avancement du trimestre")
    plan = replace(FRAMEWORK, columns={"progress": progress, "next_steps": ("Actuaciones previstas",)})
    assert [finding.code for finding in checked_files(("dia.xlsx", "DIA", table), plan=plan)] == ["WBK104"]
    known = table.replace("Actuaciones", "Avancement")
    assert not [each for each in checked_files(("dia.xlsx", "DIA", known), plan=plan) if each.severity != "advice"]


def test_columns_that_differ_in_words_of_an_unknown_language_are_not_published_as_one() -> None:
    plan = replace(FRAMEWORK, columns={"progress": ("Cynnydd",)})
    row = "| 2 | Trained forty labour inspectors in three regions. | Wrote a guide for all border officers. |"
    table = f"| Action | Cynnydd y llynedd | Cynnydd eleni |\n{row}"  # last year's, this year's
    found = checked_files(("dia.xlsx", "DIA", table), plan=plan)
    assert [finding.code for finding in found if finding.severity != "advice"] == ["WBK104"]


def test_actions_with_other_statuses_before_are_compared_one_by_one() -> None:
    row = ("dia.xlsx", "DIA", update("Funding is sought for a new course.", "2, 3", "Not started"))
    back = checked_files(row, before=f"{TABLE}\n| 3 | Completed | Wrote a guide for growers. |")
    then = "the status is “Not started”, but in 2021 it was"
    assert [e.message for e in back] == [f"Action 2: {then} “Under way”.", f"Action 3: {then} “Completed”."]
