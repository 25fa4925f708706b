"""A plan, its actions with their history, and what changed between two plans, as their readers see them."""

import json
from pathlib import Path

from poatool.framework.diff import diff
from poatool.framework.edition import Edition, as_of
from poatool.render.changes import ChangesPage, changes_html, changes_markdown, changes_text
from poatool.render.framework.diff import diff_document, framework_changes
from poatool.render.framework.show import action_text, framework_text
from poatool.render.json import json_bytes
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
LATEST, IN_2021 = as_of(OLD, None), as_of(OLD, OLD.period_by_id["2021"])
CHANGES, NONE = framework_changes(diff(OLD, NEW), OLD, NEW), framework_changes(diff(OLD, OLD), OLD, OLD)


def tree(shown: Edition, width: int = 60) -> list[str]:
    return on_terminal(lambda screen: framework_text(shown, shown.pillars, screen), width)


def one(shown: Edition, code: str) -> list[str]:
    return on_terminal(lambda screen: action_text(shown, shown.by_code[code], screen), 200)


def changed(page: ChangesPage) -> list[str]:

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
    assert is_as_in(GOLDEN / "screens.txt", sections(screens))


def test_what_changed_in_each_format() -> None:
    page, none = changes_html(CHANGES, NEW), json_bytes(diff_document(diff(OLD, OLD), OLD, OLD))
    assert is_as_in(GOLDEN / "changes.html", page)
    assert seen(page).tags <= OURS
    assert is_as_in(GOLDEN / "changes.md", changes_markdown(CHANGES))
    assert changes_markdown(NONE) == b"# Changes in Pacific Plan\n\nNothing changed.\n"
    assert json.loads(none)["changed"] is False
