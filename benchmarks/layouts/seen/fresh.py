"""Tools for the later modules of this set: a stock of words of their own, in the same list of kinds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from layouts import plans
from layouts.draw import Bank, Draw, Entry, Kinds, Page
from layouts.model import Book, Forbidden, Heard, Purpose, Writer
from layouts.seen import sayings
from layouts.seen.bank import BANK, SET

FRESH = Bank(
    headings=sayings.HEADINGS,
    plain=sayings.PLAIN,
    bilingual=sayings.BILINGUAL,
    suffixes=sayings.SUFFIXES,
    titles=sayings.TITLES,
    tabs=sayings.TABS,
    labels=sayings.LABELS,
    texts=sayings.TEXTS,
    theme=sayings.THEME,
    steps=sayings.STEPS,
    traps=sayings.TRAPS,
    notes=sayings.NOTES,
    risks=sayings.RISKS,
    stems=sayings.STEMS,
    foreign=BANK.foreign,
)

kind = Kinds(FRESH, SET.kinds).kind
Enter = Callable[[Callable[[Draw], Book]], Callable[[Draw], Book]]

WITH_AGENCY = ("action", "agency", "status", "progress", "next")


def ask(name: str, group: str, *, plan: str = "") -> Enter:
    """Register a book about which a careful reader would ask."""
    return kind(name, group, plan=plan, purpose=Purpose.ASK)


def guile(name: str, group: str, *, plan: str = "") -> Enter:
    """Register a deliberately misleading book."""
    return kind(name, group, plan=plan, purpose=Purpose.BAD_FAITH)


def never(because: str, entries: Iterable[Entry]) -> list[Forbidden]:
    """None of these entries' progress may be published without an error."""
    return [Forbidden(because, entry.progress) for entry in entries]


def warned(because: str, entries: Iterable[Entry]) -> list[Forbidden]:
    """None of these entries' progress may be published without a warning."""
    return [Forbidden(because, entry.progress, unless="warning") for entry in entries]


def kept(entries: Iterable[Entry]) -> list[Heard]:
    """None of these entries may be lost silently."""
    return [Heard("What an agency wrote is not dropped without a word.", entry.progress) for entry in entries]


def apart(draw: Draw, agency: plans.Agency, good: int, bad: int) -> tuple[list[Entry], list[Entry]]:
    """Entries on different actions, in two groups."""
    entries = draw.entries(good + bad, agency)
    chosen = draw.dice.sample(entries, bad)
    return [entry for entry in entries if entry not in chosen], [entry for entry in entries if entry in chosen]


def row(draw: Draw, page: Page, entry: Entry, *more: str | float) -> int:
    """The cells of an entry in the usual order, and further cells after them."""
    return page.line(draw.number(entry.code), entry.status_word, entry.progress, entry.steps, *more)


def usual(draw: Draw, *more: str) -> list[str]:
    """The usual headings, and further ones after them."""
    return [*(draw.heading(role) for role in ("action", "status", "progress", "next")), *more]


def secret(draw: Draw, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with texts that must not be published."""
    texts = draw.dice.sample(sayings.SECRETS, len(entries))
    return [replace(entry, progress=text) for entry, text in zip(entries, texts, strict=True)]


def exact(book: Book) -> Book:
    """The book as written by a program that keeps results of formulas, and text that begins with an equals sign."""
    return replace(book, writer=Writer.XLSXWRITER)
