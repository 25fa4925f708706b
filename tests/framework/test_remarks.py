"""Statuses as people write them with something beside: which part is the status, and what is never taken for one."""

from __future__ import annotations

import pytest

from poatool.framework.load import load
from poatool.framework.names import statuses as status_names
from poatool.framework.names.agencies import agencies
from poatool.framework.names.statuses import Remarked, remarked

FRAMEWORK = load()

STATUSES_READ = """
Under way (60%)=under_way
Completed – June 2022=completed
Amber – under way=under_way
Under way, on track=under_way
100% complete=completed
Completed (100%)=completed
Under way 75%=under_way
60% – under way=under_way
🟢 On track=under_way
🟠 Delayed=delayed
Green - on track=under_way
RAG: amber, delayed=delayed
Completed in June 2022=completed
Completed 30/06/2022=completed
Completed 30 June 2022=completed
June 2022: completed=completed
Completed (Q2 2022)=completed
Delayed until March 2023=delayed
On hold – until Q3=on_hold
Under way since May=under_way
Under way since May 2021=under_way
Under way (see notes)=under_way
In progress – see notes=under_way
Ongoing (BAU)=ongoing
Ongoing - business as usual=ongoing
On hold – pending legislation=on_hold
On hold (awaiting funding)=on_hold
Status: under way=under_way
UNDER WAY (60 per cent)=under_way
Under way; 60% complete=under_way
Under way (approx. 60%)=under_way
In progress (amber)=under_way
Completed!=completed
Completed 2022=completed
Completed FY22=completed
Not started (0%)=not_started
Not started – planned for 2023=not_started
Not started (awaiting funding)=not_started
Delayed (red)=delayed
Done – guide published=completed
Completed (guide published)=completed
Under way\\n60%=under_way
[Under way]=under_way
No update this period (2022)=no_update
Started (May 2022)=under_way
Completed; May=completed
Green / on track=under_way
Under way: stage 2 of 3=under_way
Green: behind schedule=delayed
"""
STATUSES_IN_DOUBT = """
Completed: no
75% complete
Not completed
Completed?
Partly completed
Nearly completed
Completed (75%)
Under way (100%)
Under way (100% complete)
Not started (60%)
Not started 60%
Under way – not started
Ongoing; on hold until March
Under way / completed
Under way – stopped in May
Under way (cancelled)
Completed (pending approval)
Completed – awaiting sign-off
Completed – draft
Completed except training
To be completed June 2022
Completed by June 2023 (expected)
Completed (due June 2022)
May be completed
May complete
Will be completed in May 2022
No update, restructure
No update – trained 40 inspectors
On track, delayed
On track but delayed
Under way – delayd
Phase one is delayed
Red
Amber
60%
2022
June 2022
Work is delayed, ongoing
Started; now completed
Completed 3 of 5
3 of 5 completed
2 completed
Half completed
Not on track
Not delayed
Completed (reopened)
Ongoing?
Under way, due to start in May
Under way (to start in May)
Complted (June 2022)
Under way – we trained forty inspectors and then published a guide in nine languages
Expected completed May 2022
Complete by 2023
Action completed
Completed ahead of June deadline, not published
Completed 0%
On hold (completed)
yet to be under way
Soon under way
Delayed by 3 months
"""
AGENCIES_READ = """
Police (lead)=NZP
Lead: MBIE=MBIE
Lead agency: MBIE=MBIE
Lead – MBIE=MBIE
MBIE lead=MBIE
MBIE (Lead agency)=MBIE
MBIE – Labour Inspectorate team=LI
MBIE - Labour Inspectorate=LI
MBIE (Labour Inspectorate team)=LI
Customs, with support=NZCS
Customs (with support)=NZCS
Customs – in support=NZCS
Police (lead), Customs (support)=NZP NZCS
Lead: MBIE; support: Police=MBIE NZP
Ministry of Business, Innovation and Employment (lead)=MBIE
Lead: Ministry of Business, Innovation and Employment=MBIE
Oranga Tamariki — Ministry for Children (lead)=OT
Ministry of Justice – Policy Group=MoJ
Ministry of Justice, Policy Group=MoJ
MoJ (Policy Group)=MoJ
Police (see below)=NZP
Police, MBIE and Customs=NZP MBIE NZCS
Police (and Customs)=NZP NZCS
MBIE (INZ), Police=INZ NZP
Immigration NZ (MBIE) - lead=INZ
New Zealand Police (NZP) – lead=NZP
MFAT – Pacific desk=MFAT
DIA [support]=DIA
Led by Police=NZP
Police only=NZP
Police & Customs (joint)=NZP NZCS
Jointly: Police and Customs=NZP NZCS
"""
AGENCIES_IN_DOUBT = """
Police?
Customs / MoJ (?)
Police - Customs
Police (with support from Customs)
DIA and Policy Group
not Police
Police (not lead)
MoH
MBIE, Fire Service
Police (Fire Service)
Police – Fire Service
MBIE – Serious Fraud Office
Police (Ministry of Health)
MoJ [Courts and Tribunals]
Police – Customs team
MBIE – Justice Sector Group
Lead: Ministry of Health
Ministry of Weather (lead)
lead
Lead agency
Police / Interpol
Police (formerly Customs)
Police except Customs team
Policy Group
Support team
MBIE and Labour Inspectorate team
N/A
Various agencies
Police – Custms team
MBIE – Immigration and Labour team
"""


