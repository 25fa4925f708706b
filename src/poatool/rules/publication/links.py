"""PUB, UPD: links that do not work, that only colleagues can open, or that contain a password or a token."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from urllib.parse import parse_qsl

from poatool.blocks import bare_address
from poatool.findings.model import Fix, Severity
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.updates.placeholders import is_blank_answer
from poatool.rules.wording import quoted, quotes
from poatool.submissions.interpret import Interpreted, Links, Text, Update
from poatool.submissions.model import Table
from poatool.text import lazy_pattern, without_invisible
from poatool.workbooks.formatting import misleading_links
from poatool.workbooks.model import text_of

_BARE = lazy_pattern(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z]{2,63}(?::\d{1,5})?(?:/[^\s<>\"]*)?", re.IGNORECASE)
_FILE = lazy_pattern(r"(?i)\.(?:docx?|xlsx?|pptx?|pdf|msg)$")
_ABOVE = lazy_pattern(r"\n[ \t]*(?=\0)")  # between a title and the address below it; `\0` stands for a web address
_ANOTHER = lazy_pattern(r"[\n;]|(?<=\0)[ \t).]*(?:,|[&+]|\b(?:and|also|plus)\b)", re.IGNORECASE)
"""Where another entry begins: `, and appendix B` after an address. Any other words beside an address name it."""
_FROM_BROWSER = "Paste the address of the page from the browser; it begins with “https://”."
_LIKELY = lazy_pattern(
    r"""(?<![\w\\])(?:[a-z]:\\|\\\\[\w.$-]{1,80}\\|file:/{1,3})[^\s<>"|?*]+ | \b(?:http|ftp)s?://[^\s<>"]+
      | (?<![\w.@/-])www\.[^\s;,<>"]+""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = lazy_pattern(r"\\|\b(?:file|https?|ftps?):/")
_END_OF_SENTENCE = ".,;:)]”’'"  # punctuation of the sentence, around an address
_SHARING = ".sharepoint.com 1drv.ms onedrive.live.com teams.microsoft.com .local .lan .internal .intranet .corp"
_COLLEAGUE_HOSTS = tuple(_SHARING.split())
_OPEN = ("http", "ftp", "mailto:", "www.")
_OFFICE_HOSTS = ("intranet.", "10.", "192.168.", "127.")
# Names of address parameters, reduced to their letters, whose values give anybody access.
_ADMITTING = lazy_pattern(
    "(?:access|auth|guestaccess|id|refresh|session|share)?token|(?:api|auth)key|(?:client)?secret|passwd|password|pwd|jwt|auth"
    "|(?:j|php)?sess(?:ion)?id|session|(?:xamz)?signature|sig|tempauth"
)
_SHORTEST_SECRET = 6
_MIXED = r"(?=[^\s\d]{0,30}\d)(?!\d{1,3}\b)[^\s,;]{3,40}[^\s,;.]"
_PASSWORD_SIGNS = lazy_pattern(
    r"passw|passc|passphrase|\bpwd?\b|\bpin\b|\blog|\bsign|\bget\b|\bopens?\b|\bcode\b|\bkey\b|\buse\b"
)
_PASSWORD = lazy_pattern(
    rf"(?i)\b(?:(?:pass(?:word|code|phrase)s?|pwd?|pin|(?:door|gate|alarm|entry|access|key) code)(?:[^.;,\n]{{0,40}} is|:|=)?|(?:(?:(?:log(?:ged)?|sign)[ -]?|get )(?:in|on)s?|opens?)\b[^.;,\n]{{0,60}}"
    rf" (?:with|using|/)(?: \w{{2,20}} and)?)\s{{1,3}}{_MIXED}|\b(?:passwords?\b[^.;\n]{{0,40}}[ (]|key is |use )(?!covid)[^\W\d_]{{3,15}}[-!#_]?\d{{2,4}}(?![\w-])"
)
_PARAMETERS = lazy_pattern(r"[?#;&]")
_BESIDE_LETTERS = lazy_pattern(r"[^a-z]+")


@rule("UPD312", Severity.WARNING, was="UPD318 evidence-is-no-address evidence-leads-elsewhere")
def evidence_not_clear(submission: Interpreted) -> Iterator[Problem]:
    """The evidence is not a web address, or a cell shows one address and links to another.

    Of a cell with addresses, only those that begin with `https://` or `www.` are published, without the words that name
    them; other words are reported. Excel keeps the old link when an address is typed over: only the address that the
    cell shows is published. WBK107 reports columns that only name documents. To fix it, paste the address of the page
    from the browser, or right-click the cell and choose Edit Hyperlink (or Edit Link). Mention other evidence in the
    progress text.

    Bad:
    | Action | Status    | Progress                   | Evidence                                                       |
    | 2      | Under way | Trained forty inspectors.  | example.org/report <found>                                     |
    | 5      | Under way | Met the unions in March.   | https://example.org/22; file:///c:/guide.docx <found>          |
    | 3      | Under way | Wrote a guide for farmers. | https://example.org/22; annual report, page 14 <found>         |
    | 6      | Under way | Held a forum in Whangārei. | https://example.org/2022 <to https://example.org/2021> <found> |

    Good:
    | Action | Status    | Progress                  | Evidence                                         |
    | 2      | Under way | Trained forty inspectors. | Report: https://example.org/22                   |
    | 6      | Under way | Wrote a guide.            | The report of 2022 <to https://example.org/2022> |
    """
    of_links = [column.id for column in submission.edition.framework.link_columns]
    for table, updates in groupby(submission.updates, attrgetter("table")):
        columns = [column for column in of_links if not only_names(table, column)]
        for update in updates:
            for column in (each for each in columns if each in update.row.cells.raw):
                written = text_of(update.row.cells.raw[column].value)
                yield from _not_addresses(update, column, without_invisible(written))
            for column, addresses in update.links.items():
                link = without_invisible(update.row.cells.raw[column].link or "")
                if link and link not in addresses and not link.startswith("#"):  # elsewhere, or to a file or a script
                    message = f"The cell shows {quoted(addresses[0])}, but links to {quoted(link)}."
                    yield Problem.at(update.cell(column), f"{message} That is not published.")
    for update in submission.not_plain:
        for column in update.texts.keys() & update.row.cells.raw.keys() - set(update.replaced):
            for shown, link in misleading_links(update.row.cells.raw[column]):
                message = f"The text shows {quoted(shown)}, but links to {quoted(link)}. The link is not published."
                yield Problem.at(update.cell(column), message)


def only_names(table: Table, column: str) -> bool:
    """Whether a column for web addresses has several names of documents instead, and nothing like an address."""
    cells = [row.cells.raw[column] for row in table.updates if column in row.cells.raw]
    texts = [text_of(cell.value) for cell in cells]
    leads = any(cell.link for cell in cells) or any(_ADDRESS.search(text) or _BARE.search(text) for text in texts)
    return not leads and sum(not is_blank_answer(text) for text in texts) > 1


def _not_addresses(update: Update, column: str, text: str) -> Iterator[Problem]:
    """Report whatever is not a web address in a cell for addresses, even if the cell also has web addresses."""
    if column in update.links:
        if text not in update.links[column] and (left := _beside_addresses(text)):
            are = "is not a web address, so it is" if len(left) == 1 else "are not web addresses, so they are"
            message = f"{quotes(left)} {are} not published. The rest of the cell is published."
            yield Problem.at(update.cell(column), message, _FROM_BROWSER)
    elif text and not is_blank_answer(text):
        bare = _BARE.fullmatch(text) is not None and _FILE.search(text) is None
        wrong = "lacks “https://” in front" if bare else "is not a web address"
        message, fix = f"{quoted(text)} {wrong}. It is not published.", Fix(f"https://{text}", safe=False)
        yield Problem.at(update.cell(column), message, _FROM_BROWSER, fix if bare else None)


def _beside_addresses(text: str) -> list[str]:
    """The entries of a cell that neither are nor name a web address, such as `Report: https://…`."""

    def marked(match: re.Match[str]) -> str:
        address = bare_address(match[0])
        return f"\0{match[0][len(address) :]}" if address.casefold().startswith(("http", "www.")) else f";{address};"

    text = _ABOVE.sub(" ", _LIKELY.sub(marked, text))
    entries = (each.strip(" .,:()") for each in _ANOTHER.split(text) if "\0" not in each) if "\0" in text else ()
    return [each.removeprefix("and ") for each in entries if each and not is_blank_answer(each)]


def _addresses(submission: Interpreted) -> Iterator[tuple[Text | Links, Sequence[str]]]:
    for text in texts_with(submission, _ADDRESS.search):
        yield text, [match[0].rstrip(_END_OF_SENTENCE) for match in _LIKELY.finditer(text.text)]
    yield from ((links, links.addresses) for links in submission.links)


@rule("PUB512", Severity.WARNING, requires="UPD301 UPD315")
def office_address(submission: Interpreted) -> Iterator[Problem]:
    r"""A text or its evidence leads to a file or a page that only colleagues can open.

    Examples are `J:\Policy\x.docx`, `http://intranet/poa` and SharePoint. Readers cannot follow such a link, and it
    reveals the office's network. To fix it, name the document in words, or give the address of a page that everybody
    can open.

    Bad:
    | Action | Status    | Progress                                                      | Evidence                    |
    | 2      | Under way | Trained forty inspectors, see J:\Policy\training.docx <found> |                             |
    | 5      | Under way | Wrote a guide for employers.                                  | http://intranet/poa <found> |

    Good rows:
    | 2 | Under way | Trained forty inspectors, see https://www.example.org/guide. A: \\ or B. |
    """
    for linking, addresses in _addresses(submission):
        if closed := [each for each in addresses if not each.casefold().startswith(_OPEN) or _is_internal(each)]:
            yield Problem.at(linking.cell, f"Readers of the report cannot open {quotes(dict.fromkeys(closed))}.")


def _is_internal(address: str) -> bool:
    """Whether a web address is in an office's own network, or on a service where colleagues share files."""
    host = _authority(address).rpartition("@")[2].partition(":")[0].rstrip(_END_OF_SENTENCE).casefold()
    return ("." not in host and host[:1].isalnum()) or host.endswith(_COLLEAGUE_HOSTS) or host.startswith(_OFFICE_HOSTS)


def _authority(address: str) -> str:
    """The host in a web address, with the user, password and port if it has any."""
    scheme, _, rest = address.strip().partition("://")
    return re.split("[/?#]", rest, maxsplit=1)[0] if scheme.isalpha() else ""


def _secret_in(address: str) -> str | None:
    """The part of an address that lets anybody in: `a password`, `the parameter access_token`; None without one."""
    if "@" in address and ":" in _authority(address).rpartition("@")[0]:
        return "a password"
    for part in _PARAMETERS.split(address)[1:]:
        for name, value in parse_qsl(part):
            if len(value) >= _SHORTEST_SECRET and _ADMITTING.fullmatch(_BESIDE_LETTERS.sub("", name.casefold())):
                return f"the parameter {name}"
    return None


@rule("PUB516", Severity.ERROR)
def secret_in_link(submission: Interpreted) -> Iterator[Problem]:
    """A link contains a password, a token or a signature, or a text gives a password.

    Readers of the report could open what the password protects, so the row is set aside. To fix it, take the password
    or token out, and have it changed: everybody who has this file can use it.

    Bad:
    | Action | Status    | Progress                                                       | Evidence                                  |
    | 2      | Under way | Trained forty inspectors: https://ann:Kea-1840@example.org/22. <found> |                                           |
    | 3      | Under way | Wrote a guide for employers.                                   | https://example.org/a?access_token=9f3b1c <found> |

    Good:
    | Action | Status    | Progress                                               | Evidence                                 |
    | 2      | Under way | Trained inspectors: https://example.org/@unions/a?q=token. | https://example.org/a?page=2&sign=yes#top |
    """
    for text in texts_with(submission, _PASSWORD_SIGNS.search):
        if password := _PASSWORD.search(text.text):
            yield Problem.at(text.cell, f"The text gives a password: {quoted(password[0])}.")
    for linking, addresses in _addresses(submission):
        for address in addresses:
            if admits := _secret_in(address):
                host = _authority(address).rpartition("@")[2]
                message = f"The link to {quoted(host)} contains {admits}, which gives anybody access."
                yield Problem.at(linking.cell, message)
                break
