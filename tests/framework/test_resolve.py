"""What agencies write in the action column, and what it counts towards."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.framework.reference.model import Fault, How, Unknown
from poatool.framework.reference.resolve import resolve
from poatool.workbooks.model import ErrorValue, Value

FRAMEWORK = load()
IN_2021 = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2021"])
IN_2022 = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
CODES = list(IN_2022.by_code)
TEXT_9 = (
    "Leverage and build on bilateral and multilateral agreements and forums to enhance cross-border information "
    "sharing and work to prevent forced labour and people trafficking."
)
TEXT_21 = (
    "Undertake research and monitoring activity to better understand the nature and extent of forced labour, people "
    "trafficking and slavery in New Zealand."
)
PRINTED_26 = (
    "26. Action 26 has been incorporated into Action 9.(Continue to support and contribute to international efforts to "
    "address forced labour, people trafficking and slavery through ongoing engagement in multilateral forums.)"
)


def pairs(*lines: str) -> list[tuple[str, str]]:
    """Pairs of what is written and what it means: `Action 9 = 9`, with two spaces between pairs."""
    return [(text, meant) for line in lines for text, _, meant in [pair.rpartition("=") for pair in line.split("  ")]]


SPELLINGS_OF_9 = (
    *("9", "9.", "9.0", "Action 9", "ACTION  9", "A9", "Act. 9", "#9", "No. 9", "Action no 9", "Action no. 9:"),
    *("（9）", "９", "Action\u00a09", "9\u200b", "\u202a9\u202c", "9\u00ad", "09", " 9 ", "(9)", "[9]", "9*", "9†"),
    *("9¹", "Action item 9", "Commitment 9", "Plan of Action action 9", "Plan of action 9", "- 9", "• 9"),
    *("Action(s) 9", "＃9", "action9", "9, 9", "9 and 26", "26", "9/26", "9 (incl. 26)", "9 (new)", "26 (9)"),
    *(TEXT_9, f"9. {TEXT_9}", f"Action 9: {TEXT_9}", PRINTED_26, TEXT_9[:70]),
    "9 – bilateral and multilateral agreements and forums",
    TEXT_9.replace("multilateral", "multlateral").replace("sharing", "shareing"),
    "Leverage and build on bilateral and multilateral agreements and forums to enhanse cross-border",
)
SEVERAL = pairs(
    "N1=N1  n1=N1  N 1=N1  N1*=N1  Action N1=N1  A N1=N1  Ｎ１=N1  1, 3 and 5=1 3 5  7 & 8=7 8  Actions 1-3=1 2 3",
    "22–24=22 23 24  22~24=22 23 24  22 to 24=22 23 24  Actions 22 through 24=22 23 24  9;10=9 10  9\n10=9 10",
    "- 9\n- 12=9 12  20-23=20 21 22 23  25-27=9 25 27  Actions 1, 3 and 5–7; N1=1 3 5 6 7 N1  28, 1=1 28  9 10=9 10",
    "9 (lead), 10 (supporting)=9 10  No. 9 No. 10=9 10  Action 9. Action 10.=9 10",
    f"Action 9: information sharing\nAction 10=9 10  9. {TEXT_9}\n21. {TEXT_21}=9 21",
)


@pytest.mark.parametrize(("text", "codes"), [*((text, "9") for text in SPELLINGS_OF_9), *SEVERAL])
def test_what_is_read_in_published_order(text: str, codes: str) -> None:
    references = resolve(IN_2022, text)
    assert (" ".join(references.codes), references.fault) == (codes, None)


# Each text with the likeliest code that it may have meant; nothing after the sign where none is suggested.
FAULTS = {
    Fault.UNKNOWN: pairs(
        "29=28  0=1  N2=N1  27a=27  8(b)=8  1.1=1  9.5=9  1e1=1  NI=N1  Nl=N1  1O=10  l9=19  -9=9  1, 29=28  .9=9",
        "\u202e21=21  7\u00ad8=  10:15=",
    ),
    Fault.BAD_RANGE: pairs("24-22=22  25-29=25  20-N1=20  1-3-5=1"),
    Fault.DATE: pairs("3rd March=3  3-Jan=1  Jan-03=1  07/08/2022=7  2022-08-07 00:00:00=7  11/12/22=11"),
    Fault.LOOK_ALIKE: pairs("٩=9  Ⅸ=  ⑨=  Ν1=N1  1²=1  ½="),
    Fault.CONTRADICTION: pairs(f"7. {TEXT_21}=7"),
    Fault.AMBIGUOUS: pairs(
        "Provide information resources and advice to=1  1. Action 9\n2. Action 10=1  1) 9=1  3 actions: 9, 10=3",
        "9 (2)=9  Action 9 item 2=9  Action 9, ref. 12=9  2 7=2  9 +=9  9...=9  9-=9  9 - =9  9 –=9  Action 9 —=9",
        "8-9 -=8  Action 9 has been incorporated into Action 10.=9  26 has been incorporated into Action 10=26",
    ),
    Fault.NOT_A_REFERENCE: pairs(
        "12 workshops held=12  18 victims of people trafficking=18  24 children=24  9 to=9  9 or 10=9",
        f"9. {TEXT_9} Also Action 10=9  {TEXT_9[:-1]} / 10=9",
        f"We no longer {TEXT_21.lower()}=21  Reporting on Action 9=9",
        f"{TEXT_21.replace('New Zealand', 'Australia')}=21  Plan of Action 20–25=  n/a=  TBC=  all=  various=",
    ),
    Fault.EMPTY: pairs("=  –=  and=  - as well as=", " \u200b\u00a0="),
}


@pytest.mark.parametrize(
    ("fault", "text", "first"), [(fault, *pair) for fault, each in FAULTS.items() for pair in each]
)
def test_what_is_uncertain_is_a_fault_with_its_likely_meaning_first(fault: Fault, text: str, first: str) -> None:
    references = resolve(IN_2022, text)
    assert (references.fault, references.resolved) == (fault, False)
    assert not first or references.suggestions[0] == first


@pytest.mark.parametrize(
    ("value", "codes", "fault"),
    [
        (9, ("9",), None),
        (9.0, ("9",), None),
        (9.5, (), Fault.UNKNOWN),
        (-9, (), Fault.UNKNOWN),
        (float("inf"), (), Fault.NOT_A_REFERENCE),
        (10**400, (), Fault.NOT_A_REFERENCE),
        (True, (), Fault.NOT_A_REFERENCE),
        (None, (), Fault.EMPTY),
        (ErrorValue("#REF!"), (), Fault.NOT_A_REFERENCE),
        (dt.time(9, 0), (), Fault.DATE),
        (dt.timedelta(hours=9), (), Fault.DATE),
    ],
)
def test_values_arrive_from_cells_as_they_are(value: Value | None, codes: tuple[str, ...], fault: Fault | None) -> None:
    references = resolve(IN_2022, value)
    assert (references.codes, references.fault) == (codes, fault)


def test_backward_range_is_offered_the_right_way_round() -> None:
    references = resolve(IN_2022, "24-22")
    assert (references.instead, references.suggestions) == ("22-24", ("22", "23", "24"))


def test_range_says_what_it_leaves_out_and_what_it_crosses() -> None:
    assert resolve(IN_2022, "20-23").advice == ("Action N1 is printed within 20-23 but is not part of it.",)
    assert resolve(IN_2022, "25-27").advice == ("Action 26 in 25-27 is counted under 9.",)
    assert resolve(IN_2021, "20-23").advice == ()
    assert resolve(IN_2022, "22-24").advice == ()


def test_way_from_text_to_code() -> None:
    (step,) = resolve(IN_2022, "26").via
    assert step == ("26", "9", How.INCORPORATED)
    assert [s.how for s in resolve(IN_2022, "1-3").via] == [How.RANGE] * 3
    (title,) = resolve(IN_2022, TEXT_9).via
    assert (title.target, title.how) == ("9", How.TITLE)
    assert resolve(IN_2022, "Action 9").via == ()


def test_period_decides_what_is_in_force() -> None:
    assert resolve(IN_2021, "26").codes == ("26",)
    early = resolve(IN_2021, "N1")
    assert (early.codes, early.fault) == ((), Fault.NOT_YET)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1, 3 and 5", ["1", "3", "5"]),
        ("Actions\u00a01–3; N1*", ["Actions 1-3", "N1*"]),
        ("9\u200b, 29", ["9", "29"]),
    ],
)
def test_pieces_are_what_was_written(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in resolve(IN_2022, text).pieces] == pieces


_SPELLINGS = st.sampled_from(
    [
        *("{}", " {} ", "{}.", "Action {}", "ACTION  {}", "action no. {}", "A {}", "#{}", "No. {}", "({})", "[{}]"),
        *("{}*", "{}†", "Act. {}", "\u200b{}", "{}\u00a0", "\n{}\n", "Action {}:", "Action item {}", "{};"),
    ]
)
_EDITIONS = {"2021": IN_2021, "2022": IN_2022, "latest": as_of(FRAMEWORK, None)}


@given(
    st.sampled_from(sorted(_EDITIONS)),
    st.sampled_from(CODES),
    _SPELLINGS,
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_every_code_in_every_spelling_is_itself(when: str, code: str, spelling: str, case: object) -> None:
    text = spelling.format(code)
    text = case(text) if callable(case) else text
    standing = _EDITIONS[when].by_code[code]
    assert resolve(_EDITIONS[when], text).codes == standing.counts_under


@given(st.sets(st.sampled_from(CODES), min_size=1), st.sampled_from([", ", "; ", " and ", "\n", " / ", " & ", "，"]))
def test_set_of_codes_reads_back_as_itself_after_incorporations(codes: set[str], separator: str) -> None:
    once = resolve(IN_2022, separator.join(sorted(codes)))
    assert set(once.codes) == {end for code in codes for end in IN_2022.by_code[code].counts_under}
    assert resolve(IN_2022, ", ".join(once.codes)).codes == once.codes


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    references = resolve(IN_2022, text)
    assert references.resolved == (references.fault is None and bool(references.codes))


@pytest.mark.parametrize(
    ("text", "piece", "first"), [("[red]9", "[red]9", "9"), ("9?", "9?", "9"), ("29)", "29", "28")]
)
def test_what_is_no_reference_is_quoted_as_it_was_written(text: str, piece: str, first: str) -> None:
    references = resolve(IN_2022, text)

    assert [p.text for p in references.pieces] == [piece]
    assert references.codes == ()
    assert references.suggestions[0] == first


SUGGESTED = {
    Fault.UNKNOWN: pairs(
        "G=  A=  R=  X=  V=  O=  S=  I=1  l=1  N=N1  P2.3=  10.11.12=  12a/13b=  9?10=  24 ?=24  24 (?)=24  N1 ?=N1",
        "Action 24 ??=24  22-24 ?=  J1=N1 1  N2=N1 2  P4=4  1O=10 1  27a=27  8(2)=8",
    ),
    Fault.NOT_A_REFERENCE: pairs("? 24=24  not 25=  23 or 24=23 24  9 or Action N1=9 N1"),
}


@pytest.mark.parametrize(
    ("fault", "text", "suggestions"), [(fault, *pair) for fault, each in SUGGESTED.items() for pair in each]
)
def test_what_is_suggested_keeps_what_was_written(fault: Fault, text: str, suggestions: str) -> None:
    references = resolve(IN_2022, text)

    assert not references.resolved
    assert (references.fault, " ".join(references.suggestions), references.instead) == (fault, suggestions, None)
    assert len(references.pieces) == 1


@pytest.mark.parametrize("text", ["1-3-5", "7–8–9", "25-26-29"])
def test_a_range_with_three_ends_is_refused(text: str) -> None:
    references = resolve(IN_2022, text)

    assert (references.fault, references.codes, references.instead) == (Fault.BAD_RANGE, (), None)


@pytest.mark.parametrize("text", ["26 → 9", "26→9", "26 -> 9", "Action 26 => Action 9", "26 –> 9"])
def test_an_arrow_from_an_action_to_the_one_that_took_it_in_says_what_the_plan_says(text: str) -> None:
    found = resolve(IN_2022, text)

    assert (found.codes, found.written, found.fault, len(found.pieces)) == (("9",), ("26",), None, 1)
    assert [(step.target, step.how) for step in found.via] == [("9", How.INCORPORATED)]
    assert resolve(IN_2021, text).fault is Fault.AMBIGUOUS  # both were in force


@pytest.mark.parametrize(("text", "suggestions"), pairs("26 → 10=26 10  1 → 3=1 3  1->3=1 3"))
def test_any_other_arrow_is_asked_back(text: str, suggestions: str) -> None:
    found = resolve(IN_2022, text)

    assert (found.codes, found.fault, " ".join(found.suggestions)) == ((), Fault.AMBIGUOUS, suggestions)


@pytest.mark.parametrize(
    ("value", "readings", "instead"),
    [
        (dt.date(2022, 8, 7), "“7-8” or “8-7”", "7-8"),
        (dt.datetime.fromisoformat("2022-01-03"), "“3-1” or “1-3”", "1-3"),
        (dt.date(2022, 5, 5), "“5-5”", None),
        (dt.date(2022, 3, 1), "“1-3”, “3-1” or “3-22”", "1-3"),
        (dt.date(2022, 1, 1), "“1-1” or “1-22”", None),
        (dt.datetime.fromisoformat("2027-05-01"), "“5-27”", "5-27"),
        ("2027-05-01 00:00:00", "“5-27”", "5-27"),
        ("1 May 2027", "“5-27”", "5-27"),
        ("May-27", "“27-5” or “5-27”", "5-27"),
        ("7-Aug-22", "“7-8” or “8-7”", "7-8"),
        (dt.date(2027, 8, 7), "“7-8” or “8-7”", "7-8"),
        (dt.date(2012, 5, 1), "“1-5” or “5-1”", "1-5"),
        (44562, "“1-1” or “1-22”", None),
        (44780, "“7-8” or “8-7”", "7-8"),
        ("46508", "“5-27”", "5-27"),
    ],
)
def test_a_date_is_read_as_what_excel_makes_it_of(value: Value, readings: str, instead: str | None) -> None:
    found = resolve(IN_2022, value)
    [piece] = found.pieces

    assert isinstance(piece.resolution, Unknown)
    assert piece.resolution.why.startswith(f"Excel turns {readings} into a date such as ")
    assert (found.fault, found.codes, found.instead) == (Fault.DATE, (), instead)


@pytest.mark.parametrize(
    ("number", "day"), [(44562, "1 January 2022"), (44780, "7 August 2022"), (36526, "1 January 2000")]
)
def test_a_number_by_which_a_day_is_stored_is_said_to_be_that_day(number: int, day: str) -> None:
    [piece] = resolve(IN_2022, number).pieces

    assert isinstance(piece.resolution, Unknown)
    assert piece.resolution.why.endswith(f"{day}, which a cell without the format of a date shows as {number}.")


@pytest.mark.parametrize("number", [36525, 54789, 12345, 4456, 445620])
def test_other_numbers_are_no_dates(number: int) -> None:
    assert resolve(IN_2022, number).fault is Fault.UNKNOWN


@pytest.mark.parametrize(
    ("text", "says", "suggestions"),
    [
        ("10/11/12", "; a list needs commas: “10, 11, 12”.", ("10", "11", "12")),
        ("1/3/22", "; a list needs commas: “1, 3, 22”.", ("1", "3", "22")),
        ("1/3/45", "into a date such as 1/3/45.", ("1", "2", "3")),
    ],
)
def test_three_short_numbers_are_a_date_or_a_list_and_none_is_dropped(
    text: str, says: str, suggestions: tuple[str, ...]
) -> None:
    found = resolve(IN_2022, text)
    [piece] = found.pieces

    assert isinstance(piece.resolution, Unknown)
    assert piece.resolution.why.endswith(says)
    assert (found.fault, found.codes, found.instead, found.suggestions) == (Fault.DATE, (), None, suggestions)


@pytest.mark.parametrize(("text", "codes"), [("9!", ("9",)), ("1-3 excl 2", ("1", "2", "3"))])
def test_what_stands_beside_a_reference_and_names_none_suggests_none(text: str, codes: tuple[str, ...]) -> None:
    found = resolve(IN_2022, text)

    assert (found.codes, found.resolved, found.suggestions) == (codes, False, ())
