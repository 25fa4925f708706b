"""A draft from a published page: the bundled plan from its own page in three formats, and from other pages."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from poatool.errors import FrameworkError
from poatool.framework.amending import block_of, dump
from poatool.framework.events import EventKind
from poatool.framework.importing.lines import PageBlock
from poatool.framework.importing.page import import_file, page_draft
from poatool.framework.importing.page_blocks import html_blocks, markdown_blocks, text_blocks
from poatool.framework.load import examine, load
from poatool.framework.model import Framework
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
    """The page with its actions as ordered lists, of which only the first items have numbers."""
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


def drafted(text: str) -> str:
    return page_draft(text_blocks(text), "page.txt")


@pytest.mark.parametrize("suffix", PAGES)
def test_the_draft_is_the_bundled_plan(suffix: str, tmp_path: Path) -> None:
    page = tmp_path / f"page.{suffix}"
    page.write_text(PAGES[suffix](), encoding="utf-8")

    text = import_file(page)

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


def test_gaps_of_the_page_are_marked_above_their_places() -> None:
    lines = drafted(as_text()).splitlines()

    marked = [lines[n + 1].strip() for n, line in enumerate(lines) if "# CHECK: " in line]
    codes = ['- code: "N1"', '- code: "26"']
    assert marked == [f"title: {TITLE}", "source:", "periods:", "statuses:", "agencies:", *codes]


READERS = {"txt": text_blocks, "html": html_blocks, "md": markdown_blocks}
COMMON = re.compile(
    r"(?s)\A.*?\n\n|# CHECK: the source does not say which periods.*?name: Name of the agency\n\n"
    r"|# CHECK: (?:add the publisher|the page does not say when|this is the heading of the page)[^\n]*\n"
)
"""The part that all drafts of small pages share."""


def pages() -> Iterator[tuple[str, str, str]]:
    """The name, the page and the draft of each case of `pages.txt`."""
    for block in Path(__file__).with_name("pages.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        page, _, draft = rest.partition("Draft:\n")
        yield name, page, draft.rstrip("\n")


@pytest.mark.parametrize(("name", "page", "draft"), list(pages()))
def test_the_draft_of_a_page(name: str, page: str, draft: str) -> None:
    found = page_draft(READERS[name.rpartition(", ")[2]](page), "page")
    assert COMMON.sub("", found).rstrip("\n") == draft
    plan, _ = examine(found.encode())
    uncommented = re.sub(r"(?m)^ *# .*", "", found)
    assert plan is None or dump(block_of(replace(plan, sha256=""))).split() == uncommented.split()


def test_a_page_of_thousands_of_numbers_is_not_a_plan() -> None:
    with pytest.raises(FrameworkError, match="more than 5000 numbered lines"):
        drafted("A plan\n\nStop it\n\n" + "".join(f"{n}. Print.\n\n" for n in range(5001)))


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
def test_a_page_that_is_not_a_plan_gives_one_clear_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FrameworkError, match=words) as refused:
        import_file(tmp_path / name)
    assert str(refused.value).startswith(str(tmp_path / name))
    assert "\n" not in str(refused.value)


def test_pages_are_not_fetched() -> None:
    with pytest.raises(FrameworkError, match="Save the page"):
        import_file(Path("https://example.org/plan"))


@pytest.mark.parametrize(
    "begun", ["<!--", "<a", "</a", "<a b='", "<![CDATA[>", "<?x", "<!doctype", "<br>", "<sup>1", "&l"]
)
def test_an_unclosed_part_is_searched_only_once(begun: str) -> None:
    with alarm(SECONDS):
        draft = page_draft(html_blocks("<h1>P</h1><h2>A</h2><p>1. Print.</p>" + begun * 100_000), "page")
    assert re.findall(r"\btext: (?:>-\s+)?(.{6})", draft) == ["Print."]


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
    plan, faults = examine(draft.encode())
    assert {fault.code for fault in faults} <= {"FRM101", "FRM201", "FRM206"}
    assert plan is not None or faults
