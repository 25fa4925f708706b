"""A draft from a published page: the bundled plan from its own page in three formats, and what other pages do."""

import datetime as dt
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poatool.errors import FrameworkError
from poatool.framework.events import EventKind
from poatool.framework.importing.blocks import PageBlock, html_blocks, markdown_blocks, text_blocks
from poatool.framework.importing.draft import Draft
from poatool.framework.importing.page import import_file, page_draft
from poatool.framework.load import examine, load
from poatool.framework.model import Framework
from tests.framework.plan import load_text
from tests.hostile.test_hostile import SECONDS, alarm

# The page "Plan of action implementation reports" (Ministry of Business, Innovation and Employment), last updated
# 15 February 2023: its introduction as the bundled plan has it, then its pillars.
PILLARS = (Path(__file__).parents[1] / "data" / "published_page.txt").read_text(encoding="utf-8")
TITLE = "Plan of action implementation reports"
INTRODUCTION = load().introduction

HEADINGS = {"Prevention": 2, "Protection": 2, "Enforcement": 2, "Actions": 4}


def as_text() -> str:
    return f"{TITLE}\n\n{INTRODUCTION.replace('- ', '  • ')}\n\n{PILLARS}"


def as_lines() -> list[tuple[str, str]]:
    """Each line of the page and what it is: h2 to h4 for headings, li for bullets, p for all else."""
    lines = [("h1", TITLE)]
    introduction = filter(None, INTRODUCTION.splitlines())
    lines += [("li" if line.startswith("- ") else "p", line.removeprefix("- ")) for line in introduction]
    for line in filter(None, PILLARS.splitlines()):
        heading = line[-1] not in ".)" and not line.startswith("Last")
        lines.append((f"h{HEADINGS.get(line, 3)}" if heading else "p", line))
    return lines


def as_html() -> str:
    body = "".join(
        f"<ul><li>{html.escape(text)}</li></ul>\n" if tag == "li" else f"<{tag}>{html.escape(text)}</{tag}>\n"
        for tag, text in as_lines()
    )
    menu = "<nav><ul><li>1. Home</li></ul></nav><script>document.write('2. Nothing.')</script>"
    return f"<!doctype html><html><head><title>Site</title></head><body>{menu}<main>{body}</main></body></html>"


def as_numbered_html() -> str:
    """The page with its actions as ordered lists, which count by themselves but for the first of each."""
    return re.sub(r"<p>(\d+)\. (.*?)</p>", r'<ol start="\1"><li><p>\2</p></li></ol>', as_html())


def as_markdown() -> str:
    marks = {"p": "", "li": "- "} | {f"h{level}": "#" * level + " " for level in range(1, 5)}
    return "\n\n".join(marks[tag] + text.replace("*", "\\*") for tag, text in as_lines())


PAGES = {"txt": as_text, "html": as_html, "htm": as_numbered_html, "md": as_markdown}
Outlines = list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]
"""The pillars, objectives and actions of a plan."""


def shape(plan: Framework) -> Outlines:
    return [
        (pillar.title, [(o.title, [(action.code, action.text) for action in o.actions]) for o in pillar.objectives])
        for pillar in plan.pillars
    ]


def drafted(text: str) -> Draft:
    return page_draft(text_blocks(text), "page.txt")


def doubts(draft: Draft) -> str:
    return "\n".join(doubt.text for doubt in draft.doubts)


@pytest.mark.parametrize("suffix", PAGES)
def test_the_draft_is_the_bundled_plan(suffix: str, tmp_path: Path) -> None:
    page = tmp_path / f"page.{suffix}"
    page.write_text(PAGES[suffix](), encoding="utf-8")

    text = import_file(page).written()

    plan, faults = examine(text.encode())
    assert plan is not None
    assert faults == ()
    assert shape(plan) == shape(load())
    assert plan.title == TITLE
    assert plan.introduction == INTRODUCTION
    assert plan.footnotes == load().footnotes
    assert plan.source.last_updated == dt.date(2023, 2, 15)
    events = {a.code: (a.footnote, a.history[0].event, a.history[0].into) for a in plan.actions if a.history}
    assert events == {"N1": ("*", EventKind.ADDED, ()), "26": (None, EventKind.INCORPORATED, ("9",))}
    assert {a.history[0].known_by for a in plan.actions if a.history} == {dt.date(2023, 2, 15)}


def test_what_the_page_does_not_say_is_marked_above_the_place() -> None:
    lines = drafted(as_text()).written().splitlines()

    marked = [lines[n + 1].strip() for n, line in enumerate(lines) if "# CHECK: " in line]
    assert marked == [
        "title: " + TITLE,
        "source:",
        "periods:",
        "statuses:",
        "agencies:",
        '- code: "N1"',
        '- code: "26"',
    ]


