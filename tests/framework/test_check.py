"""Each kind of fault, one broken file each: the code, the place, and words that a person reads."""

import pytest

from poatool.framework.faults import FAULTS
from poatool.framework.load import examine
from tests.framework.plan import PLAN, edited, history

EVENT_OF_2 = '              - event: incorporated\n                into: ["1"]\n                since: "2022"\n'

# what is edited, into what (‸ stands before the place of the fault), the code, words of the message or the hint
ONE_FAULT = [
    # FRM001 to FRM007: YAML and shape
    ("title: Pacific Plan", "title: Pacific‸: Plan", "FRM001", "cannot be read from here on"),
    ("  title: The plan's page", "‸\ttitle: The plan's page", "FRM001", "no tabs"),
    ("Teach people", "Teach ‸\x07people", "FRM001", "U+0007"),
    ("Pacific Plan", "‸&plan Pacific Plan", "FRM001", "&plan"),
    ("Pacific Plan", "‸!!str Pacific Plan", "FRM001", "tag"),
    ("text: Meet often.", "text: Meet often.\n            footnote: ‸*mark", "FRM001", "*mark"),
    ("id: pacific-plan", "‸%YAML 1.1\n---\nid: pacific-plan", "FRM001", "Delete this line"),
    ("text: Meet often.", "text: Meet often.\n‸---\nid: other", "FRM001", "move it to another file"),
    ("text: Meet often.", "text: ‸*mark", "FRM001", "*mark"),
    ("label: Done", "label: Done\n    ‸label: Over", "FRM003", "the first is on line 16"),
    ('code: "3"', "code: ‸03", "FRM004", '"03"'),
    ('code: "3"', "code: ‸1.10", "FRM004", '"1.10"'),
    ('code: "3"', "code: ‸1e3", "FRM004", '"1e3"'),
    ('aliases: ["2a"]', "aliases: [‸no]", "FRM004", '"no"'),
    ("aliases: [Finished]", "aliases: [‸2023-02-15]", "FRM004", '"2023-02-15"'),
    ("label: Done", "label: ‸true", "FRM004", '"true"'),
    ("label: Done", "label: Done\n    ‸[a]: b", "FRM001", "A key must be a word."),
    ("label: Done", "‸lable: Done", "FRM003", "Did you mean `label`?"),
    ("title: Pacific Plan", "title: Pacific Plan\n‸sha256: abc", "FRM003", "sha256"),
    ("label: Done", "‸label:", "FRM006", "status done: `label` is missing or empty"),
    ("text: Meet often.", "text: ‸'  '", "FRM006", "`text` is empty"),
    ("            text: Meet often.\n", "", "FRM006", "action 3: `text` is missing"),
    ("last_updated: 2024-03-01", "last_updated: ‸2024-02-30", "FRM007", "2024-02-30"),
    ("last_updated: 2024-03-01", "last_updated: ‸1709251200", "FRM007", "1709251200"),
    ("ends: true", "ends: ‸yes", "FRM007", "true or false"),
    ("aliases: [Finished]", "aliases: ‸Finished", "FRM007", "a list"),
    ("label: Done", "label: ‸[Done]", "FRM007", "`label` should be text"),
    ("statuses:", "columns: ‸[Progress]\nstatuses:", "FRM007", "a block of keys and values"),
    ("event: added", "event: ‸aded", "FRM007", "Did you mean added?"),
    ('into: ["1"]', "into: [‸[a]]", "FRM007", "`into` should be one text, or a block"),
    ("event: renamed", "event: ‸merge", "FRM007", "Did you mean merged?"),
    ('into: ["1"]', 'into: [{‸acton: "1"}]', "FRM003", "Did you mean `action`?"),
    # FRM1..: identity
    ('code: "3"', 'code: ‸"1"', "FRM101", "The action 1 is listed twice; the first is on line 38."),
    ("id: work", "id: ‸teach", "FRM101", "objective teach"),
    ("statuses:", '  - { id: ‸"2022", start: 2024-01-01, end: 2024-12-31 }\nstatuses:', "FRM101", "period 2022"),
    ('aliases: ["2a"]', 'aliases: [‸"n 1"]', "FRM101", "also stands for action N1"),
    ('code: "3"', 'code: ‸"n1"', "FRM101", "also stands for action N1"),
    ("aliases: [Border Service]", "aliases: [‸The POLICE]", "FRM101", "also stands for agency POL"),
    (
        "    ends: true",
        "    ends: true\n  - id: over\n    label: ‸finished.\n    progress: true",
        "FRM101",
        "status done",
    ),
    # FRM2..: life cycle
    ('into: ["1"]', 'into: [‸"9"]', "FRM201", "there is no action 9"),
    ('into: ["1"]', 'into: [‸"n1"]', "FRM201", "Write its code, N1."),
    ('into: ["1"]', "into: [{objective: ‸wrok}]", "FRM201", "Did you mean work?"),
    ('into: ["1"]', 'into: [‸"2"]', "FRM201", "goes to itself"),
    ('into: ["1"]', 'into: [‸{action: "1", objective: work}]', "FRM201", "or an objective"),
    ('into: ["1"]', 'into: [‸{part: "k"}]', "FRM201", "or an objective"),
    ('into: ["1"]', 'into: [‸"N1"]', "FRM201", "in 2022 action N1 is not in force yet"),
    ('                into: ["1"]\n', "", "FRM207", "`incorporated` needs `into`"),
    ("event: incorporated", "event: split", "FRM207", "at least two"),
    ("event: incorporated", "event: withdrawn", "FRM207", "cannot have `into`"),
    ("event: added", "event: added\n                ‸was: Nothing", "FRM207", "cannot have `was`"),
    ("        was: Excise\n", "", "FRM207", "agency CUS: the event `renamed` needs `was`"),
    ("event: added", "event: ‸reinstated", "FRM207", "cannot be reinstated"),
    ("event: added", 'event: moved\n                was: ‸"teech"', "FRM303", "Did you mean teach?"),
    # FRM3..: references within the file
    ('lead: ["POL"]', "lead: [‸Customs]", "FRM301", "Write its code, CUS."),
    ('lead: ["POL"]', 'lead: ["POL"]\n            supporting: [‸"XYZ"]', "FRM301", "there is no agency XYZ"),
    ('unit_of: "POL"', 'unit_of: ‸"PLO"', "FRM301", "Did you mean POL?"),
    ('unit_of: "POL"', 'unit_of: ‸"CUS"', "FRM301", "CUS → CUS"),
    ('footnote: "*"', 'footnote: ‸"†"', "FRM303", "†"),
    ('since: "2022"', 'since: ‸"2032"', "FRM303", "Did you mean 2023?"),
    ("statuses:", "columns: { ‸progess: [Milestones] }\nstatuses:", "FRM303", "Did you mean progress?"),
    ("ends: true", "ends: true\n    needs: [‸reason]", "FRM303", "Did you mean reasons?"),
    ("title: Pacific Plan", "title: Pacific Plan\nlanguage_marks: { ‸te reo: [Mahi] }", "FRM007", "mi or en-NZ"),
    ("title: Pacific Plan", "title: Pacific Plan\nlanguage: ‸English!", "FRM007", "is not a language tag"),
    ("published: 2021-01-15", "canonical_url: ‸www.example.org\n  published: 2021-01-15", "FRM007", "https://"),
    # FRM4..: dates
    ("end: 2022-12-31", "end: ‸2021-12-31", "FRM401", "ends (2021-12-31) before it starts (2022-01-01)"),
    ("start: 2023-01-01", "start: ‸2022-12-31", "FRM402", "before period 2022 ends"),
    ("end: 2022-12-31", "end: 2022-12-31, due: ‸2022-11-30", "FRM401", "due (2022-11-30) before it ends (2022-12-31)"),
    ("last_updated: 2024-03-01", "last_updated: ‸2020-03-01", "FRM401", "before it was published"),
    ('into: ["1"]', 'into: ["1"]\n                known_by: ‸2021-06-01', "FRM401", "before the period 2022 began"),
    ('into: ["1"]', 'into: ["1"]\n                date: ‸2023-06-01', "FRM401", "after the period 2022 had ended"),
    ('since: "2022"', "date: 2022-06-01\n                known_by: ‸2022-05-01", "FRM401", "before it happened"),
]


