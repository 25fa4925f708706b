"""What agencies write in the action column, and what it counts towards."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.framework.reference.model import Fault, How, Unclear
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
    assert (early.codes, early.fault) == ((), Fault.NOT_IN_FORCE)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("1, 3 and 5", ["1", "3", "5"]), ("Actions\u00a01–3; N1*", ["Actions 1-3", "N1*"]), ("9\u200b, 29", ["9", "29"])],
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
    assert resolve(_EDITIONS[when], text).codes == _EDITIONS[when].by_code[code].counts_under


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
    ("text", "piece", "first"),
    [("[red]9", "[red]9", "9"), ("[9x]", "[9x]", "9"), ("9?", "9?", "9"), ("29)", "29", "28")],
)
def test_a_text_that_is_not_a_reference_is_quoted_as_it_was_written(text: str, piece: str, first: str) -> None:
    references = resolve(IN_2022, text)
    assert [p.text for p in references.pieces] == [piece]
    assert references.codes == ()
    assert references.suggestions[0] == first


def test_an_arrow_from_an_action_to_the_one_that_took_it_in_says_what_the_plan_says() -> None:
    found = resolve(IN_2022, "26 → 9")
    assert (found.codes, found.written, found.fault, len(found.pieces)) == (("9",), ("26",), None, 1)
    assert [(step.target, step.how) for step in found.via] == [("9", How.INCORPORATED)]
    assert resolve(IN_2021, "26 → 9").fault is Fault.AMBIGUOUS  # both were in force


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
    ],
)
def test_a_date_is_read_as_what_excel_made_it_from(value: Value, readings: str, instead: str | None) -> None:
    found = resolve(IN_2022, value)
    [piece] = found.pieces
    assert isinstance(piece.resolution, Unclear)
    assert piece.resolution.why.startswith(f"Excel turns {readings} into a date such as ")
    assert (found.fault, found.codes, found.instead) == (Fault.DATE, (), instead)
    assert resolve(IN_2022, dt.date(1900, 1, 8)).suggestions == ()  # 9 in an OpenDocument file, 8 in others


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
    assert isinstance(piece.resolution, Unclear)
    assert piece.resolution.why.endswith(says)
    assert (found.fault, found.codes, found.instead, found.suggestions) == (Fault.DATE, (), None, suggestions)


def test_a_sign_beside_a_reference_gives_no_suggestion() -> None:
    found = resolve(IN_2022, "9!")
    assert (found.codes, found.resolved, found.suggestions) == (("9",), False, ())
