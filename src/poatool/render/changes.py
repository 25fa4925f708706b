"""Show changes on the screen, as a web page or in Markdown, with removed and added words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.console import Screen
from poatool.framework.diff import Part, Run
from poatool.framework.model import Framework
from poatool.render.html import html_page
from poatool.render.markdown import escape
from poatool.render.screen import hang, say, styled

_ON_SCREEN = {Part.SAME: ("", "", ""), Part.REMOVED: ("[-", "-]", "red"), Part.ADDED: ("{+", "+}", "green")}
_IN_MARKDOWN = {Part.SAME: "", Part.REMOVED: "~~", Part.ADDED: "**"}


Entry = tuple[str, tuple[Run, ...]]
"""One change: what it concerns, and its words."""


class ChangesPage(NamedTuple):
    """All changes, under a title and one heading for each section; empty sections are not shown."""

    title: str
    sections: Mapping[str, Sequence[Entry]]

    @property
    def shown(self) -> Mapping[str, Sequence[Entry]]:
        """The sections that have entries."""
        return {heading: entries for heading, entries in self.sections.items() if entries}


def unmarked(text: str) -> tuple[Run, ...]:
    """A text with nothing marked as changed."""
    return (Run(Part.SAME, text),)


def replaced(before: str, after: str) -> tuple[Run, ...]:
    """One whole text replaced by another."""
    return tuple(run for run in (Run(Part.REMOVED, before), Run(Part.ADDED, after)) if run.text)


def changes_text(changes: ChangesPage, screen: Screen) -> None:
    """Show the changes, with removed words in `[-…-]` and added words in `{+…+}`."""
    say(screen, (changes.title, "bold"))
    if not changes.shown:
        say(screen, "Nothing changed.")
    for heading, entries in changes.shown.items():
        screen.print()
        say(screen, (f"{heading} ({len(entries)})", "bold underline"))
        for about, runs in entries:
            marks = [(*_ON_SCREEN[part], text) for part, text in runs]
            words = [(f"{opening}{text}{closing}", style) for opening, closing, style, text in marks]
            spaced = [part for word in words for part in (" ", word)][1:]
            hang(screen, styled("  ", (about, "cyan"), "  "), styled(*spaced))


def changes_html(changes: ChangesPage, plan: Framework) -> bytes:
    """The changes as one HTML file, with removed words struck out and added words underlined."""
    heading = changes.title.removesuffix(f": {plan.title}")
    return html_page("changes.html.jinja", plan, subtitle=heading, page=changes)


def changes_markdown(changes: ChangesPage) -> bytes:
    """The changes as Markdown, with removed words struck out and added words in bold."""
    lines = [f"# {escape(changes.title)}", ""]
    if not changes.shown:
        lines += ["Nothing changed.", ""]
    for heading, entries in changes.shown.items():
        lines += [f"## {escape(heading)}", ""]
        for about, runs in entries:
            words = " ".join(f"{_IN_MARKDOWN[part]}{escape(text)}{_IN_MARKDOWN[part]}" for part, text in runs)
            lines.append(f"- **{escape(about)}** {words}")
        lines.append("")
    return "\n".join(lines).encode()
