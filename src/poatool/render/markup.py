"""Text as Markdown (CommonMark with tables) and as HTML; nothing that agencies wrote acts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from poatool.blocks import Run, is_web_address, with_languages
from poatool.framework.model import Framework
from poatool.render.html_blocks import html_blocks, html_runs
from poatool.render.table import shown
from poatool.render.text import link_text, percentage
from poatool.text import INVISIBLE_CLASS, has_any, listed, long_date, one_line, publishable, without_invisible
from poatool.workbooks.own import GENERATOR

_MARKS = re.compile(r"[\\`*_\[\]<>#!|~&]")
_ADDRESSES = ("://", "www.", "WWW.")
_ADDRESS_OR_MARK = re.compile(
    r"((?i:https?://|www\.)(?:[^\s\\`*_\[\]<>!|~&]|_+(?=[^\W_])|&(?!\#?\w+;)|(?<=/)~(?=\w)|!(?!\[))+)"
    rf"|{_MARKS.pattern}"
)
"""A web address as far as nothing in it acts as markup, or a mark.

GitHub and others turn bare addresses into links, and would take a backslash as part of the address. An underscore
before a letter cannot end an emphasis, and neither can a tilde after `/`, so both may stay as they are.
"""
_BEGINS_BLOCK = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:]))")
_UNSAFE_IN_ADDRESS = re.compile(rf"[{INVISIBLE_CLASS}\s<>\\`|\"]|&(?=#?\w+;)")


def escape(text: str) -> str:
    """Text on one line with every Markdown mark escaped."""
    return _BEGINS_BLOCK.sub(r"\1\\", escape_within(text))


def escape_within(text: str) -> str:
    """Escape every Markdown mark in a text that is inside a line."""
    line = one_line(text)
    return _ADDRESS_OR_MARK.sub(_as_text, line) if has_any(line, _ADDRESSES) else _MARKS.sub(r"\\\g<0>", line)


def _as_text(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"\\{found[0]}"


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table with its cells escaped; columns whose heading begins with `#` hold numbers."""
    return written_table(headings, (map(escape, row) for row in rows))


def written_table(headings: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table whose cells are already Markdown, with headings as in `markdown_table`."""
    yield f"| {' | '.join(escape(heading.lstrip('#')) for heading in headings)} |"
    yield f"|{'|'.join('---:' if heading.startswith('#') else '---' for heading in headings)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def link_destination(address: str) -> str:
    """An address as it is written between the angle brackets of a link."""
    return _UNSAFE_IN_ADDRESS.sub(
        lambda m: "&amp;" if m[0] == "&" else quote(m[0], errors="replace"), without_invisible(address)
    )


def html_page(template: str, framework: Framework, *, subtitle: str, wide: bool = False, **values: object) -> bytes:
    """One HTML file from a template: without scripts or external files, and printable.

    All text is escaped, and invisible characters are left out.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("poatool.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "percentage": percentage,
        "link_text": link_text,
        "shown": shown,
        "day": long_date,
        "listed": listed,
    }
    marks = framework.language_marks

    def marked(text: str) -> str:
        return html_runs(with_languages((Run(publishable(text)),), marks))

    # These escape every text, so `| safe` is right for them.
    environment.filters |= {"blocks": html_blocks, "runs": html_runs, "marked": marked}
    environment.tests |= {"web_address": is_web_address}
    written = environment.get_template(template).render(
        title=one_line(framework.title),
        subtitle=subtitle,
        publisher=one_line(framework.source.publisher or ""),
        language=framework.language,
        width=" wide" if wide else "",
        generator=GENERATOR,
        **values,
    )
    return written.encode()


def _finalize(value: object) -> object:
    """Make plain text fit to publish; the template's own markup stays."""
    return publishable(value) if type(value) is str else value