# what a plan declares as its columns, the code, words of the message or the hint
COLUMN_FAULTS = [
    ("‸notes: { headings: [Setbacks] }", "FRM103", "notes: [Heading]"),
    ("‸source: { headings: [Setbacks] }", "FRM103", "something else in reports"),
    ("‸Setbacks!: { headings: [Setbacks] }", "FRM103", "lower-case letters"),
    ("setbacks: { headings: ‸[] }", "FRM103", "no heading"),
    ("setbacks: { headings: [Setbacks, ‸'**'] }", "FRM103", "cannot be a heading"),
    ("setbacks: { headings: [Setbacks, ‸Contact] }", "FRM101", "also stands for column contact"),
    ("progress: [Setbacks], dangers: { headings: [‸Setbacks] }", "FRM101", "column progress"),
    ("setbacks: { headings: [Setbacks], kind: ‸status }", "FRM007", "Write text, links, date or private."),
    ("setbacks: { headings: [Setbacks], kind: ‸txt }", "FRM007", "Did you mean text?"),
    ("setbacks: { headings: [Setbacks], kind: private, published: ‸true }", "FRM103", "private"),
    ("setbacks: { headings: [Setbacks], ‸publishd: x }", "FRM003", "Did you mean `published`?"),
    (f"setbacks: {{ headings: [Setbacks], prompt: ‸{'a' * 256} }}", "FRM103", "255 characters"),
    ("setbacks: ‸{ published: true }", "FRM006", "`headings` is missing"),
    ("setbacks: ‸Setbacks", "FRM007", "a list"),
]
ONE_FAULT += [
    ("statuses:", "words: { ‸acton: [Milestone] }\nstatuses:", "FRM003", "Did you mean action?"),
    ("statuses:", "words: { action: [Goal] }\ncolumns: { notes: [‸Goal] }\nstatuses:", "FRM101", "column action"),
]
ONE_FAULT += [("statuses:", f"columns: {{ {new} }}\nstatuses:", code, words) for new, code, words in COLUMN_FAULTS]


