"""Decisions applied to submissions: which return counts, what is edited and withheld, and what is stale."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from poatool.decisions.applying import choose, settle
from poatool.decisions.model import Counts, Decision, Decisions, Edit, State, Withhold
from poatool.findings.model import Place, pin
from poatool.submissions.interpret import Interpreted
from tests.support.reports import Line, coverage, edition, error, interpreted, year_end

SOURCE = Place("decisions.yaml", row=4)
SAID = pin("Did it.\nMore.")
POLICE = interpreted("nzp.xlsx", "NZP", [Line("1", "Did it.", next_steps="More."), Line("2", "Held talks.")])


def withhold(update: str = "2022-nzp-1", was: str | None = None) -> Withhold:
    return Withhold(by="Lead", because="Not agreed.", period="2022", source=SOURCE, update=update, was=was)


def edit(update: str = "2022-nzp-1", was: str | None = None, column: str = "progress") -> Edit:
    about = {"by": "Lead", "because": "Shorter.", "period": "2022"}
    return Edit(**about, source=SOURCE, update=update, was=was, text="Done.", column=column)


def published(sent: Sequence[Interpreted], *decisions: Decision) -> list[str]:
    """All texts of a report with these decisions."""
    settled = settle(sent, Decisions(decisions), "2022")
    report = year_end(settled.submissions, settled.findings, edition())
    return [text for update in report.updates for text in update.texts.values()]


def test_an_edit_is_published_in_place_of_what_was_sent() -> None:
    assert published([POLICE], edit()) == ["Done.", "More.", "Held talks."]
    assert published([POLICE], edit(column="next_steps"), edit("2022-nzp-2")) == ["Did it.", "Done.", "Done."]


def test_an_id_is_made_from_the_text_as_sent() -> None:
    two = interpreted("nzp.xlsx", "NZP", [Line("1", "Did it."), Line("1", "Did more.")])
    before = [update.id for update in year_end([two], [], edition()).updates]
    settled = settle([two], Decisions((edit(before[0]),)), "2022")
    after = year_end(settled.submissions, settled.findings, edition()).updates
    assert {each.id: each.texts["progress"] for each in after} == {before[0]: "Done.", before[1]: "Did more."}


def test_what_is_withheld_is_not_published_and_its_agency_has_reported() -> None:
    line = Line("1", "Did it.", status="under_way", next_steps="More.")
    sent = [interpreted("nzp.xlsx", "NZP", [line, Line("2", "Not now.", nil=True)])]
    decisions = Decisions((withhold(), withhold("2022-nzp-2")))
    settled = settle(sent, decisions, "2022")
    report = year_end(settled.submissions, settled.findings, edition())
    assert report.updates == ()
    assert [(a.code, a.state, a.reported_by, a.nil_by, a.statuses) for a in report.public.actions][:2] == [
        ("1", "reported", (), (), ()),
        ("2", "reported", (), (), ()),
    ]
    assert "Not now" not in str(report.public.actions[1].because)
    assert report.set_aside == ()


def test_a_finding_on_a_withheld_update_is_accepted_and_one_on_an_edited_text_says_so() -> None:
    settled = settle([POLICE], Decisions((withhold(), edit("2022-nzp-2"))), "2022")
    place = Place("nzp.xlsx", "Updates", 3, "D")
    found = [error("nzp.xlsx", 2), error("nzp.xlsx", 3)._replace(place=place), error("nzp.xlsx", 3), error("a.xlsx", 2)]
    first, second, *others = settled.adjusted(found)
    assert first.waiver is not None
    assert (first.waiver.reason, first.waiver.by, first.waiver.source) == ("Not agreed.", "Lead", SOURCE)
    assert second.message == "What is wrong. The text comes from decisions.yaml, line 4."
    assert [each._replace(pin="") for each in others] == found[2:]


@pytest.mark.parametrize(
    ("decision", "row"),
    [
        (edit(was=pin("Did it!")), 2),
        (edit("2022-nzp-1.0a1b"), 2),
        (edit(column="progress", was=pin("More.")), 2),
        (edit("2022-nzp-9", was=pin("Held talks.")), 3),
        (withhold(was=pin("Did it.")), 2),
        (withhold("2022-nzp-9-21", was=pin("Held talks.")), 3),
        (edit("2022-nzp-2", column="next_steps"), 3),
        (edit("2022-nzp-9"), None),
        (edit("2022-nzp-1-2"), None),
    ],
)
def test_a_decision_on_another_text_is_stale_and_neither_text_is_published(decision: Withhold, row: int | None) -> None:
    [finding] = settle([POLICE], Decisions((decision,)), "2022").findings
    assert (finding.code, finding.counts_as_error) == ("WVR704", True)
    where = Place("nzp.xlsx", "Updates", row, finding.place.column) if row else SOURCE
    assert finding.place == where
    assert decision.update in finding.message
    left = published([POLICE], decision)
    assert left == {2: ["Held talks."], 3: ["Did it.", "More."], None: ["Did it.", "More.", "Held talks."]}[row]


@pytest.mark.parametrize(
    "decision",
    [
        edit(was=pin("Did it.")),
        edit(f"2022-nzp-1.{SAID[:4]}"),
        withhold(was=SAID),
        withhold(f"2022-nzp-1.{SAID[:4]}-2"),
    ],
)
def test_the_update_decided_on_is_found_even_if_its_id_changed(decision: Withhold) -> None:
    settled = settle([POLICE], Decisions((decision,)), "2022")
    assert ([each.state for each in settled.rulings.values()], settled.findings) == ([State.APPLIED], ())
    again = interpreted("b.xlsx", "NZP", [Line("1", "Did more.")])
    if decision.was or "." in decision.update:
        settled = settle([POLICE, again], Decisions((decision,)), "2022")
        assert ([each.state for each in settled.rulings.values()], settled.findings) == ([State.APPLIED], ())


@pytest.mark.parametrize(("at", "expected"), [(0, ["Done.", "Did it."]), (1, ["Did it.", "Done."])])
def test_of_updates_with_the_same_text_the_one_with_the_id_is_edited(at: int, expected: list[str]) -> None:
    two = interpreted("nzp.xlsx", "NZP", [Line("1", "Did it."), Line("1", "Did it.")])
    ids = [update.id for update in year_end([two], [], edition()).updates]
    [settled] = settle([two], Decisions((edit(ids[at]),)), "2022").submissions
    assert [update.progress for update in settled.updates] == expected


def test_an_id_that_several_updates_begin_with_means_none_of_them() -> None:
    two = interpreted("nzp.xlsx", "NZP", [Line("1", "Did it."), Line("1", "Did more.")])
    assert published([two], withhold()) == []
    assert len(settle([two], Decisions((withhold(),)), "2022").findings) == 2


def test_other_periods_are_not_mentioned_nor_agencies_whose_files_may_only_be_elsewhere() -> None:
    settled = settle([POLICE], Decisions((replace(edit("2021-nzp-1"), period="2021"),)), "2022")
    assert (settled.submissions, settled.rulings, settled.findings) == ((POLICE,), {}, ())
    assert settle([POLICE], Decisions((edit("2022-mbie-1"),)), "2022", in_part=True).findings == ()


def counts(file: str = "new.xlsx", instead_of: str = "old.xlsx", agency: str = "NZP") -> Counts:
    return Counts(by="Lead", because="a", source=SOURCE, agency=agency, file=file, instead_of=instead_of)


@pytest.mark.parametrize(
    ("decision", "left"),
    [
        (counts(), ["in/old.xlsx"]),
        (counts("in/NEW*", "*.xlsx"), ["in/old.xlsx"]),
        (counts("old.xlsx", "new.xlsx"), ["in/new.xlsx"]),
        (counts("gone.xlsx"), []),
        (counts(agency="MBIE"), []),
        (counts("*.xlsx"), []),
    ],
)
def test_the_return_that_a_decision_names_counts(decision: Counts, left: list[str]) -> None:
    lines = [Line("1", "Did it.")]
    sent = (("old", "NZP"), ("new", "NZP"), ("x", "OT"))
    read = [interpreted(f"in/{name}.xlsx", agency, lines) for name, agency in sent]
    kept, left_alone, applied = choose(read, Decisions((decision,)))
    assert [each.path for each in left_alone] == left
    paths = [each.submission.path for each in read]
    assert [each.submission.path for each in kept] == [path for path in paths if path not in left]
    assert bool(applied) == bool(left)


def test_decisions_that_contradict_each_other_leave_one_return_beside_that_of_another_agency() -> None:
    names = (("old", "NZP"), ("new", "NZP"), ("a", "OT"), ("b", "OT"))
    read = [interpreted(f"{name}.xlsx", agency, [Line("1", "Did it.")]) for name, agency in names]
    decided = counts(), counts("old.xlsx", "new.xlsx"), counts("a.xlsx", "b.xlsx", agency="OT")
    kept, *_ = choose(read, Decisions(decided))
    assert [each.submission.path for each in kept] == ["new.xlsx", "a.xlsx"]


def test_coverage_does_not_depend_on_what_is_withheld() -> None:
    settled = settle([POLICE], Decisions((withhold(),)), "2022")
    with_it, without = (coverage(each, [], edition()) for each in ([POLICE], settled.submissions))
    assert (with_it.reported, with_it.percent) == (without.reported, without.percent)


def test_an_edit_may_turn_a_nil_return_into_a_report_and_back() -> None:
    sent = [interpreted("nzp.xlsx", "NZP", [Line("1", "No update this period", nil=True), Line("2", "Held talks.")])]
    nothing = replace(edit("2022-nzp-2"), text="No update this period")
    settled = settle(sent, Decisions((edit(), nothing)), "2022")
    assert [update.nil for update in settled.submissions[0].updates] == [False, True]
