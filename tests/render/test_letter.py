"""Mails: no text from others becomes a header, a recipient or a part."""

import email
import re
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, strategies as st

from poatool.blocks import Item, ItemList, Run
from poatool.render.document import Document, Heading, Look, Passage, paragraph, words
from poatool.render.markdown import markdown_document
from poatool.render.to_agencies import Attached, Letter, letter_mail
from poatool.text import one_line, slug
from poatool.workspace.records import Contact
from tests.support.reports import edition

ATTACK = "=?utf-8?q?=0d=0aBcc:_evil=40example.org=0d=0aX-A:?= .xlsx"
KNOWN = (
    ATTACK,
    "a\nBcc: x@example.org",
    "a\rb",
    "\x1b[2J\u202e",
    "\udcff",
    "=cmd|x",
    "--help",
    "con",
    "a" * 999,
    "é" * 300,
)
ENCODED = st.from_regex(r"=\?[a-z0-9-]{2,9}\?[bqBQ]\?[ -~]{0,40}\?=", fullmatch=True)
HOSTILE = st.text(max_size=300) | st.sampled_from(KNOWN) | ENCODED


def read(letter: Letter) -> EmailMessage:
    found = email.message_from_bytes(letter_mail(letter), policy=default)
    assert isinstance(found, EmailMessage)
    return found


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_becomes_a_header_a_recipient_or_a_part(subject: str, name: str, said: str) -> None:
    workbook = Attached(name, b"PK")
    parts = (
        paragraph(words(said)),
        Heading(1, words(said)),
        Heading(2, words(said)),
        Passage(ItemList((Item((Run(said), Run(said, italic=True), Run(" (ACT201)"))),))),
        paragraph(words(said), look=Look.DETAILS),
    )
    mail = read(Letter(Document(subject, edition(), parts), Contact(("ana@example.org",), said), (workbook,)))

    meant = {"Subject", "To", "X-Unsent"} if one_line(subject) else {"To", "X-Unsent"}
    assert set(mail.keys()) == {*meant, "Content-Type", "MIME-Version"}
    assert (mail["Subject"] or "", mail["To"]) == (one_line(subject), "ana@example.org")
    body, (part,) = mail.get_body(), mail.iter_attachments()
    assert body is not None
    assert set(body.keys()) <= {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert body.get_content().splitlines()[0] == one_line(f"Kia ora {said}")
    assert (part.get_content(), mail.defects) == (b"PK", [])
    assert set(part.keys()) == {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"}
    assert part.get_filename() == slug(name, "workbook.xlsx")
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,210}", slug(name, "return"))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a\nb", "a-b"),
        ("=cmd|x", "cmd-x"),
        ("--help", "help"),
        ("con", "file-con"),
        ("aux.xlsx", "file-aux.xlsx"),
        ("console", "console"),
        ("return. . .", "return"),
        ("../../etc/passwd", "etc-passwd"),
        ("Te Tari Taiwhenua – Māori", "Te-Tari-Taiwhenua-Maori"),
        ("報告", "u5831-u544a"),
        ("…", "return"),
        ("a" * 999, "a" * 200),
        (ATTACK, "utf-8-q-0d-0aBcc-_evil-40example.org-0d-0aX-A-.xlsx"),
    ],
)
def test_names_of_files_are_plain_on_any_disk(name: str, plain: str) -> None:
    assert slug(name, "return") == plain


def test_text_of_others_is_not_markup() -> None:
    title, listed = paragraph(words("# a"), look=Look.TITLE), Passage(ItemList((Item(words("[x](javascript:y)")),)))
    page = markdown_document(Document("# a", edition(), (title, listed, paragraph(words("*b*"))))).decode()
    assert page == "# \\# a\n\n- \\[x\\](javascript:y)\n\n\\*b\\*\n"
