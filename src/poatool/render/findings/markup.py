"""The findings page as HTML and as Markdown, to be mailed to agencies."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.render.findings.page import FileBlock, Item, findings_page
from poatool.render.markup import escape, html_page, markdown_table
from poatool.reports.validation import Validation


def findings_html(validation: Validation) -> bytes:
    """The page as one HTML file."""
    page = findings_page(validation)
    return html_page("findings.html.jinja", validation.edition.framework, subtitle=page.subtitle, page=page)


def findings_markdown(validation: Validation) -> bytes:
    """The page with a table for each sheet."""
    page = findings_page(validation)
    lines = [f"# {escape(page.subtitle)}: {escape(page.title)}", "", escape(page.totals), "", escape(page.method), ""]
    for file in page.files:
        lines += _file(file)
    if page.clean:
        lines += ["## Nothing to correct", "", *(f"- {escape(line)}" for line in page.clean), ""]
    return "\n".join(lines).encode()


def _file(file: FileBlock) -> Iterator[str]:
    yield from (f"## {escape(file.name)}{f' ({escape(file.agency)})' if file.agency else ''}", "")
    if file.summary:
        counts = f" {escape(file.counts)}." if file.counts else ""
        yield from (escape(file.summary) + counts, "")
    for sheet in file.sheets:
        if sheet.title:
            yield from (f"### {escape(sheet.title)}", "")
        headings = ("Where", "What the cell holds", "What is wrong", "What to do")
        yield from markdown_table(headings, map(_row, sheet.items))
        yield ""


def _row(item: Item) -> tuple[str, ...]:
    where = f"{item.where} ({item.heading})" if item.heading else item.where
    wrong = f"{item.severity.value.capitalize()}: {item.message} ({item.code})"
    return where, item.value, wrong, f"{item.hint} ({item.accepted})" if item.accepted else item.hint
