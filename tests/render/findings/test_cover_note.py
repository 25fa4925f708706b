"""The note that goes back to an agency: requests before information, each problem once."""

from __future__ import annotations

import email
from email.policy import default

import pytest

from poatool.findings.model import Finding, Severity
from poatool.render.findings.cover_note import Attached, note_mail, note_markdown, subject
from tests.support.findings import found

ERROR = found("A2", message="It is no action.", hint="Correct it.")
WARNING = found("C3", code="UPD303", severity=Severity.WARNING, message="No status.", hint="Choose one.")
ADVICE = found("B2", code="AGY406", severity=Severity.ADVICE, message="For two.", hint="Nothing needs to be done.")


def test_requests_come_before_information() -> None:
    note = note_markdown("police.xlsx", [ERROR, ADVICE, WARNING, found("A4", message="Else.")], None).decode()

    assert note.splitlines()[4:] == [
        "Please correct what is listed below and send it again.",
        "",
        "## Please correct",
        "",
        "### Sheet Updates",
        "",
        "- A2: It is no action. *Correct it.* (ACT201)",
        "- A4: Else. *What to do.* (ACT201)",
        "",
        "## Please check",
        "",
        "### Sheet Updates",
        "",
        "- C3: No status. *Choose one.* (UPD303)",
        "",
        "## For your information",
        "",
        "### Sheet Updates",
        "",
        "- B2: For two. *Nothing needs to be done.* (AGY406)",
    ]
    assert "We checked it and found 2 errors, 1 warning and 1 advice.\nAnything with an error is left out" in note


@pytest.mark.parametrize(
    ("commented", "says"),
    [
        (True, "lists everything on its first sheet and has a comment at each cell."),
        (
            False,
            "lists everything on its first sheet. Not every cell could get a comment, so please work from that list.",
        ),
    ],
)
def test_comments_are_promised_only_if_each_cell_has_one(commented: bool, says: str) -> None:
    copy = Attached("police.checked.xlsx", b"PK", commented)
    mail = email.message_from_bytes(note_mail("police.xlsx", [ERROR], copy), policy=default).get_body()
    assert mail is not None
    for note in (note_markdown("police.xlsx", [ERROR], copy).decode(), mail.get_content().replace("\r\n", "\n")):
        assert f"\nThe copy police.checked.xlsx {says}\n" in note


def test_the_mail_says_the_same() -> None:
    mail = email.message_from_bytes(note_mail("police.xlsx", [ADVICE, WARNING], None), policy=default)
    body = mail.get_body()
    assert body is not None
    asked, _, said = body.get_content().replace("\r\n", "\n").partition("FOR YOUR INFORMATION")
    assert "PLEASE CHECK\n\nSheet Updates\n\nC3: No status.\n  What to do: Choose one. (UPD303)" in asked
    assert "B2: For two." in said
    assert "PLEASE CORRECT" not in asked


@pytest.mark.parametrize(
    ("findings", "asked"),
    [
        ([ADVICE, WARNING, ERROR], "please correct"),
        ([ADVICE, WARNING], "please check"),
        ([ADVICE], "for your information"),
    ],
)
def test_the_gravest_finding_decides_what_the_note_is_about(findings: list[Finding], asked: str) -> None:
    assert subject("police.xlsx", findings) == f"police.xlsx: {asked}"


def test_one_problem_in_many_cells_is_one_item_and_a_whole_file_needs_no_cell() -> None:
    same = [found(f"A{row}", message="It is a number.") for row in range(2, 8)]
    whole = found("", message="It has macros.", sheet=None)
    note = note_markdown("police.xlsx", [whole, *same], None).decode()
    assert "- A2: It is a number. Also at A3, A4, A5 and 2 more. *What to do.* (ACT201)" in note
    assert "### The whole file\n\n- It has macros. *What to do.* (ACT201)" in note


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nBcc: x@example.org.xlsx", "a Bcc: x@example.org.xlsx"),
        ("a\x1b[2J\u202e.xlsx", "a[2J.xlsx"),
        ("a\udcff.xlsx", "a.xlsx"),
        ("a\rb.xlsx", "a b.xlsx"),
    ],
)
def test_no_file_name_breaks_out_of_its_line(name: str, shown: str) -> None:
    mail = email.message_from_bytes(note_mail(name, [ERROR], Attached(name, b"PK")), policy=default)
    (attachment,) = mail.iter_attachments()
    body = mail.get_body()
    assert body is not None
    said = [mail["Subject"], attachment.get_filename() or "", body.get_content()]
    assert not set("\x1b\u202e\udcff") & set("".join(said))
    assert (said[1], mail["Bcc"]) == (shown, None)
