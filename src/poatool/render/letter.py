"""A letter to an agency, as Markdown and as a draft of a mail. Nothing here sends anything."""

from __future__ import annotations

import hashlib
from email import message_from_bytes
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP, default
from typing import NamedTuple

from poatool.render.markdown import escape
from poatool.text import one_line, slug
from poatool.workbooks.kinds import WITH_MACROS, endings

_XLSM = "vnd.ms-excel.sheet.macroEnabled.12"
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OF_CONTENT = {"content-type", "content-transfer-encoding", "mime-version"}
_ENCODED = "=?"
"""The start of a word that mail programs decode, and may take for further headers."""

_LONGEST_LINE = 900
"""The longest header, in characters, that is not folded; RFC 5322, 2.1.1 allows 998 in a line."""


class Attached(NamedTuple):
    """A workbook that goes with a letter."""

    name: str
    content: bytes


class Item(NamedTuple):
    """A list item: its subject, what to do, and the code of the rule."""

    text: str
    todo: str = ""
    code: str = ""


class Section(NamedTuple):
    """A heading with lists below it; each list may have its own heading."""

    heading: str
    lists: tuple[tuple[str, tuple[Item, ...]], ...]


class Letter(NamedTuple):
    """A letter. `to` and `cc` are addresses, separated by commas, empty if unknown.

    A mail begins with `greeting` and the reader's `name`.
    """

    subject: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...] = ()
    to: str = ""
    name: str = ""
    greeting: str = "Hello"
    attached: Attached | None = None
    cc: str = ""


def letter_markdown(letter: Letter) -> bytes:
    """The letter as Markdown."""
    lines = [f"# {escape(letter.subject)}", "", *map(escape, letter.opening)]
    for heading, lists in letter.sections:
        lines += ["", f"## {escape(heading)}", ""]
        for title, items in lists:
            lines += [f"### {escape(title)}", ""] if title else []
            for item in items:
                todo = f" *{escape(item.todo)}*" if item.todo else ""
                lines.append(f"- {escape(item.text)}{todo}" + (f" ({item.code})" if item.code else ""))
            lines.append("")
        lines.pop()
    lines += ["", *map(escape, letter.closing)] if letter.closing else []
    return ("\n".join(lines) + "\n").encode()


def letter_mail(letter: Letter) -> bytes:
    """The letter as a mail without sender and date, so that mail programs open it as a draft.

    Raises RuntimeError if a mail program would read it differently. No letter should cause this.
    """
    text = _plain(letter)
    mail = EmailMessage(policy=SMTP)
    mail.set_content(text, cte="quoted-printable")
    digest = hashlib.sha256(text.encode())
    if letter.attached is not None:
        name = slug(letter.attached.name, "workbook.xlsx")
        kind = _XLSM if name.endswith(endings(*WITH_MACROS)) else _XLSX
        mail.add_attachment(letter.attached.content, "application", kind, filename=name)
        digest.update(letter.attached.content)
        mail.set_boundary(f"poatool-{digest.hexdigest()[:32]}")
    headers = {"Subject": one_line(letter.subject), "To": letter.to, "Cc": letter.cc, "X-Unsent": "1"}
    given = {name: value for name, value in headers.items() if value}
    head = b"".join(_header(name, value) for name, value in given.items())
    return _verified(head + mail.as_bytes(), given, text, letter.attached)


def _plain(letter: Letter) -> str:
    lines = [one_line(f"{letter.greeting} {letter.name}"), "", *map(one_line, letter.opening)]
    for heading, lists in letter.sections:
        lines += ["", "", one_line(heading).upper()]
        for title, items in lists:
            lines += ["", one_line(title), ""] if title else [""]
            for item in items:
                code = f" ({item.code})" if item.code else ""
                todo = f"\n  What to do: {one_line(item.todo)}{code}" if item.todo else code
                lines.append(one_line(item.text) + todo)
    return "\n".join([*lines, "", *([""] if letter.closing else []), *map(one_line, letter.closing), ""])


def _header(name: str, value: str) -> bytes:
    """A header, encoded as a whole if a mail program might decode part of it; the standard library encodes by word.

    Each address is on a line of its own.
    """
    if name in ("To", "Cc"):
        value = value.replace(", ", ",\r\n ")
        return f"{name}: {value}\r\n".encode("ascii")
    plain = value.isascii() and _ENCODED not in value and len(value) <= _LONGEST_LINE
    written = value if plain else Header(value, "utf-8", header_name=name).encode(linesep="\r\n")
    return f"{name}: {written}\r\n".encode("ascii")


def _verified(mail: bytes, headers: dict[str, str], text: str, attached: Attached | None) -> bytes:
    """Return the mail after checking that it has exactly these headers, this text and this attachment."""
    read = message_from_bytes(mail, policy=default)
    body, parts = read.get_body(), list(read.iter_attachments()) if attached else []
    as_meant = (
        {name: str(value) for name, value in read.items() if name.lower() not in _OF_CONTENT} == headers
        and body is not None
        and body.get_content().replace("\r\n", "\n") == text
        and [part.get_content() for part in parts] == ([attached.content] if attached else [])
        and all(set(map(str.lower, part.keys())) <= {*_OF_CONTENT, "content-disposition"} for part in parts)
        and not read.defects
    )
    if not as_meant:
        raise RuntimeError("A mail would not be read as intended.")
    return mail
