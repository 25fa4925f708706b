"""Lists of changes in words, for the screen, a web page and Markdown, with removed and added words marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poatool.console import Screen
from poatool.framework.diff import Part, Run
from poatool.framework.model import Framework
from poatool.render.html import html_page
from poatool.render.markdown import escape
from poatool.render.screen import hang, say, styled

_ON_SCREEN = {Part.SAME: ("", "", ""), Part.REMOVED: ("[-", "-]", "red"), Part.ADDED: ("{+", "+}", "green")}
_IN_MARKDOWN = {Part.SAME: "", Part.REMOVED: "~~", Part.ADDED: "**"}


class Change(NamedTuple):
    """One change: what it concerns, and its words."""

    about: str
    runs: tuple[Run, ...]


class Section(NamedTuple):
    """The changes of one kind."""

    title: str
    entries: tuple[Change, ...]


class ChangesPage(NamedTuple):
    """Everything that changed, under a title; empty sections are not shown."""

    title: str
    sections: tuple[Section, ...]

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections with entries."""
        return tuple(section for section in self.sections if section.entries)


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
    for section in changes.shown:
        screen.print()
        say(screen, (f"{section.title} ({len(section.entries)})", "bold underline"))
        for entry in section.entries:
            words = [_marked(run) for run in entry.runs]
            spaced = [part for word in words for part in (" ", word)][1:]
            hang(screen, styled("  ", (entry.about, "cyan"), "  "), styled(*spaced))


def _marked(run: Run) -> tuple[str, str]:
    opening, closing, style = _ON_SCREEN[run.part]
    return f"{opening}{run.text}{closing}", style


def changes_html(changes: ChangesPage, plan: Framework) -> bytes:
    """The changes as one HTML file, with removed words struck out and added words underlined."""
    heading = changes.title.removesuffix(f": {plan.title}")
    return html_page("changes.html.jinja", plan, subtitle=heading, page=changes)


def changes_markdown(changes: ChangesPage) -> bytes:
    """The changes as Markdown, with removed words struck out and added words in bold."""
    return ("\n".join(_lines(changes)) + "\n").encode()


def _lines(changes: ChangesPage) -> Iterator[str]:
    yield from (f"# {escape(changes.title)}", "")
    if not changes.shown:
        yield "Nothing changed."
    for number, section in enumerate(changes.shown):
        yield from (*([""] if number else []), f"## {escape(section.title)}", "")
        for entry in section.entries:
            words = " ".join(f"{_IN_MARKDOWN[r.part]}{escape(r.text)}{_IN_MARKDOWN[r.part]}" for r in entry.runs)
            yield f"- **{escape(entry.about)}** {words}"
