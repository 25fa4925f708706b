"""What changed between two plans, as its readers see it."""

import json

from poatool.framework.diff import diff
from poatool.render.changes import ChangesPage, changes_html, changes_markdown, changes_text
from poatool.render.framework.diff import diff_document, framework_changes
from poatool.render.json import json_bytes
from tests.framework.plan import PLAN, edited, load_text
from tests.support.screens import on_terminal
from tests.support.web import OURS, seen

OLD = load_text(PLAN)
EDITS = (
    ("Run courses.", "Run short courses."),
    ("name: Customs", "name: Customs *Service*"),
    ("text: Meet often.", 'text: Meet often.\n            history: [{ event: withdrawn, since: "2023" }]'),
)
NEW = load_text(edited(*EDITS)[0])


def changes() -> ChangesPage:
    return framework_changes(diff(OLD, NEW), OLD, NEW)


def on_screen(shown: ChangesPage) -> str:
    return "\n".join((*on_terminal(lambda screen: changes_text(shown, screen), 200), ""))


def test_on_the_screen() -> None:
    assert on_screen(changes()) == (
        "Changes in Pacific Plan\n"
        "\nReworded (1)\n  2  Run {+short+} courses.\n"
        "\nWithdrawn (1)\n  3  Action 3 has been withdrawn. (Meet often.)\n"
        "\nAgencies (1)\n  CUS: name  [-Customs-] {+Customs *Service*+}\n"
    )


def test_in_markdown_no_text_acts_as_markup() -> None:
    assert changes_markdown(changes()).decode() == (
        "# Changes in Pacific Plan\n"
        "\n## Reworded\n\n- **2** Run **short** courses.\n"
        "\n## Withdrawn\n\n- **3** Action 3 has been withdrawn. (Meet often.)\n"
        "\n## Agencies\n\n- **CUS: name** ~~Customs~~ **Customs \\*Service\\***\n"
    )


def test_on_a_page_with_a_summary_and_marked_words() -> None:
    page = changes_html(changes(), NEW).decode()
    assert "Reworded: 1 Withdrawn: 1 Agencies: 1" in seen(page.encode()).read
    assert "<strong>2</strong> Run <ins>short</ins> courses." in page
    assert "<del>Customs</del> <ins>Customs *Service*</ins>" in page
    assert seen(page.encode()).tags <= OURS


def test_nothing_changed() -> None:
    same = framework_changes(diff(OLD, OLD), OLD, OLD)
    assert on_screen(same) == "Changes in Pacific Plan\nNothing changed.\n"
    assert changes_markdown(same) == b"# Changes in Pacific Plan\n\nNothing changed.\n"
    assert json.loads(json_bytes(diff_document(diff(OLD, OLD), OLD, OLD)))["changed"] is False