WORDINGS = [
    ("2. Action 2 has been incorporated into Action 1. (Sing.)", ("1",), "Sing."),
    ("2. This action has been merged with Actions 1 and 3 (Sing.)", ("1", "3"), "Sing."),
    ("2. Incorporated into Action 1, 3 & 4. [Sing.]", ("1", "3", "4"), "Sing."),
    ("Action 2: Action 2 was folded into action 3. Sing.", ("3",), "Sing."),
    ("2. Action 2 has been withdrawn. (Sing.)", (), "Sing."),
]


@pytest.mark.parametrize(("line", "into", "text"), WORDINGS)
def test_how_pages_say_that_an_action_went_elsewhere(line: str, into: tuple[str, ...], text: str) -> None:
    plan = drafted(f"A plan\n\nStop it\n\nTeach\n\n1. Print.\n\n{line}\n\n3. Meet.\n\n4. Act.\n").framework

    action = next(a for a in plan.actions if a.code == "2")
    assert action.text == text
    assert action.history[0].into == into
    assert action.history[0].event is (EventKind.INCORPORATED if into else EventKind.WITHDRAWN)


@pytest.mark.parametrize(
    "text",
    [
        "Work so that lessons are incorporated into Action 9 of the plan.",
        "Combined with 3 partners, train 20 people.",
        "Merged into 2 teams, inspectors visit farms.",
    ],
)
def test_a_text_that_only_speaks_of_incorporation_is_kept(text: str) -> None:
    (action,) = drafted(f"A plan\n\nStop it\n\n1. {text}\n").framework.actions
    assert (action.text, action.history) == (text, ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *(("1.1 Print leaflets.", "1.1"), ("1.a Print leaflets.", "1.a"), ("2.10. Print leaflets.", "2.10")),
        *(("Action Item 25: Print leaflets.", "25"), ("A7) Print leaflets.", "A7"), ("N1†. Print leaflets.", "N1")),
        ("12 – Print leaflets.", "12"),
    ],
)
def test_numbers_of_many_kinds(line: str, code: str) -> None:
    (action,) = drafted(f"A plan\n\nStop it\n\n{line}\n").framework.actions
    assert (action.code, action.text) == (code, "Print leaflets.")


PRINT_AND_SING = [("Stop it", [("Stop it", [("1", "Print."), ("2", "Sing.")])])]


@pytest.mark.parametrize(
    ("reader", "page", "outline", "words"),
    [
        # Headings may be numbered.
        (
            text_blocks,
            "A plan\n\n1. Stop it\n\n1.1 Print leaflets.\n\n1.2 Sing.\n\n2. Help\n\n2.1 Listen.\n",
            [
                ("1. Stop it", [("1. Stop it", [("1.1", "Print leaflets."), ("1.2", "Sing.")])]),
                ("2. Help", [("2. Help", [("2.1", "Listen.")])]),
            ],
            "",
        ),
        # Where a heading says Actions, numbers below others are something else.
        (
            markdown_blocks,
            (
                "# A plan\n\n## Stop it\n\n### Teach\n\n#### Actions\n\n1. Print.\n2. Sing.\n\n#### Report 2021\n\n"
                "1. Held a forum.\n\n- Sang twice.\n\n### Meet\n\n#### Actions:\n\n3. Dance.\n"
            ),
            [("Stop it", [("Teach", [("1", "Print."), ("2", "Sing.")]), ("Meet", [("3", "Dance.")])])],
            "left out: 2, the first is “1. Held a forum.”",
        ),
        # Rows of a table are actions if they begin with a number, in a cell of its own or not.
        (
            html_blocks,
            (
                "<h1>A plan</h1><h2>Stop it</h2><table><tr><th>No.<th>Action<th>Who</tr>"
                "<tr><td>1</td><td><p>Print.</p></td><td>Police</td></tr><tr><td>2*<td>Sing.<td>Customs</table>"
            ),
            PRINT_AND_SING,
            "left out: 4, the first is “No.”",
        ),
        (
            html_blocks,
            "<h1>A plan</h1><h2>Stop it</h2><table><tr><td>1. Print.<td>Police<tr><td>2. Sing.<td>OT</table>",
            PRINT_AND_SING,
            "",
        ),
        # Each line of a paragraph may be an action.
        (
            markdown_blocks,
            "# P\n\n## Stop it\n\nAction 1: Print\nleaflets.\nAction 2: Sing.\\*\n\n\\* Came later.",
            [("Stop it", [("Stop it", [("1", "Print leaflets."), ("2", "Sing.")])])],
            "",
        ),
    ],
)
def test_what_is_an_action_and_what_is_not(
    reader: Callable[[str], list[PageBlock]], page: str, outline: Outlines, words: str
) -> None:
    draft = page_draft(reader(page), "page")
    assert shape(draft.framework) == outline
    assert words in doubts(draft)
    assert [action.footnote for action in draft.framework.actions if action.footnote] == ["*"] * ("later" in page)


