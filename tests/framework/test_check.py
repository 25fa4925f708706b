"""Each kind of fault, one broken file each: the code, the place, and words that a person reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from poatool.framework.faults import FAULTS
from poatool.framework.load import examine
from tests.framework.plan import PLAN, edited, history
from tests.support.markdown import tables

EVENT_OF_2 = '              - event: incorporated\n                into: ["1"]\n                since: "2022"\n'


def one_fault() -> Iterator[tuple[str, str, str, str]]:
    """Each plan of `faults.md`: the text to replace, its replacement, the fault's code, and words of its message."""
    for _, (*edit, code, words) in tables(Path(__file__).with_name("faults.md")):
        old, new = edit if len(edit) > 1 else ("statuses:", f"columns: {{ {edit[0]} }}\nstatuses:")
        yield old, new, code, words


ONE_FAULT = list(one_fault())


@pytest.mark.parametrize(("old", "new", "code", "words"), ONE_FAULT)
def test_one_cause_gives_one_fault_at_its_place(old: str, new: str, code: str, words: str) -> None:
    text, places = edited((old, new))
    _, faults = examine(text.encode())
    assert [fault.code for fault in faults] == [code]
    assert words in f"{faults[0].message} {faults[0].hint}"
    if places:
        assert [fault.position for fault in faults] == places


def test_the_plan_itself_has_no_fault() -> None:
    assert examine(PLAN.encode())[1] == ()


# edits (‸ marks the place of the fault), the code, words of the message or the hint, whether the plan is usable
BETWEEN_ACTIONS = [
    (
        [
            history("1", 'event: incorporated, into: ‸["3"], since: "2022"'),
            history("3", 'event: incorporated, into: ["2"], since: "2023"'),
        ],
        *("FRM201", "In 2023 reporting goes round in a circle: 1 → 3 → 2 → 1.", False),
    ),
    (
        [('into: ["1"]', 'into: [‸"3"]'), history("3", 'event: incorporated, into: ["1"], since: "2021"')],
        *("FRM206", "Name 1 instead.", True),
    ),
    ([history("1", 'event: withdrawn, since: "2021"')], "FRM201", "in 2022 action 1 had been withdrawn", False),
    (
        [('into: ["1"]', "into: [{objective: work}]"), history("3", 'event: added, since: "2023"')],
        *("FRM201", "in 2022 no action of work is in force", False),
    ),
    (
        [(EVENT_OF_2, EVENT_OF_2 + '              - ‸event: reinstated\n                since: "2021"\n')],
        *("FRM207", "Put the earliest event first.", False),
    ),
    (
        [
            history(
                "3",
                'event: withdrawn, since: "2021"',
                "event: reworded, was: Met., date: 2022-05-01",
                'event: ‸withdrawn, since: "2023"',
            )
        ],
        *("FRM207", "it has been withdrawn, so", False),
    ),
    (
        [history("3", 'event: withdrawn, since: "2021"', 'event: ‸added, since: "2022"')],
        *("FRM207", "`added` can only be the first event", False),
    ),
    (
        [('into: ["1"]\n                since: "2022"', 'into: ["1"]\n                date: 2020-06-01')],
        *("FRM403", "by 2020-06-01, before the plan was published (2021-01-15)", True),
    ),
    ([history("3", 'event: renumbered, was: "1", since: "2022"')], "FRM101", "In 2021 the code 1 means both", False),
]


@pytest.mark.parametrize(("edits", "code", "words", "usable"), BETWEEN_ACTIONS)
def test_histories_of_actions_are_consistent(
    edits: list[tuple[str, str]], code: str, words: str, *, usable: bool
) -> None:
    text, places = edited(*edits)
    framework, faults = examine(text.encode())
    assert (framework is not None) == usable
    assert [fault.code for fault in faults] == [code]
    assert words in f"{faults[0].message} {faults[0].hint}"
    assert not places or [fault.position for fault in faults] == places


def test_every_kind_of_fault_has_a_broken_file() -> None:
    assert {code for _, _, code, _ in ONE_FAULT} | {code for _, code, _, _ in BETWEEN_ACTIONS} == set(FAULTS)


def test_everything_wrong_between_the_parts_comes_at_once_in_the_order_of_lines() -> None:
    text, places = edited(
        ("end: 2021-12-31", "end: ‸2020-12-31"),
        ('unit_of: "POL"', 'unit_of: ‸"PLO"'),
        ('into: ["1"]', 'into: [‸"9"]'),
        ('footnote: "*"', 'footnote: ‸"†"'),
    )
    _, faults = examine(text.encode())
    assert [fault.code for fault in faults] == ["FRM401", "FRM301", "FRM201", "FRM303"]
    assert [fault.position for fault in faults] == places


ANCHOR = (("label: Done", "label: &done Done"), ("id: teach", "id: *done"))
SHAPE = (("title: Pacific Plan", "title: 010"), ("event: added", "event: aded"))
CONTENT = (('lead: ["POL"]', 'lead: ["XYZ"]'),)
IN_A_PERIOD = (('into: ["1"]', 'into: ["N1"]'),)


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ((*ANCHOR, *SHAPE, *CONTENT), ["FRM001", "FRM001"]),
        ((*SHAPE, *CONTENT, *IN_A_PERIOD), ["FRM004", "FRM007"]),
        ((*CONTENT, *IN_A_PERIOD), ["FRM301"]),
    ],
)
def test_a_file_is_checked_as_far_as_its_first_faults(edits: tuple[tuple[str, str], ...], codes: list[str]) -> None:
    framework, faults = examine(edited(*edits)[0].encode())
    assert framework is None
    assert [fault.code for fault in faults] == codes


def test_a_plan_has_no_more_than_500_periods() -> None:
    more = "".join(f'  - {{ id: "{n}", start: {n}-01-01, end: {n}-12-31 }}\n' for n in range(3000, 3498))
    _, faults = examine(edited(("statuses:", f"{more}statuses:"))[0].encode())
    assert [(fault.code, fault.position.line) for fault in faults] == [("FRM001", 511)]


def test_spellings_that_make_codes_equal() -> None:
    alike = edited(('code: "1"', 'code: "AC-2(10)"'), ('into: ["1"]', 'into: ["AC-2(10)"]'), ('"2a"', '"ac-02.10"'))[0]
    apart = edited(('"2a"', '"1.1"'), ('code: "3"', 'code: "11"'))[0]
    assert [fault.code for fault in examine(alike.encode())[1]] == ["FRM101"]
    assert examine(apart.encode())[1] == ()
