"""Whatever an agency's text is, nothing in it acts in any format, and no invisible characters remain."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from poatool.findings.model import Waiver
from poatool.render.findings.text import findings_text
from poatool.render.formats import FINDINGS_FORMATS
from tests.render.findings.test_golden import JUNIT, sarif
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS, STRINGS
from tests.support.screens import on_terminal
from tests.support.web import OURS, seen

MARKDOWN = {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("payload", [*PAYLOADS, INVISIBLE, "]]>", '"quoted" & <b>'])
def test_payloads_are_text_in_every_format(payload: str) -> None:
    path = f"{payload}.xlsx"
    finding = found("A2", message=f"Before {payload}", hint=payload, value=payload, path=path, sheet=payload)
    result = checked(finding, submissions=[submission(path=path, sheet=payload)])
    written = {name: write(result).decode("utf-8-sig") for name, write in FINDINGS_FORMATS.items()}
    assert {name for name, text in written.items() if set(text) & set(INVISIBLE)} == set()
    assert [len(written[name].splitlines()) for name in ("concise", "github")] == [1, 1]
    JUNIT.validate(written["junit"])
    sarif(result)
    page = seen(written["html"].encode())
    assert page.tags <= OURS
    assert not page.unclosed
    assert seen(MarkdownIt("commonmark").enable("table").render(written["markdown"]).encode()).tags <= MARKDOWN


@given(STRINGS, STRINGS, STRINGS)
def test_no_format_has_invisible_characters(said: str, value: str, path: str) -> None:
    finding = found("A2", message=said, hint=said, value=value, path=path, waiver=Waiver(code="ACT201", reason=said))
    result = checked(finding, found("A3", message=value, path=path), submissions=[submission(path=path)])
    written = {name: write(result).decode("utf-8-sig") for name, write in FINDINGS_FORMATS.items()}
    assert {name for name, text in written.items() if set(text) & set(INVISIBLE)} == set()


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_any_text_prints_whole_and_no_line_is_wider_than_the_screen(payload: str, width: int) -> None:
    sent = [submission(f"| Action | Progress |\n| {payload.replace('|', '/')} | {'long ' * 40} |")]
    result = checked(found("A2", message=f"Here: {payload}", hint="word " * 40), submissions=sent)
    lines = on_terminal(lambda screen: findings_text(result, screen), width)
    assert max(map(len, lines)) <= width
    assert not set("".join(lines)) & set(INVISIBLE)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *((text, text) for text in ("[redacted]", "[red]", "[/]", "[bold]x[/bold]", "word " * 100)),
        ("\x1b[2J", r"\x1b[2J"),
    ],
)
def test_on_a_wide_screen_no_line_wraps_and_no_text_acts(text: str, read: str) -> None:
    result = checked(found("A2", message=f"Here: {text}."))
    assert f"Here: {read}." in "\n".join(on_terminal(lambda screen: findings_text(result, screen), 1_000_000))
