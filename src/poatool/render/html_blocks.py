"""Paragraphs, lists and runs as HTML; no text in them acts as markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from poatool.blocks import Block, BulletList, Item, NumberedList, Paragraph, Run


def html_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as HTML."""
    return "\n".join(map(_html, blocks))


def html_runs(runs: Iterable[Run]) -> str:
    """Runs as HTML."""
    return "".join(map(_html_run, runs))


def _html(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{html_runs(runs)}</p>"
        case BulletList(items):
            return f"<ul>{''.join(map(_html_item, items))}</ul>"
        case NumberedList(items, start, style):
            kind = f' type="{style}"' if style != "1" else ""
            first = f' start="{start}"' if start != 1 else ""
            return f"<ol{kind}{first}>{''.join(map(_html_item, items))}</ol>"


def _html_item(item: Item) -> str:
    return f"<li>{html_runs(item.runs)}{''.join(map(_html, item.lists))}</li>"


def _html_run(run: Run) -> str:
    written = escape(run.text, quote=False)
    for tag, is_on in (("em", run.italic), ("strong", run.bold)):
        written = f"<{tag}>{written}</{tag}>" if is_on else written
    if run.lang is not None:
        written = f'<span lang="{escape(run.lang)}">{written}</span>'
    if run.href is not None:
        named = "" if run.href.partition("://")[2].rstrip("/") in run.text else ' rel="external"'
        written = f'<a href="{escape(run.href)}"{named}>{written}</a>'
    return written