@pytest.mark.parametrize(("old", "new", "code", "words"), ONE_FAULT)
def test_one_cause_gives_one_fault_at_its_place(old: str, new: str, code: str, words: str) -> None:
    text, places = edited((old, new))

    _, faults = examine(text.encode())

    assert [fault.code for fault in faults] == [code]
    assert words in f"{faults[0].message} {faults[0].hint}"
    if places:
        assert [fault.mark for fault in faults] == places


def test_the_plan_itself_has_no_fault() -> None:
    assert examine(PLAN.encode())[1] == ()


# edits (‸ stands before the place of the fault), the code, words of the message or the hint, whether the plan is usable
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
    ([history("1", 'event: withdrawn, since: "2021"')], "FRM201", "in 2022 action 1 has been withdrawn", False),
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
        *("FRM207", "it is not in force, so", False),
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
def test_what_happened_to_actions_fits_together(
    edits: list[tuple[str, str]], code: str, words: str, *, usable: bool
) -> None:
    text, places = edited(*edits)

    framework, faults = examine(text.encode())

    assert (framework is not None) == usable
    assert [fault.code for fault in faults] == [code]
    assert words in f"{faults[0].message} {faults[0].hint}"
    assert not places or [fault.mark for fault in faults] == places


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
    assert [fault.mark for fault in faults] == places


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
def test_a_file_is_checked_as_far_as_it_is_right(edits: tuple[tuple[str, str], ...], codes: list[str]) -> None:
    framework, faults = examine(edited(*edits)[0].encode())

    assert framework is None
    assert [fault.code for fault in faults] == codes


def test_a_plan_has_no_more_than_500_periods() -> None:
    more = "".join(f'  - {{ id: "{n}", start: {n}-01-01, end: {n}-12-31 }}\n' for n in range(3000, 3498))

    _, faults = examine(edited(("statuses:", f"{more}statuses:"))[0].encode())

    assert [(fault.code, fault.line) for fault in faults] == [("FRM001", 511)]


def test_what_makes_codes_one_code() -> None:
    alike = edited(('code: "1"', 'code: "AC-2(10)"'), ('into: ["1"]', 'into: ["AC-2(10)"]'), ('"2a"', '"ac-02.10"'))[0]
    apart = edited(('"2a"', '"1.1"'), ('code: "3"', 'code: "11"'))[0]

    assert [fault.code for fault in examine(alike.encode())[1]] == ["FRM101"]
    assert examine(apart.encode())[1] == ()
