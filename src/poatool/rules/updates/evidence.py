"""UPD: whether readers can follow the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from poatool.findings.model import Fix, Place, Severity
from poatool.rules.publication.office import is_of_an_office
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.updates.placeholders import is_blank_answer
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell
from poatool.submissions.values import text_of
from poatool.text import lazy_pattern, without_invisible

_BARE = lazy_pattern(r"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}(?::\d+)?(?:/[^\s<>\"]*)?", re.IGNORECASE)
_OWN_DISK = lazy_pattern(r"[a-z]:\\|\\\\|file:|.{1,80}\.(?:docx?|xlsx?|pptx?|pdf|msg)\s*$", re.IGNORECASE | re.DOTALL)

_NO_ADDRESS = lazy_pattern(r"(?<![\w/.@=&-])(?:www\.[\w-]+\.[\w-]|[a-z]:\\|\\\\|file:/)[^\s;,<>\"]*", re.IGNORECASE)
"""Something for an address among others: it lacks its beginning, or leads to somebody's own disk."""

_UNTELLING = lazy_pattern(r"^https?://(?:www\.)?|#.*$", re.IGNORECASE)


@rule("UPD312", "evidence-is-no-address", Severity.WARNING)
def evidence_is_no_address(submission: Interpreted) -> Iterator[Problem]:
    """The evidence is not an address that readers of the report can open.

    An address begins with `https://`; of several in a cell, those that do are published, and nothing else. One within
    an office's own network (`http://intranet/poa`, SharePoint) leads readers nowhere. To fix it, paste the address of
    a page that everybody can open from the browser; what is not on the web can be named in the progress.

    Bad:
    | Action | Status    | Progress                  | Evidence               |
    | 2      | Under way | Trained forty inspectors. | www.example.org/report |
    Found at: D2

    Bad:
    | Action | Status    | Progress                  | Evidence                    |
    | 2      | Under way | Trained forty inspectors. | Minutes of the second forum |
    Found at: D2

    Bad:
    | Action | Status    | Progress                  | Evidence                                      |
    | 2      | Under way | Trained forty inspectors. | https://example.org/22; www.example.org/guide |
    Found at: D2

    Bad:
    | Action | Status    | Progress                  | Evidence            |
    | 2      | Under way | Trained forty inspectors. | http://intranet/poa |
    Found at: D2

    Good:
    | Action | Status    | Progress                  | Evidence                        |
    | 2      | Under way | Trained forty inspectors. | Report: https://example.org/22  |
    | 3      | Under way | Wrote a guide.            | None                            |
    """
    for update in submission.updates:
        for column in submission.edition.framework.link_columns:
            yield from _unopened(update, column.id)


def _unopened(update: Update, column: str) -> Iterator[Problem]:
    """What readers cannot open in a cell that is to hold web addresses."""
    addresses, cell, raw = update.links.get(column, ()), update.cell(column), update.row.cells.raw.get(column)
    text = without_invisible(text_of(raw.value)) if raw else ""
    if addresses:
        alone = len(text) == len(addresses[0])
        yield from _closed(addresses, cell) or (() if alone else _beside(addresses, text, cell))
    elif text and not is_blank_answer(text):
        bare = _BARE.fullmatch(text) is not None and _OWN_DISK.match(text) is None
        if bare:
            said = f"{quoted(text)} lacks “https://” in front."
        elif _OWN_DISK.match(text):
            said = f"{quoted(text)} is a file that readers cannot open."
        else:
            said = f"{quoted(text)} is no web address."
        yield Problem(
            Place.of(cell),
            f"{said} It is not published.",
            "Paste the address of the page from the browser; it begins with “https://”.",
            value=cell.raw,
            fix=Fix(f"https://{text}", safe=False) if bare else None,
        )


def _closed(addresses: Sequence[str], cell: Cell) -> Sequence[Problem]:
    """Addresses that are published, and that nobody outside an office can open."""
    closed = [address for address in addresses if is_of_an_office(address)]
    if not closed:
        return ()
    are = "is an address" if len(closed) == 1 else "are addresses"
    return (
        Problem(
            Place.of(cell),
            f"{some([quoted(address) for address in closed])} {are} that only colleagues can open, and published.",
            "Paste the address of a page that everybody can open, or take it out.",
            value=cell.raw,
        ),
    )


def _beside(addresses: Sequence[str], text: str, cell: Cell) -> Iterator[Problem]:
    """What looks like an address and is none, in a cell with others that are."""
    seen = [match[0].rstrip(".:)") for match in _NO_ADDRESS.finditer(text)]
    pages = {_page(address) for address in addresses} if seen else ()
    left = [each for each in seen if _page(f"https://{each}") not in pages]
    if left:
        yield Problem(
            Place.of(cell),
            f"{some([quoted(each) for each in left])} {'is' if len(left) == 1 else 'are'} no address that readers can "
            "open, and not published; the others are.",
            "Paste the address of each page from the browser; it begins with “https://”.",
            value=cell.raw,
        )


@rule("UPD318", "evidence-leads-elsewhere", Severity.WARNING)
def evidence_leads_elsewhere(submission: Interpreted) -> Iterator[Problem]:
    """The evidence shows one address, and the link behind it leads to another.

    Excel keeps the old link when an address is typed over. Both are published. To fix it, right-click the cell, choose
    Edit Hyperlink (or Edit Link) and make them the same.

    Bad:
    | Action | Status    | Progress                  | Evidence                                                |
    | 2      | Under way | Trained forty inspectors. | https://example.org/2022 <to https://example.org/2021>  |
    Found at: D2

    Good:
    | Action | Status    | Progress                  | Evidence                                                |
    | 2      | Under way | Trained forty inspectors. | The report of 2022 <to https://example.org/2022>        |
    | 3      | Under way | Wrote a guide.            | www.example.org/guide <to http://example.org/guide/>    |
    """
    for update in submission.updates:
        for column, addresses in update.links.items():
            link = without_invisible(update.row.links.get(column, ""))
            shown = [address for address in addresses if address != link] if link in addresses else []
            if shown and _page(link) not in map(_page, shown):
                cell = update.cell(column)
                yield Problem(
                    Place.of(cell),
                    f"The cell shows {quoted(shown[0])}, and its link leads to {quoted(link)}. Both are published.",
                    "Right-click the cell, choose Edit Hyperlink (or Edit Link), and make the two the same.",
                    value=cell.raw,
                )


def _page(address: str) -> str:
    """An address without what makes no difference to where it leads."""
    return _UNTELLING.sub("", address).rstrip("/").casefold()
