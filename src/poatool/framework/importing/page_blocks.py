"""Split a page into headings, paragraphs, list items and rows of tables, in reading order."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import chain, groupby, pairwise
from pathlib import Path

from poatool.blocks import link_target
from poatool.errors import FrameworkError
from poatool.framework import load
from poatool.framework.importing.lines import PageBlock, code_in, follows, numbered_line
from poatool.text import without_invisible
from poatool.yaml_files import MAX_BYTES

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKS = frozenset({"p", "div", "section", "article", "main", "table", "tr", "td", "th", "dt", "dd", "blockquote"})
_LEFT_OUT = frozenset({"script", "style", "nav", "head", "template", "noscript", "button", "select", "svg"})
_LISTS = frozenset({"ol", "ul", "menu"})
_LINE_BREAK = "\u2028"
_MAX_DIGITS = 5
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COMMENT_ENDS = re.compile(r"--\s*>")

_MEASURE = re.compile(r"(?i)\b(?:action|activit|commitment|initiative|measure|recommendation|task|wording)")
_BULLET = re.compile(r"\A\s*[•◦▪‣·*–-]\s+(?=\S)")
_STARTS_ANEW = re.compile(r"\s{0,9}(?:[•◦▪‣·–-]\s|[*†‡]|[A-Za-z]{0,6}[ -]?\d{1,9}[\w.()]{0,20}[*†‡]?[.):]\s)")
_WRAPPED_FROM = 60  # A line at least this long may continue on the next line; shorter lines were ended on purpose


def plain(text: str) -> str:
    """A text on one line, without invisible characters."""
    return " ".join(without_invisible(text).split())


def text_blocks(text: str) -> list[PageBlock]:
    """The blocks of a page saved as text; wrapped lines are joined, and tabs separate the cells of a table."""
    blocks: list[list[str]] = []
    wrapped, last = False, ""
    for line in text.splitlines():
        numbered = numbered_line(plain(line))
        ended = not wrapped or blocks[-1][-1].rstrip().endswith((".", ";", ":"))
        goes_on = numbered and follows(numbered.code, last) and (ended or numbered.text[0].isupper())
        anew = goes_on or "\t" in line.strip() or _STARTS_ANEW.match(line)
        if wrapped and line.strip() and not anew:
            blocks[-1].append(line.strip())
        elif line.strip():
            blocks.append([line])
            last = numbered.code if numbered else last
        wrapped = len(line.rstrip()) >= _WRAPPED_FROM
    found: list[PageBlock] = []
    for tabbed, group in groupby(map(" ".join, blocks), lambda line: "\t" in line.strip()):
        lines = [*group]
        rows = [*_action_rows([[*map(plain, line.split("\t"))] for line in lines])] if tabbed else []
        bullets = [] if rows else [(_BULLET.match(line) is not None, line) for line in lines]
        found += [*rows, *(PageBlock(plain(_BULLET.sub("", line)), 0, bullet, not bullet) for bullet, line in bullets)]
    return [block for block in found if block.text]


def markdown_blocks(text: str) -> list[PageBlock]:
    """The blocks of a page in Markdown, which is converted to HTML first."""
    from markdown_it import MarkdownIt

    return html_blocks(MarkdownIt("commonmark", {"breaks": True}).enable("table").render(text))


def html_blocks(text: str) -> list[PageBlock]:
    """The blocks of a page in HTML."""
    # Drop an unclosed comment or tag: the parser would search all text after it for its end.
    text = text.replace("<![", "<!")
    comments = max((end.end() for end in _COMMENT_ENDS.finditer(text)), default=0)
    text = text[:comments] + text[comments:].replace("<!--", "<!")
    tags = text.rfind(">") + 1
    reader = _Reader()
    reader.feed(text[:tags] + text[tags:].replace("<", "&lt;"))
    reader.close()
    reader.end_block()
    reader.end_table()
    return reader.blocks


class _Reader(HTMLParser):
    """Gathers text until a tag ends the block; writes the number of an ordered list item before its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[PageBlock] = []
        self._rows: list[list[int]] | None = None  # the first block of each cell of the innermost table
        self._text: list[str] = []
        self._level, self._is_bullet, self._number = 0, False, ""
        self._lists: list[int | None] = []
        self._left_out = 0
        self._raised = False
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _LEFT_OUT:
            self._left_out += 1
        elif tag in _HEADINGS:
            self._begin(_HEADINGS[tag])
        elif tag in _LISTS:
            self.end_block()
            self._lists.append(_whole_number(values.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self._begin(is_bullet=True)
            self._number_item(values.get("value"))
        elif tag in _BREAKS:
            if plain("".join(self._text)) or not (self._number or self._is_bullet):
                self._begin()  # the block of a bullet without text stays open for the text after it
            self._begin_part_of_table(tag)
        elif tag == "br":
            self._text.append(_LINE_BREAK)
        elif tag == "sup":
            self._raised = True
        elif tag == "a" and not self._left_out and (address := link_target(values.get("href"))):
            self._links.append(address.removeprefix("mailto:"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._left_out = max(self._left_out - 1, 0)
        elif tag in _LISTS:
            self.end_block()
            if self._lists:
                self._lists.pop()
        elif tag in _HEADINGS or tag in _BREAKS or tag == "li":
            self.end_block()
            if tag == "table":
                self.end_table()
        elif tag == "sup":
            self._raised = False

    def handle_data(self, data: str) -> None:
        if not self._left_out:  # raised digits stay raised, since they are footnote marks
            self._text.append(data.translate(_RAISED) if self._raised else data)

    def end_block(self) -> None:
        if texts := [text for text in map(plain, _lines("".join(self._text))) if text]:
            bullet = self._is_bullet and not self._number
            first = PageBlock(f"{self._number}{texts[0]}", self._level, bullet, links=tuple(self._links))
            self.blocks += [first, *map(PageBlock, texts[1:])]
            self._level, self._is_bullet, self._number = 0, False, ""
        self._text, self._links = [], []

    def _begin_part_of_table(self, tag: str) -> None:
        if tag == "table":
            self._rows = []
        elif self._rows is not None and tag == "tr":
            self._rows.append([])
        elif self._rows and tag in ("td", "th"):
            self._rows[-1].append(len(self.blocks))

    def end_table(self) -> None:
        """Replace the blocks of a table by its rows, if these number actions."""
        rows, self._rows = self._rows or [], None
        ends = iter([*chain(*rows), len(self.blocks)][1:])
        cells = [[" ".join(block.text for block in self.blocks[at : next(ends)]) for at in row] for row in rows]
        if found := [*_action_rows(cells)]:
            self.blocks[next(chain(*rows)) :] = found

    def _begin(self, level: int = 0, *, is_bullet: bool = False) -> None:
        self.end_block()
        self._level, self._is_bullet, self._number = level, is_bullet, ""

    def _number_item(self, value: str | None) -> None:
        """Number an item of an ordered list, unless the list is inside another."""
        if len(self._lists) == 1 and self._lists[0] is not None:
            number = _whole_number(value, self._lists[0])
            self._lists[0], self._number = number + 1, f"{number}. "


def _lines(text: str) -> list[str]:
    """Split a text at the lines that begin with an action's number."""
    lines: list[list[str]] = []
    for line in text.split(_LINE_BREAK):
        if lines and numbered_line(plain(line)) is None:
            lines[-1].append(line)
        else:
            lines.append([line])
    return [" ".join(line) for line in lines]


def _action_rows(table: Sequence[Sequence[str]]) -> Iterator[PageBlock]:
    """The rows, without the headings, of a table such as `1.1 | Train the police.`; none if they number no actions."""
    full = [row for row in table if len({*row} - {""}) > 1]
    numbered = [(row[at:], row) for row in full if (at := _place_of_code(row)) is not None]
    steps = [follows(after[0], before[0]) for (before, _), (after, _) in pairwise(numbered)]
    certain = 2 * sum(steps) >= len(steps) if steps else bool(numbered and numbered[0][0] == numbered[0][1])
    if not certain or 2 * len(numbered) < len(full) - 1:
        return
    cells, first = numbered[0]
    heads = next((row for row in reversed(full[: full.index(first)]) if len(row) == len(first)), [""] * len(first))
    named = heads[len(first) - len(cells) :]
    worded = [sum(len(cell[by].split()) for cell, _ in numbered if by < len(cell)) for by in range(len(cells))]
    text = next((by for by, name in enumerate(named) if by and _MEASURE.search(name)), 0)
    text = text or next((by for by, words in enumerate(worded) if by and words >= 2 * len(numbered)), 1)
    for row in table:
        told, at = [*dict.fromkeys(filter(None, row))], _place_of_code(row)
        if at is not None and at + text < len(row) and row[at + text]:
            labels = [*[""] * len(row), *(heads if len(row) - at == len(named) else [])][-len(row) :]
            others = [(labels[c], cell) for c, cell in enumerate(row) if cell and c not in (at, at + text)]
            beside = tuple(f"{name}: {cell}" if name else cell for name, cell in others)
            yield PageBlock(f"{code_in(row[at])}. {row[at + text]}", beside=beside)
        elif told and row != heads:
            yield PageBlock(" ".join(told), is_line=len(told) == 1)


def _place_of_code(row: Sequence[str]) -> int | None:
    """Which of a row's first three cells has the action's code; a bare number may only be the number of the row."""
    codes = [at for at, cell in enumerate(row[:3]) if code_in(cell)]
    return next((at for at in codes if not row[at].isdigit()), codes[0] if codes else None)


def _whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS else otherwise


_READERS: Mapping[str, Callable[[str], list[PageBlock]]] = {
    ".txt": text_blocks,
    **dict.fromkeys((".html", ".htm", ".xhtml"), html_blocks),
    **dict.fromkeys((".md", ".markdown"), markdown_blocks),
}


def page_blocks(path: Path) -> list[PageBlock]:
    """The blocks of a published page. Raises FrameworkError if it cannot be read, or has far too much text."""
    text, suffix = page_text(path), path.suffix.lower()
    if suffix not in _READERS:
        known = ", ".join(_READERS)
        raise FrameworkError(f"{path}: not a page ({known}) or a catalogue (.json). Save the page as text or HTML.")
    blocks = _READERS[suffix](text)
    if sum(len(block.text) for block in blocks) > MAX_BYTES:
        raise FrameworkError(f"{path}: more text than a framework file may hold (1 MiB): is it the page of a plan?")
    return blocks


def page_text(path: Path) -> str:
    """The text of a published file. Raises FrameworkError if it cannot be opened or is not UTF-8."""
    if str(path).startswith(("http:", "https:")):
        raise FrameworkError(f"{path}: pages are not downloaded. Save the page and name the file.")
    data = load.read_file(path, "page")
    if data.startswith(b"PK"):  # a zip, as workbooks and Word documents are
        raise FrameworkError(f"{path}: this is not a page. Save the page as text or HTML.")
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        raise FrameworkError(f"{path}: it is not in UTF-8. Save the page as text or HTML, in UTF-8.") from None
