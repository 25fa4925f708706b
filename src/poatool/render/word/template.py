"""Read an organisation's Word file as a template, after checking it."""

from __future__ import annotations

import re
from pathlib import Path

from poatool.errors import InputError, WordTemplateError
from poatool.render.word.file import WordFile
from poatool.text import read_bounded
from poatool.workbooks.limits import DEFAULT, Refused
from poatool.workbooks.package import Package
from poatool.workbooks.writing import Member, zip_bytes

_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_ACTIVE = (b"macroEnabled", b"vba", b"activeX", b"oleObject")
"""Content types of parts that can run something."""

_ODD = re.compile(
    rb"\A.{0,3}\x00|<!DOCTYPE|\A<\?xml[^>]{0,200}\sencoding\s{0,9}=\s{0,9}[\"'](?!(?i:utf-8|us-ascii))", re.DOTALL
)
"""XML with entity declarations, or with an encoding that would hide it from the searches below. Word writes neither."""

_UNDER_REVIEW = (b"<w:comment ", b"<w:ins ", b"<w:del ")


def read_template(path: Path) -> bytes:
    """Read a Word document or template (.dotx) for a report.

    Raises InputError if it cannot be read, is not a Word file, has content that must not be published, or loads parts
    from elsewhere.
    """
    try:
        data = read_bounded(path)
        package = Package(data, DEFAULT)
        parts = {info.filename: package.read(info.filename) for info in package.members.values()}
        types = parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Give a Word document as --template.") from None
    except (Refused, KeyError):
        raise WordTemplateError(f"{path}: not a Word document. Give a .docx or .dotx file as --template.") from None
    if any(_ODD.search(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))):
        raise WordTemplateError(f"{path}: Word does not write such files. Save it again in Word as .docx.")
    if any(word in types for word in _ACTIVE):
        raise WordTemplateError(
            f"{path}: it holds macros or other active content. Save it in Word as .docx, without them."
        )
    if any(mark in content for content in parts.values() for mark in _UNDER_REVIEW):
        what = "it holds comments or tracked changes, which would go out with the report"
        raise WordTemplateError(f"{path}: {what}. Accept or delete them in Word (Review), and save it.")
    data = zip_bytes(Member(name, content) for name, content in parts.items())
    if why := _unfit(data):
        raise WordTemplateError(f"{path}: {why}")
    return data


def _unfit(data: bytes) -> str:
    """Why a file cannot be a template; empty if it can."""
    try:
        package = WordFile(data).package
    except Exception:  # noqa: BLE001 - python-docx and lxml raise whatever they stumble over in a file that is not theirs
        return "not a Word document that can be read. Save it again in Word as .docx."
    for relation in package.iter_rels():
        if not relation.is_external or relation.reltype.endswith("/hyperlink"):
            continue
        if relation.reltype.endswith("/attachedTemplate"):
            return f"it is attached to another template ({relation.target_ref}). Give that .dotx as --template."
        return f"it loads a part from elsewhere ({relation.target_ref}). Remove that link in Word, and save it."
    return ""
