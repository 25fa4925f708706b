"""Parts that several kinds of this set share."""

from collections.abc import Sequence

from layouts import plans
from layouts.draw import Draw, Entry, Page

USUAL = ("action", "status", "progress", "next")


def opened(draw: Draw, name: str = "", *, agency: plans.Agency | None = None) -> tuple[Page, plans.Agency]:
    """A page with a title and a labelled agency, ready for a table."""
    page = draw.page(name)
    draw.banner(page)
    whose = agency or draw.agency()
    draw.label_agency(page, whose)
    page.gap(draw.dice.choice((0, 1, 1)))
    return page, whose


def some(draw: Draw, agency: plans.Agency | None = None, low: int = 3, high: int = 7) -> list[Entry]:
    """A few entries."""
    most = min(high, len(draw.plan.actions))
    return draw.entries(draw.dice.randrange(low, most + 1), agency)


def column(page: Page, column_: int, values: Sequence[str | int], row: int) -> None:
    """Values one below the other."""
    for offset, value in enumerate(values):
        page.put(row + offset, column_, value)


def code_value(draw: Draw, entry: Entry) -> str | int:
    """A bare code."""
    value = draw.number(entry.code)
    return value if isinstance(value, str | int) else entry.code


def action_title(draw: Draw, entry: Entry) -> str:
    """An action named in words above its answers."""
    text = draw.plan.action(entry.code).text
    return draw.pick(
        (
            f"{draw.plan.word} {entry.code}",
            f"{draw.plan.word} {entry.code}: {text}",
            f"{draw.plan.word} {entry.code} – {text}",
            f"{draw.plan.word.upper()} {entry.code}",
        )
    )
