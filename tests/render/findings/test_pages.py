"""Findings as a page that is mailed to an agency."""

from itertools import pairwise

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from poatool.findings.baseline import Changes
from poatool.findings.model import Finding, Severity, Waiver
from poatool.render.formats import FINDINGS_FORMATS
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS, STRINGS
from tests.support.web import OURS, Seen, seen

TABLE = {"table", "thead", "tbody", "tr", "th", "td"}


def page(*findings: Finding) -> Seen:
    return seen(FINDINGS_FORMATS["html"](checked(*findings)))


def cells(*findings: Finding) -> list[str]:
    """The texts of the table cells that a reader of the Markdown sees."""
    tokens = MarkdownIt("commonmark").enable("table").parse(FINDINGS_FORMATS["markdown"](checked(*findings)).decode())
    inside = [token for before, token in pairwise(tokens) if before.type == "td_open"]
    return ["".join(child.content for child in token.children or ()) for token in inside]


def test_each_finding_says_where_what_and_what_to_do() -> None:
    read = page(found("C3", value="Complted")).read
    assert "C3 (Status) Sheet Updates in police.xlsx, 1 of 1 Error: What is wrong. (ACT201) The cell holds: Com" in read
    assert "What to do – What to do." in read
    assert "1 file, 3 rows: 1 update, 2 set aside. 1 error." in read


def test_the_markdown_has_a_row_for_each_problem() -> None:
    assert cells(found("C3", value="Complted"), found("C4", value="Done")) == [
        "C3 (Status)",
        "Complted",
        "Error: What is wrong. Also at C4. (ACT201)",
        "What to do.",
    ]


def test_faults_in_waivers_are_not_shown_to_agencies() -> None:
    remark = found("3", code="WVR701", path="waivers.yaml", sheet=None, severity=Severity.WARNING)
    assert "waivers.yaml" not in page(remark).read
    assert "2 updates, 1 set aside. Nothing to correct. An error" in page(remark).read


def test_a_value_is_shown_as_the_sheet_shows_it() -> None:
    assert cells(found("A2", value="29.0"))[1] == "29"


def test_a_file_without_findings_says_so() -> None:
    assert "Nothing to correct – 1 file police.xlsx (NZP) – 3 rows: 2 updates, 1 set aside." in page().read


def test_files_stand_by_their_gravest_finding_and_clean_ones_in_a_line() -> None:
    sent = [submission(path="in/clean.xlsx"), submission(), submission(path="in/worst.xlsx")]
    findings = (found("A2", severity=Severity.WARNING), found("A3", path="in/worst.xlsx"), found("A4"))
    found_page = seen(FINDINGS_FORMATS["html"](checked(*findings[:2], submissions=sent)))
    targets = {href[1:] for href in found_page.values("href") if href.startswith("#")}
    assert {"main", "file-1", "file-2", "clean"} <= targets <= set(found_page.values("id"))
    assert "worst.xlsx – 1 error police.xlsx – 1 warning Nothing to correct – 1 file" in found_page.read
    assert "Nothing to correct – 1 file clean.xlsx (NZP) – 3 rows: 2 updates, 1 set aside." in found_page.read


def test_each_finding_has_an_anchor_that_says_where() -> None:
    other = found("A2", message="Something else.")
    ids = page(found("A2"), other, found("", sheet=None)).values("id")
    assert [each for each in ids if each.startswith("act201")] == [
        "act201-police-xlsx-updates-a2",
        "act201-police-xlsx-updates-a2-2",
        "act201-police-xlsx",
    ]


def test_both_pages_say_what_was_resolved() -> None:
    since = checked(found("A2"), changes=Changes(6, 4, 1))
    said = "1 error. 4 of 6 findings resolved, 1 new (errors and warnings)."
    assert said in seen(FINDINGS_FORMATS["html"](since)).read
    assert said in FINDINGS_FORMATS["markdown"](since).decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_text_in_both(payload: str) -> None:
    finding = found("A2", message=f"Before {payload}", hint=payload, value=payload, path=f"{payload}.xlsx")
    found_page = page(finding)
    assert found_page.tags <= OURS
    assert not found_page.unclosed
    markdown = FINDINGS_FORMATS["markdown"](checked(finding)).decode()
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    assert seen(html.encode()).tags <= {"h1", "h2", "h3", "p", "ul", "li"} | TABLE
    for written in (FINDINGS_FORMATS["html"](checked(finding)).decode(), markdown):
        assert not set(written) & set(INVISIBLE)


ACCEPTED = {
    "concise": ("do. (waived: Agreed.)", "do. (known before)"),
    "github": (
        "::notice file=in/police.xlsx,title=ACT201 a-rule Updates!A2::",
        "::notice file=in/police.xlsx,title=ACT",
    ),
    "junit": ('<skipped message="waived: Agreed."', '<skipped message="known before"'),
    "sarif": ('"justification": "Agreed."', '"baselineState": "unchanged"'),
    "csv": ("waived: Agreed.", "known before"),
    "markdown": ("(waived: Agreed.)", "(known before)"),
    "html": ("waived: Agreed.", "known before"),
    "json": ('"waiver": "Agreed."', '"baseline": true'),
}


@pytest.mark.parametrize("name", FINDINGS_FORMATS)
def test_an_accepted_finding_says_why(name: str) -> None:
    accepted = found("A2", waiver=Waiver(code="ACT201", reason="Agreed.")), found("A3", known=True, message="Else.")
    written = FINDINGS_FORMATS[name](checked(*accepted)).decode()
    assert [said in written for said in ACCEPTED[name]] == [True, True]
    assert "::error" not in written


@pytest.mark.parametrize("name", FINDINGS_FORMATS)
def test_every_format_writes_the_same_bytes_each_time(name: str) -> None:
    result = checked(found("A2"), found("", sheet=None), found("3", path="waivers.yaml", sheet=None))
    assert FINDINGS_FORMATS[name](result) == FINDINGS_FORMATS[name](result) != b""


@pytest.mark.parametrize("name", FINDINGS_FORMATS)
@given(STRINGS, STRINGS, STRINGS)
def test_no_format_has_invisible_characters(name: str, said: str, value: str, path: str) -> None:
    finding = found("A2", message=said, hint=said, value=value, path=path, waiver=Waiver(code="ACT201", reason=said))
    written = FINDINGS_FORMATS[name](
        checked(finding, found("A3", message=value, path=path), submissions=[submission(path=path)])
    )
    assert not set(written.decode("utf-8-sig")) & set(INVISIBLE)
