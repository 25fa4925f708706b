"""Typeset documents as PDF and drawings as PNG with typst, which `poatool[pdf]` installs."""

import datetime as dt
import json
import logging
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from poatool.blocks import Run
from poatool.render.document import Document, Look, Picture, holds, paragraph
from poatool.render.text import encoded
from poatool.text import listed, one_line, publishable

INSTALLED = find_spec("typst") is not None

_HERE = Path(__file__).parent
_LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_REGION = 2  # how many letters a region has in a language tag; scripts and variants have more
_BOX = "□"
_EXPLAINED = f"{_BOX} stands for a character that the font of this PDF lacks. The other formats of the report have it."
_WARNED = f"The PDF has {_BOX} in place of characters that its font lacks, such as %s. Read it before you publish it."
_UNBROKEN = re.compile(r"[^\s/?&=.-]{40}")  # part of a long word; an invisible space after it lets typst break the word
_NOT_PRINTED = frozenset({"href", "svg", "anchor", "anchors"})  # fields whose text readers do not see


def pdf_bytes(document: Document) -> bytes:
    """A document as PDF/UA-1. Characters that the font lacks become boxes; a line at the end and a warning say so."""
    from typst import TypstError

    data = _as_json(document)
    lacking: set[str] = set()
    while True:
        try:
            return _typeset("document.typ", {"document": data}, "pdf", document.day)
        except TypstError as error:
            found = {_CODE_POINT.sub(lambda m: chr(int(m[1], 16)), each) for each in _LACKING.findall(error.diagnostic)}
            if found <= lacking:
                raise
        if not lacking:
            document = document._replace(parts=(*document.parts, paragraph(_EXPLAINED, look=Look.DETAILS)))
            logging.getLogger(__name__).warning(_WARNED, listed(sorted(found)[:5]))
        lacking |= found
        data = re.sub("|".join(map(re.escape, sorted(lacking, key=len, reverse=True))), _BOX, _as_json(document))


def png_of(picture: Picture) -> bytes | None:
    """A drawing as PNG; None if typst is not installed."""
    return _typeset("drawing.typ", {"svg": picture.svg}, "png", dt.date(1980, 1, 1)) if INSTALLED else None


def _typeset(template: str, inputs: Mapping[str, str], kind: Literal["pdf", "png"], day: dt.date) -> bytes:
    """Typeset a template; `inputs` are its data. It reads no other files and uses only the bundled fonts."""
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])
    compiler = Compiler((_HERE / "templates" / template).read_bytes(), font_paths=fonts, sys_inputs=dict(inputs))
    made, warnings = compiler.compile_with_warnings(
        format=kind,
        ppi=220.0,
        pdf_standards=["ua-1"] if kind == "pdf" else [],
        timestamp=dt.datetime.combine(day, dt.time(), dt.UTC),
    )
    if warnings or not isinstance(made, bytes):
        raise RuntimeError("; ".join(warning.message for warning in warnings) or f"typst made no {kind}")
    return made


def _as_json(document: Document) -> str:
    def printed(text: str) -> str:
        return _UNBROKEN.sub("\\g<0>\u200b", publishable(text))

    parts = document.printed
    language, *further = document.plan.our_language.split("-")
    data = {
        "title": printed(document.title),
        "subject": printed(one_line(document.plan.title)),
        "mark": printed(document.mark),
        "language": language,
        "region": next((part for part in further if len(part) == _REGION), None),
        "day": document.day.timetuple()[:3],
        "parts": [_plain(part, printed) for part in parts],
        "holds": [*map(holds, parts, (*parts[1:], None))],
    }
    return json.dumps(data, ensure_ascii=False)


def _plain(value: object, printed: Callable[[str], str]) -> object:
    """A value for JSON; a named tuple becomes an object with its fields and the name of its class as `kind`."""
    match value:
        case str():
            return printed(value)
        case Run(text=text) if value == Run(text):
            return printed(text)
        case tuple() if hasattr(value, "_fields"):
            fields = {name: getattr(value, name) for name in value._fields}
            plain = {name: each if name in _NOT_PRINTED else _plain(each, printed) for name, each in fields.items()}
            if isinstance(value, Run) and value.href and not value.href.startswith("#"):
                plain["href"] = encoded(value.href)
            return {"kind": type(value).__name__} | plain
        case tuple():
            return [_plain(each, printed) for each in value]
        case _:
            return value
