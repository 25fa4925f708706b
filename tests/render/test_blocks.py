"""Paragraphs, lists and runs in HTML and Markdown."""

import html
import re

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from poatool.blocks import Change, Run, plain
from poatool.cell_text import laid_out
from poatool.render.document import Document, Passage
from poatool.render.html import html_blocks, html_runs
from poatool.render.markdown import markdown_document, markdown_runs
from tests.support.checking import EDITION

ADDRESS = "https://example.org/a_(b)"
CELL = f"We <did>:\n1. One\n   - a\n   - b\n2. Two & see ({ADDRESS}).\n\n4. Four"


def test_html() -> None:
    link = f'<a href="{ADDRESS}">{ADDRESS}</a>'
    assert html_blocks(laid_out(CELL)).splitlines() == [
        "<p>We &lt;did&gt;:</p>",
        f"<ol><li>One<ul><li>a</li><li>b</li></ul></li><li>Two &amp; see ({link}).</li></ol>",
        '<ol start="4"><li>Four</li></ol>',
    ]


def test_markdown() -> None:
    document = Document("", EDITION, tuple(map(Passage, laid_out(CELL))))
    assert markdown_document(document).decode().split("\n") == [
        r"We \<did\>:",
        "",
        "1. One",
        "   - a",
        "   - b",
        rf"2. Two \& see ([https://example.org/a\_(b)](<{ADDRESS}>)).",
        "",
        "4. Four",
        "",
    ]


@pytest.mark.parametrize(
    ("run", "as_html", "as_markdown"),
    [
        (Run("Now. ", bold=True), "<strong>Now. </strong>", "**Now.** "),
        (Run("a*b", italic=True, bold=True), "<strong><em>a*b</em></strong>", r"***a\*b***"),
        (Run("mō", lang="mi"), '<span lang="mi">mō</span>', "mō"),
        (
            Run("x", bold=True, href='https://a.nz/"<'),
            '<a href="https://a.nz/&quot;&lt;" rel="external"><strong>x</strong></a>',
            "[**x**](<https://a.nz/%22%3C>)",
        ),
    ],
)
def test_runs(run: Run, as_html: str, as_markdown: str) -> None:
    assert (html_runs([run]), markdown_runs([run])) == (as_html, as_markdown)


TEXTS = st.text("ab .*_-1)(!<[]`\\~&#|", min_size=1, max_size=6)
RUNS = st.lists(
    st.builds(
        Run,
        TEXTS,
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, "https://a.nz/x_(y)"]),
        change=st.just(""),
    ),
    min_size=1,
    max_size=5,
)
WORDS = TEXTS.map(str.strip).filter(bool)
CHANGES: tuple[Change, ...] = ("same", "removed", "added")
COMPARED = st.lists(st.tuples(WORDS, st.sampled_from(CHANGES)), min_size=1, max_size=5)


@given(RUNS)
def test_nothing_in_runs_acts_as_markdown(runs: list[Run]) -> None:
    read = MarkdownIt("commonmark").renderInline(markdown_runs(runs))
    words = html.unescape(re.sub(r"</?(?:em|strong|a)\b[^>]*>", "", read))
    assert words.split() == plain(runs).split()


@given(COMPARED)
def test_removed_words_are_struck_out_and_added_ones_bold(words: list[tuple[str, Change]]) -> None:
    runs = [Run(text, change=change) for text, change in words]
    spaced = [run for each in runs for run in (Run(" "), each)][1:]
    read = MarkdownIt("commonmark").enable("strikethrough").renderInline(markdown_runs(spaced))
    assert html.unescape(re.sub(r"</?(?:s|strong)>", "", read)).split() == plain(spaced).split()
    assert read.count("<s>") == sum(run.change == "removed" for run in runs)
    assert read.count("<strong>") == sum(run.change == "added" for run in runs)