def test_wrapped_lines_are_joined_and_a_list_below_an_action_is_under_doubt() -> None:
    draft = drafted(
        "A plan\n\nStop it\n\nTeach people\n\n"
        "1. Print leaflets for everybody who arrives, in all of the languages\n   that they speak:\n"
        "• in towns\n• in villages\n"
    )
    assert draft.framework.actions[0].text == (
        "Print leaflets for everybody who arrives, in all of the languages that they speak: in towns in villages"
    )
    assert "a list below this action" in doubts(draft)


def test_raised_digits_are_marks_and_nested_headings_are_followed() -> None:
    page = html_blocks(
        "<h1>A plan</h1><h2>Stop it</h2><p>About it.</p><h3>Teach</h3><p>1<sup>1</sup>. Print.</p><h3>Meet</h3>"
        "<ol start=2><li>Sing.<li value=5><div>Dance.</div></ol><h2>Help</h2><h3>Listen</h3><p>6. Hear.</p>"
        "<p><sup>1</sup> Added in 2023.</p><footer>Page last updated: 3rd Mar 2024</footer>"
    )
    draft = page_draft(page, "page.html")
    assert shape(draft.framework) == [
        ("Stop it", [("Teach", [("1", "Print.")]), ("Meet", [("2", "Sing."), ("5", "Dance.")])]),
        ("Help", [("Listen", [("6", "Hear.")])]),
    ]
    assert draft.framework.actions[0].footnote == "¹"
    assert draft.framework.source.last_updated == dt.date(2024, 3, 3)
    assert "left out: 1, the first is “About it.”" in doubts(draft)


def test_a_page_of_thousands_of_numbers_is_no_plan() -> None:
    with pytest.raises(FrameworkError, match="more than 5000 numbered lines"):
        drafted("A plan\n\nStop it\n\n" + "".join(f"{n}. Print.\n\n" for n in range(5001)))


@pytest.mark.parametrize(
    ("line", "words", "times"),
    [
        ("1. Sing.", "the number 1 occurs more than once on the page", 2),
        ("2. Action 2 has been incorporated into Action 9. (Sing.)", "to something that is not on the page: 9", 1),
    ],
)
def test_what_does_not_fit_the_page_is_under_doubt(line: str, words: str, times: int) -> None:
    assert doubts(drafted(f"A plan\n\nStop it\n\n1. Print.\n\n{line}\n")).count(words) == times


def test_codes_and_words_that_yaml_would_misread_stay_text() -> None:
    draft = drafted("Yes\n\nNo\n\n1.10 Off.\n\n010. 2023-02-15\n\n1e3. # not: a comment\n")
    plan = load_text(draft.written())
    assert plan.title == "Yes"
    assert [a.code for a in plan.actions] == ["1.10", "010"]
    assert plan.actions[1].text == "2023-02-15"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "no numbered action was found"),
        ("letter.txt", b"Dear all,\n\nGoodbye.\n", "no numbered action was found"),
        ("page.docx", b"PK", "Save the page as text or HTML"),
        ("page.txt", b"\x80abc", "not in UTF-8"),
        ("catalogue.json", b"{", "not an OSCAL catalogue"),
    ],
)
def test_what_is_no_plan_is_one_clear_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FrameworkError, match=words) as refused:
        import_file(tmp_path / name)
    assert str(refused.value).startswith(str(tmp_path / name))
    assert "\n" not in str(refused.value)


def test_pages_are_not_fetched() -> None:
    with pytest.raises(FrameworkError, match="Save the page"):
        import_file(Path("https://example.org/plan"))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "begun", ["<!--", "<a", "</a", "<a b='", "<![CDATA[>", "<?x", "<!doctype", "<br>", "<sup>1", "&l"]
)
def test_what_never_ends_is_looked_through_once(begun: str) -> None:
    with alarm(SECONDS):
        draft = page_draft(html_blocks("<h1>P</h1><h2>A</h2><p>1. Print.</p>" + begun * 100_000), "page")
    assert [action.text[:6] for action in draft.framework.actions] == ["Print."]


@pytest.mark.no_cover
def test_text_for_more_than_a_framework_file_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("P\nA\n1. Print.\n" + "words that go on and on and are wrapped like those in a letter\n" * 100_000)
    with alarm(SECONDS), pytest.raises(FrameworkError, match="is it the page of a plan"):
        import_file(page)


LINE = st.sampled_from(
    ["1. ", "N1*. ", "*", "• ", "Actions", "Action 2 has been incorporated into Action 1.", "# ", ""]
)
PAGE = st.lists(st.tuples(LINE, st.text(max_size=12)).map("".join), max_size=12).map("\n\n".join)


@example("\u200b\n\nStop it\n\n1. Print.", text_blocks)
@given(PAGE, st.sampled_from([text_blocks, html_blocks, markdown_blocks]))
def test_every_draft_loads(text: str, reader: Callable[[str], list[PageBlock]]) -> None:
    try:
        draft = page_draft(reader(text), "page")
    except FrameworkError:
        return
    plan, faults = examine(draft.written().encode())
    assert {fault.code for fault in faults} <= {"FRM101", "FRM201", "FRM206"}
    assert plan is not None or faults
