"""Draft e-mails: a letter without sender and date, with its workbooks attached. Nothing here sends anything."""

import hashlib
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from itertools import takewhile

from poatool.blocks import ItemList, Paragraph, plain
from poatool.render import document as doc
from poatool.render.to_agencies import Letter
from poatool.text import one_line, slug
from poatool.workbooks.sniff import WITH_MACROS, endings

_XLSM = "vnd.ms-excel.sheet.macroEnabled.12"
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENCODED = "=?"  # the beginning of an encoded word: e-mail programs decode it, so it could smuggle in another header
_LONGEST_LINE = 900  # the longest header, in characters, that is not folded; RFC 5322, 2.1.1 allows 998 in a line


def letter_mail(letter: Letter) -> bytes:
    """The letter as an e-mail without sender and date, so that e-mail programs open it as a draft."""
    text = _plain_text(letter)
    mail = EmailMessage(policy=SMTP)
    mail.set_content(text, cte="quoted-printable")
    digest = hashlib.sha256(text.encode())
    for each in letter.attached:
        name = slug(each.name, "workbook.xlsx")
        kind = _XLSM if name.endswith(endings(*WITH_MACROS)) else _XLSX
        mail.add_attachment(each.content, "application", kind, filename=name)
        digest.update(each.content)
    if letter.attached:
        mail.set_boundary(f"poatool-{digest.hexdigest()[:32]}")
    subject, contact = one_line(letter.document.title), letter.contact
    headers = {"Subject": subject, "To": contact.addresses, "Cc": ", ".join(contact.cc), "X-Unsent": "1"}
    return b"".join(_header(name, value) for name, value in headers.items() if value) + mail.as_bytes()


def _plain_text(letter: Letter) -> str:
    greeting = "Kia ora" if letter.document.plan.language.endswith("-NZ") else "Hello"
    lines = [one_line(f"{greeting} {letter.contact.name}"), ""]
    for part in letter.document.printed:
        match part:
            case doc.Heading(1, runs):
                lines += ["", "", one_line(plain(runs)).upper()]
            case doc.Heading(_, runs):
                lines += ["", one_line(plain(runs))]
            case doc.Passage(ItemList(items)):
                lines.append("")
                for item in items:
                    message = tuple(takewhile(lambda run: not run.italic, item.runs))
                    todo = one_line(plain(item.runs[len(message) :]))
                    lines += [one_line(plain(message)), *([f"  What to do: {todo}"] if todo else [])]
            case doc.Passage(Paragraph(runs), look) if look is not doc.Look.TITLE:
                lines += [*(["", ""] if look is doc.Look.DETAILS else []), one_line(plain(runs))]
    return "\n".join([*lines, ""])


def _header(name: str, value: str) -> bytes:
    if name in ("To", "Cc"):
        value = value.replace(", ", ",\r\n ")
        return f"{name}: {value}\r\n".encode("ascii")
    # Encode all of a subject or none: beside single encoded words, e-mail programs might decode typed `=?…?=` too.
    plain = value.isascii() and _ENCODED not in value and len(value) <= _LONGEST_LINE
    written = value if plain else Header(value, "utf-8", header_name=name).encode(linesep="\r\n")
    return f"{name}: {written}\r\n".encode("ascii")
