"""A plan, its actions with their history, and what changed between two plans, as their readers see them."""

import json
from pathlib import Path

from poatool.framework.diff import diff
from poatool.framework.edition import Edition, as_of
from poatool.framework.model import Framework
from poatool.render.changes import changes_text, diff_document, framework_changes
from poatool.render.document import Document
from poatool.render.framework import action_text, framework_text
from poatool.render.html import html_document
from poatool.render.json import json_bytes
from poatool.render.markdown import markdown_document
from tests.framework.plan import PLAN, edited, history, load_text
from tests.support.golden import is_as_in, sections
from tests.support.screens import on_terminal
from tests.support.web import OURS, seen

GOLDEN = Path(__file__).parent / "golden"
OLD = load_text(PLAN)
NEW = load_text(
    edited(
        ("Run courses.", "Run short courses."),
        ("name: Customs", "name: Customs *Service*"),
        history("3", 'event: withdrawn, since: "2023"'),
    )[0]
)
EVENTFUL = load_text(
    edited(
        history(
            "3",
            'event: reworded, was: Meet., since: "2021", note: By letter.',
            "event: moved, was: teach, date: 2021-05-06",
            'event: renumbered, was: "9", date: 2021-06-06, known_by: 2021-07-06',
            'event: split, into: [{ action: "1", part: k }, { objective: teach }], since: "2022"',
            "event: reinstated, known_by: 2022-08-06",
            "event: withdrawn",
        )
    )[0]
)
ACTION_1 = '          - code: "1"\n            text: Print leaflets.\n'
ACTION_3 = '          - code: "3"\n            text: Meet often.\n'
GONE = ("        actions:\n" + ACTION_3, "        actions: []\n")
INTO_1 = 'into: ["1"]\n                since: "2022"'
MOVED = '            history: [{ event: moved, was: work, since: "2023" }]\n'
EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "Reworded": (("Run courses.", "Run short courses often."),),
    "Added": ((ACTION_3, f'{ACTION_3}          - code: "N2"\n            text: Sing.\n'),),
    "Removed without a word": (GONE,),
    "Withdrawn": (history("3", 'event: withdrawn, since: "2023"'),),
    "Incorporated": (history("3", 'event: incorporated, into: ["1"], since: "2023"'),),
    "Split": (history("3", 'event: split, into: ["1", "N1"], since: "2023"'),),
    "Incorporated into another than before": (('into: ["1"]', 'into: ["3"]'),),
    "Reinstated": ((INTO_1, f'{INTO_1}\n              - event: reinstated\n                since: "2023"'),),
    "Renumbered": (('code: "3"', 'code: "4"'), history("3", 'event: renumbered, was: "3", since: "2023"')),
    "Moved": (GONE, (ACTION_1, ACTION_3 + MOVED + ACTION_1)),
    "Agencies, statuses, periods, headings and details": (
        ("name: Customs", "name: Customs Service"),
        ("aliases: [Finished]", "aliases: [Finished, Over]"),
        ("    ends: true\n", "    ends: true\n  - id: going\n    label: Going on\n    progress: true\n"),
        ("end: 2023-12-31", "end: 2024-06-30"),
        ("title: Work together", "title: Work as one"),
        ('lead: ["POL"]', 'lead: ["POL", "CUS"]'),
    ),
}
"""Possible changes between two plans, by kind."""

LATEST, IN_2021 = as_of(OLD, None), as_of(OLD, OLD.period_by_id["2021"])


def page(new: Framework) -> Document:
    return framework_changes(diff(OLD, new), OLD, new)


CHANGES, NONE = page(NEW), page(OLD)


def tree(shown: Edition, width: int = 60) -> list[str]:
    return on_terminal(lambda screen: framework_text(shown, shown.pillars, screen), width)


def one(shown: Edition, code: str) -> list[str]:
    return on_terminal(lambda screen: action_text(shown, shown.by_code[code], screen), 200)


def changed(page: Document) -> list[str]:

    return on_terminal(lambda screen: changes_text(page, screen), 200)


def test_on_screens() -> None:
    narrow = tree(LATEST, width=29)
    assert max(map(len, narrow[3:])) <= 29
    screens = {
        "The plan": tree(LATEST),
        "The plan as of 2021": tree(IN_2021),
        "The plan on 29 columns": narrow,
        "An action that went into another": one(LATEST, "2"),
        "An action that took another in": one(LATEST, "1"),
        "An action that is not in force yet": one(IN_2021, "N1"),
        "Every kind of event": one(as_of(EVENTFUL, None), "3"),
        "Changes": changed(CHANGES),
        "No changes": changed(NONE),
    }
    screens |= {name: changed(page(load_text(edited(*edits)[0]))) for name, edits in EDITS.items()}
    assert is_as_in(GOLDEN / "screens.txt", sections(screens))


def test_what_changed_in_each_format() -> None:
    web, none = html_document(CHANGES), json_bytes(diff_document(diff(OLD, OLD), OLD, OLD))
    assert is_as_in(GOLDEN / "changes.html", web)
    assert seen(web).tags <= OURS
    assert is_as_in(GOLDEN / "changes.md", markdown_document(CHANGES))
    assert markdown_document(NONE) == b"# Changes in Pacific Plan\n\nNothing changed.\n"
    assert json.loads(none)["changed"] is False