@pytest.mark.parametrize("line", STATUSES_READ.strip().splitlines())
def test_a_status_is_read_with_a_remark_that_leaves_it_as_it_is(line: str) -> None:
    text, _, meant = line.replace("\\n", "\n").rpartition("=")
    assert status_names.status(FRAMEWORK, text).ids == (meant,)


@pytest.mark.parametrize("text", STATUSES_IN_DOUBT.strip().splitlines())
def test_a_status_is_in_doubt_with_a_remark_that_may_change_it(text: str) -> None:
    found = status_names.status(FRAMEWORK, text)
    assert (found.ids, found.remark) == ((), "")


@pytest.mark.parametrize("line", AGENCIES_READ.strip().splitlines())
def test_an_agency_is_read_with_a_remark_that_names_no_other(line: str) -> None:
    text, _, meant = line.rpartition("=")
    found = agencies(FRAMEWORK, text)
    assert (" ".join(found.ids), found.unknown) == (meant, ())


@pytest.mark.parametrize("text", AGENCIES_IN_DOUBT.strip().splitlines())
def test_an_agency_is_in_doubt_beside_what_may_be_another(text: str) -> None:
    assert agencies(FRAMEWORK, text).unknown


@pytest.mark.parametrize(
    ("text", "remark"),
    [("Under way (60%)", "(60%)"), ("Completed – June 2022", "June 2022"), ("Under way", ""), ("🟢 On track", "")],
)
def test_what_stands_beside_a_status_is_its_remark(text: str, remark: str) -> None:
    assert status_names.status(FRAMEWORK, text).remark == remark


@pytest.mark.parametrize(("text", "remark"), [("Police (lead)", "lead"), ("Police", ""), ("MBIE (INZ), Police", "")])
def test_what_stands_beside_an_agency_is_its_remark(text: str, remark: str) -> None:
    assert agencies(FRAMEWORK, text).remark == remark


@pytest.mark.parametrize(
    ("written", "between", "remark", "meant"),
    [
        ("Under way", " ", "(75%)", "under_way"),
        ("In progress", " - ", "on track", "under_way"),
        ("In progress", "- ", "see C4", "under_way"),
        ("Completed", " – ", "see notes", "completed"),
        ("Completed", ": ", "May 2022", "completed"),
        ("Under way", ",\n", "since May", "under_way"),
        ("Under way", ": ", "due in May", "under_way"),
        ("No update", ", ", "restructure", "no_update"),
        ("Ongoing", "; ", "on hold until March", "ongoing on_hold"),
        ("Under way", " / ", "completed", "under_way completed"),
        ("Completed", " ", "(100%)", "completed"),
        ("Completed", "", "? no", "completed?"),
        ("Completed", "", "?", "completed?"),
        ("Completed", ": ", "not yet", "completed?"),
        ("Completed", " ", "(75%)", "completed?"),
        ("Completed", " ", "(except for the guide)", "completed?"),
        ("Completed", ": ", "due in May", "completed?"),
    ],
)
def test_a_remark_is_told_from_the_status_before_it(written: str, between: str, remark: str, meant: str) -> None:
    ids = tuple(meant.removesuffix("?").split())
    expected = Remarked(written, remark, ids, doubtful=meant.endswith("?"))
    assert remarked(FRAMEWORK, written + between + remark) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Not completed",
        "Not completed - see notes",
        "On-going",
        "Complted (75%)",
        f"{'not, ' * 30}completed - see notes",
    ],
)
def test_what_does_not_begin_with_a_status_has_no_remark(text: str) -> None:
    assert remarked(FRAMEWORK, text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Not completed", "Not complted", "Completed?", "Completed? no", "Partly completed", "75% complete"),
        *("Incomplete", "To be completed", "Yet to be completed", "Will be completed", "Due to complete in 2023"),
    ],
)
def test_completed_is_neither_taken_nor_offered_where_it_is_taken_back(text: str) -> None:
    found = status_names.status(FRAMEWORK, text)
    assert found.ids == ()
    assert "completed" not in [each for guess in found.unknown for each in guess.suggestions]


@pytest.mark.parametrize("text", ["Not completed", "Yet to be completed", "75% complete"])
def test_what_takes_a_status_back_is_not_taken_for_the_next_best(text: str) -> None:
    assert status_names.status(FRAMEWORK, text).unknown[0].suggestions == ()


@pytest.mark.parametrize(("text", "meant"), [("Not startd", "not_started"), ("No activty", "no_update")])
def test_a_denial_that_a_status_has_itself_is_no_hindrance(text: str, meant: str) -> None:
    assert status_names.status(FRAMEWORK, text).unknown[0].suggestions[0] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Red", ()),
        ("Green", ()),
        ("Begun", ()),
        ("On track, ongoing", ("under_way", "ongoing")),
        ("Phase one is delayed", ("delayed",)),
        ("Target: to have the guide completed by May 2023", ()),
        ("Doen", ("completed",)),
    ],
)
def test_what_is_offered_is_what_a_text_names_or_is_a_slip_of(text: str, meant: tuple[str, ...]) -> None:
    [guess] = status_names.status(FRAMEWORK, text).unknown
    assert (guess.suggestions, guess.each) == (meant, len(meant) > 1)
