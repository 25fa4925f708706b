"""UPD: whether readers can follow the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from poatool.findings.model import Fix, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.updates.progress import is_blank_answer
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Cell
from poatool.submissions.values import text_of
from poatool.text import lazy_pattern, without_invisible

_BARE = lazy_pattern(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z]{2,63}(?::\d{1,5})?(?:/[^\s<>\"]*)?", re.IGNORECASE)
_OWN_DISK = lazy_pattern(
    r"[a-z]:\\|\\\\|file:|.{1,80}\.(?:docx?|xlsx?|pptx?|pdf|msg)\s{0,9}$", re.IGNORECASE | re.DOTALL
)

_NO_ADDRESS = lazy_pattern(r"(?<![\w/.@=&-])(?:[a-z]:\\|\\\\|file:/)[^\s;,<>\"]*", re.IGNORECASE)
"""Something listed among web addresses that leads to somebody's own disk."""

_UNTELLING = lazy_pattern(r"^https?://(?:www\.)?|#.*", re.IGNORECASE | re.DOTALL)
_FROM_BROWSER = "Paste the address of the page from the browser; it begins with “https://”."


@rule(
    "UPD312",
    "evidence-not-clear",
    Severity.WARNING,
    aliases=("UPD318", "evidence-is-no-address", "evidence-leads-elsewhere"),
)
def evidence_not_clear(submission: Interpreted) -> Iterator[Problem]:
    """The evidence is not a web address, or shows one address and links to another.

    An address begins with `https://` or `www.`. If a cell has several, only those that begin so are published. Excel
    keeps the old link when an address is typed over, and both are published. To fix it, paste the address of the page
    from the browser, or right-click the cell and choose Edit Hyperlink (or Edit Link). Mention evidence that is not on
    the web in the progress.

    Bad:
    | Action | Status    | Progress                     | Evidence                                               |
    | 2      | Under way | Trained forty inspectors.    | example.org/report                                     |
    | 3      | Under way | Wrote a guide for employers. | Minutes of the second forum                            |
    | 5      | Under way | Met the unions in March.     | https://example.org/22; file:///c:/guide.docx          |
    | 6      | Under way | Held a forum in Whangārei.   | https://example.org/2022 <to https://example.org/2021> |
    Found at: D2, D3, D4, D5

    Good:
    | Action | Status    | Progress                   | Evidence                                             |
    | 2      | Under way | Trained forty inspectors.  | Report: https://example.org/22                       |
    | 3      | Under way | Wrote a guide.             | None                                                 |
    | 5      | Under way | Met the unions in March.   | www.example.org/guide <to http://example.org/guide/> |
    | 6      | Under way | Held a forum in Whangārei. | The report of 2022 <to https://example.org/2022>     |
    """
    for update in submission.updates:
        for column in submission.edition.framework.link_columns:
            if (raw := update.row.cells.raw.get(column.id)) is not None:
                text = without_invisible(text_of(raw.value))
                yield from _unopened(update.links.get(column.id, ()), text, update.cell(column.id))
        for column_id, addresses in update.links.items():
            link = without_invisible(update.row.links.get(column_id, ""))
            shown = [address for address in addresses if address != link] if link in addresses else []
            if shown and _page(link) not in map(_page, shown):
                message = (
                    f"The cell shows {quoted(shown[0])}, but its link leads to {quoted(link)}. Both are published."
                )
                hint = "Right-click the cell, choose Edit Hyperlink (or Edit Link), and make the two the same."
                yield Problem.at(update.cell(column_id), message, hint)


def _unopened(addresses: Sequence[str], text: str, cell: Cell) -> Iterator[Problem]:
    """Report what is not a web address in a cell for addresses."""
    if addresses:
        yield from _beside(text, cell) if len(text) != len(addresses[0]) else ()
    elif text and not is_blank_answer(text):
        on_disk = _OWN_DISK.match(text) is not None
        bare = not on_disk and _BARE.fullmatch(text) is not None
        lacks = "a file that readers cannot open" if on_disk else "not a web address"
        message = f"{quoted(text)} {'lacks “https://” in front' if bare else f'is {lacks}'}. It is not published."
        yield Problem.at(cell, message, _FROM_BROWSER, Fix(f"https://{text}", safe=False) if bare else None)


def _beside(text: str, cell: Cell) -> Iterator[Problem]:
    """Report what looks like a web address but is not, in a cell that has others."""
    if left := [match[0].rstrip(".:)") for match in _NO_ADDRESS.finditer(text)]:
        are = "is not a web address" if len(left) == 1 else "are not web addresses"
        message = f"{some([quoted(each) for each in left])} {are}, and not published; the rest of the cell is."
        yield Problem.at(cell, message, _FROM_BROWSER)


def _page(address: str) -> str:
    """An address without the parts that do not change where it leads."""
    return _UNTELLING.sub("", address).rstrip("/").casefold()
