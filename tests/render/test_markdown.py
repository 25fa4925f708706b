"""Markdown for publication, read back by a CommonMark parser: no text of an agency acts as markup."""

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from poatool.cell_text import laid_out
from poatool.render.document import Document, Grid, GridColumn, words as runs
from poatool.render.markdown import escape, markdown_document
from poatool.text import one_line
from tests.support.payloads import PAYLOADS, STRINGS
from tests.support.reports import Line, edition, interpreted, made, year_end
from tests.support.web import said

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def inline(markdown: str) -> list[Token]:
    return [child for token in READER.parse(markdown) for child in token.children or ()]


def words(markdown: str) -> str:
    """The text that a reader sees; every token must be plain text."""
    tokens = inline(markdown)
    assert {token.type for token in tokens} <= {"text", "softbreak", "text_special"}
    return "".join(token.content for token in tokens)


def table(text: str) -> str:
    """A table with a text in its first cell."""
    grid = Grid("", "", (GridColumn("One"), GridColumn("Two")), ((runs(text), runs("b")),))
    return markdown_document(Document("", edition(), (grid,), "report")).decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_plain_text_in_a_bullet_and_in_a_table(payload: str) -> None:
    assert words(f"- {escape(payload)}") == one_line(payload)
    cells = [token.content for token in READER.parse(table(payload)) if token.type == "inline"]
    assert len(cells) == 4
    assert words(table(payload)) == f"OneTwo{one_line(payload)}b"


@given(STRINGS)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert words(f"- {escape(text)}") == one_line(text)
    assert [t.type for t in READER.parse(f"- {escape(text)}") if t.level == 2] in (
        ["paragraph_open", "paragraph_close"],
        [],
    )


ADDRESS = st.builds(
    "{}{}".format,
    st.sampled_from(["https://a.nz/", "http://", "see https://a.nz/x", "www.a.nz"]),
    st.text(st.sampled_from("ab1_~*&;#!()[]<>|\\`=./:- é漢“"), max_size=20),
)


@given(st.lists(ADDRESS, min_size=1, max_size=3))
def test_any_addresses_are_read_back_as_they_were(addresses: list[str]) -> None:
    text = "".join(addresses)
    assert words(f"- {escape(text)}") == one_line(text)
    assert words(table(text)) == f"OneTwo{one_line(text)}b"


@given(STRINGS, STRINGS)
def test_a_report_holds_every_word_and_no_html(progress: str, next_steps: str) -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("1", progress, next_steps=next_steps)])
    markdown = made("markdown", year_end([sent], [], edition())).decode()
    tokens = READER.parse(markdown)
    assert "html_block" not in {token.type for token in tokens}
    seen = "".join(token.content for token in inline(markdown))
    for text in (progress, next_steps):
        for words in said(laid_out(text)):
            assert one_line(words) in one_line(seen)
    assert {token.type for token in inline(markdown)} <= {
        *("text", "text_special", "softbreak", "strong_open", "strong_close", "em_open", "em_close"),
    }


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.govt.nz/x(1)?a=1&copy;=2", "https://a.govt.nz/x(1)?a=1&copy;=2"),
        ("http://a.govt.nz/a|b", "http://a.govt.nz/a%7Cb"),
        ("https://a.govt.nz/re\u200bport\u202e", "https://a.govt.nz/report"),
        ("javascript:alert(1)", None),
        ("https://a.govt.nz/> <b>", None),
        ("https://", None),
        ("ftp://a.govt.nz/", None),
    ],
)
def test_only_web_addresses_are_links(address: str, link: str | None) -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("1", "Did it.", evidence=(address,))])
    markdown = made("markdown", year_end([sent], [], edition())).decode()
    links = [token.attrs["href"] for token in inline(markdown) if token.type == "link_open"]
    assert links == ([link] if link else [])
