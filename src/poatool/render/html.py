"""Write documents, paragraphs, lists and runs as HTML; no text in them acts as markup."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING

from poatool.blocks import Block, ItemList, Paragraph, Run, is_web_address, with_languages
from poatool.render import document as doc
from poatool.text import one_line, publishable
from poatool.workbooks.own import GENERATOR

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("poatool.render"),
        autoescape=select_autoescape(disabled_extensions=("txt.jinja",), default=True),
        undefined=StrictUndefined,
        finalize=lambda value: publishable(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kind"] = lambda value: type(value).__name__
    # The first two functions escape every text, so `| safe` is right for them.
    environment.filters |= {"blocks": html_blocks, "runs": html_runs, "one_line": one_line}
    environment.tests |= {"web_address": is_web_address}
    return environment


def filled_template(template: str, **values: object) -> str:
    """A filled-in template. Invisible characters are left out, and all text is escaped, except in plain text."""
    return _environment().get_template(template).render(**values)


def html_document(document: doc.Document, others: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """A document as one printable HTML file, without scripts or external files.

    Paragraphs above the first heading are its front matter. `others` are files to link to: name, description and size.
    """
    front = tuple(takewhile(lambda part: isinstance(part, doc.Passage), document.parts))
    written = filled_template(
        "page.html.jinja",
        document=document,
        marked=lambda text: html_runs(with_languages((Run(text),), document.plan.all_marks)),
        generator=GENERATOR,
        front=front,
        parts=document.parts[len(front) :],
        others=others,
    )
    return written.encode()


def html_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as HTML."""
    return "\n".join(map(_html, blocks))


def html_runs(runs: Iterable[Run]) -> str:
    """Runs as HTML."""
    found = ""
    for run in runs:
        written = escape(publishable(run.text), quote=False)
        changed = (("del", run.change == "removed"), ("ins", run.change == "added"))
        for tag, is_on in (("em", run.italic), ("strong", run.bold), *changed):
            written = f"<{tag}>{written}</{tag}>" if is_on else written
        if run.lang is not None:
            written = f'<span lang="{escape(run.lang)}">{written}</span>'
        if run.href is not None:
            named = "" if run.href.partition("://")[2].rstrip("/") in run.text else ' rel="external"'
            written = f'<a href="{escape(run.href)}"{named}>{written}</a>'
        found += written
    return found


def _html(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{html_runs(runs)}</p>"
        case ItemList(items, start):
            tag, first = ("ul", "") if start is None else ("ol", f' start="{start}"' if start != 1 else "")
            inside = "".join(f"<li>{html_runs(item.runs)}{''.join(map(_html, item.lists))}</li>" for item in items)
            return f"<{tag}{first}>{inside}</{tag}>"
