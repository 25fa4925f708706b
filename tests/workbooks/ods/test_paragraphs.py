from __future__ import annotations

import pytest

from tests.workbooks.ods.builder import cell, only_cell, text


def shown(inner: str) -> object:
    return only_cell(cell(inner, 'office:value-type="string"')).value


LISTS = (
    "<text:list><text:list-item><text:number>1.</text:number><text:p>one</text:p><text:list><text:list-item>"
    "<text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list><text:p>end</text:p>"
)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<text:p>Held a forum</text:p>", "Held a forum"),
        ("<text:p>one</text:p><text:p/><text:p>two</text:p>", "one\n\ntwo"),
        ("<text:p>one<text:line-break/>two</text:p>", "one\ntwo"),
        ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
        ('<text:p><text:s/>a<text:s text:c="3"/>b <text:s/></text:p>', " a   b  "),
        ("<text:p>a <text:span>bold <text:span>and</text:span> more</text:span> text</text:p>", "a bold and more text"),
        ("<text:h>Title</text:h><text:p>text</text:p>", "Title\ntext"),
        (LISTS, "one\ndeeper\nend"),
        ("<text:p>a<text:date>31 January</text:date>b</text:p>", "a31 Januaryb"),
        (
            "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p>",
            "ab",
        ),
        (
            "<text:p>a<text:note><text:note-body>n</text:note-body></text:note>b<office:annotation><text:p>c</text:p></office:annotation></text:p>",
            "ab",
        ),
        ("<text:p>a</text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>", "a"),
        ("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>", "ab"),
        ("<text:p>te\u0304na koe</text:p>", "t\u0113na koe"),
        # The layout of the XML is no part of a text; spaces alone are, as LibreOffice writes them.
        (
            "\n  <text:p>\n    Held\n    a <text:span>\n forum</text:span>\n  </text:p>\n  <text:p>\tb</text:p>\n",
            "Held a forum\nb",
        ),
        ("<text:p> Held  a forum </text:p>", " Held  a forum "),
        # More spaces than anybody types are one.
        ('<text:p>a<text:s text:c="199"/>b</text:p>', "a" + " " * 199 + "b"),
        ('<text:p>a<text:s text:c="999999999999"/>b</text:p>', "a b"),
        ('<text:p>a<text:s text:c="32767"/>b<text:s text:c="2"/>c</text:p>', "a b c"),
        ('<text:p>a<text:s text:c="-5"/>b</text:p>', "a b"),
        (f"<text:p>{'<text:span>' * 5_000}x{'</text:span>' * 5_000}</text:p>", "x"),
    ],
    ids=lambda text: text[:40],
)
def test_what_a_person_sees_is_the_text(inner: str, said: str) -> None:
    assert shown(inner) == said


def test_the_first_link_of_a_cell_is_its_link() -> None:
    first = '<text:a xlink:href="https://example.govt.nz/a?b=1&amp;c=2">this</text:a>'
    linked = only_cell(text(f'see {first} and <text:a xlink:href="#x">x</text:a>'))
    assert (linked.value, linked.link) == ("see this and x", "https://example.govt.nz/a?b=1&c=2")
    assert (only_cell(text('<text:a xlink:href="mailto:x"/>')).value, only_cell(text("x")).link) == ("", None)


def test_runs_with_a_format_of_their_own() -> None:
    assert only_cell(text("a <text:span>b</text:span>")).rich
    assert only_cell(text('a <text:a xlink:href="https://example.govt.nz/">b</text:a>')).rich
    assert not only_cell(text('<text:a xlink:href="https://example.govt.nz/">b</text:a>')).rich
