"""Find agency, action and period of rows that name none; the most explicit statement decides.

Explicitness comes before nearness: a section row, a labelled cell, the tab, a title in words, a bare name such as a
letterhead, the file's name, its properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from poatool.framework.model import Framework
from poatool.framework.names import agencies as agency_names
from poatool.framework.names.matching import contained, fold
from poatool.framework.reference.resolve import mentions, resolve
from poatool.framework.spans import named_by_label, spans, without_spans
from poatool.submissions.checkboxes import chosen, ticked
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Line
from poatool.submissions.headings import HEADING_LENGTH
from poatool.submissions.kinds import SENTENCE_WORDS, Kind
from poatool.submissions.values import holds, trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

AGENCY, ACTION, PERIOD, CONTACT = "agency", "action", "period", "contact"
SCOPED = (AGENCY, ACTION, PERIOD)


class Level(IntEnum):
    """The kind of place of a statement, the most explicit first."""

    SECTION = 1
    LABEL = 2
    TAB = 3
    TITLE = 4
    COVER = 5
    LETTERHEAD = 6
    FILE = 7
    PROPERTY = 8


class Said(NamedTuple):
    """A statement about whole rows: the text that names an agency, an action or a period, its place and its cell."""

    text: str
    level: Level
    cell: RawCell | None = None
    sheet: str | None = None


_LABELS: Mapping[str, float] = {AGENCY: 1.5, PERIOD: 1.4, ACTION: 2.0, CONTACT: 1.4}
"""The weight from which a text is the label of a value."""

_UNMARKED = 2.2
_BESIDE = 4
_TITLE_WORDS = 14
_TAB_LENGTH = 31
_TO = lazy_pattern(
    r"(?i)\b(?:to|for|at|with|contact|email|send|c/o|attention|attn|cc|via|lead|coordinat(?:or|ing))\b(?: the)?[\s:]*$"
)
"""Words before an agency's name after which it is the addressee: `Return to MBIE by 3 March`."""

_OF_A_THING = lazy_pattern(
    r"(?i)\b(?:version|template|^\W?actions?|cabinet)\W{0,3}(?:19|20)\d\d\b|\b(?:19|20)\d\d\W{0,3}(?:template|version|plan|act|edition)\b"
)
"""A year that belongs to a thing and is not the time of the work: `the 2021 plan`, `Template 2021`."""

_JOINED_YEAR = lazy_pattern(r"(?<=[A-Za-z])(?=(?:19|20)\d\d(?!\d))")

_FROM = lazy_pattern(r"(?i)\b(?:from|by|on behalf of|for)\b(?: the)?[\s:]*$")
_SENDER = lazy_pattern(
    r"(?i)\s*(?:from|sender|(?:sent|submitted|prepared|completed|returned|signed(?: off)?|approved|cleared) (?:by|from)"
    r"|on behalf of)\s*"
)
_BESIDE_NAME = lazy_pattern(
    r"(?i)\b(?:plan|of|action|poa|annual|progress|reports?|reporting|updates?|returns?|response|submission|input|agency|the|and|for|on"
    r"|implementation|against|by|from|template|form|our|year|period|quarter|sheet|tab|final|v\d+|data|copy|combined)\b"
)


def labelled(lines: Sequence[Line], evidence: Evidence) -> Iterator[tuple[str, RawCell]]:
    """Each labelled cell in some lines, with the id of its label.

    `Agency: MBIE` may be in one cell, or the value may be to the right of its label or directly below.
    """
    found = [
        (label, value)
        for index, line in enumerate(lines)
        for position, cell in enumerate(line.cells)
        for label, value in _label(line, position, cell, lines[index + 1 : index + 3], evidence)
    ]
    named = any(label == AGENCY for label, _ in found)
    for label, value in found:
        of_agency = not named and label == CONTACT and evidence.kind(value.value or "") is Kind.AGENCY
        yield AGENCY if of_agency else label, _named(value, evidence) if label == AGENCY else value


def _named(value: RawCell, evidence: Evidence) -> RawCell:
    """The part of a labelled cell that names an agency beside a remark: `Li Wen (Ministry of Justice)`."""
    said = trimmed(value.value)
    if not said or "?" in said or evidence.kind(said) is Kind.AGENCY:
        return value
    return value._replace(value=agency_in(said, evidence) or value.value)


def _in_one_cell(cell: RawCell, name: str, value: str, evidence: Evidence) -> Iterator[tuple[str, RawCell]]:
    """The label and value within one cell: `Agency: MBIE`, but no web address."""
    said = cell._replace(value=value)
    sender = _SENDER.fullmatch(name) and agency_in(value, evidence)
    label = AGENCY if sender else label_of(name, evidence, marked=True) or _names_agency(name, said, evidence)
    if label is not None and not value.startswith("//") and _is_value(said, label, evidence):
        yield label, said


def _label(
    line: Line, position: int, cell: RawCell, below: Sequence[Line], evidence: Evidence
) -> Iterator[tuple[str, RawCell]]:
    text = trimmed(cell.value)
    name, colon, rest = text.replace("：", ":").partition(":")
    offered = ticked(rest.strip())
    if not text or len(text) > HEADING_LENGTH:
        return
    if colon and rest.strip() and offered != "":
        yield from _in_one_cell(cell, name, offered or rest.strip(), evidence)
        return
    following = line.cells[position + 1 :]
    beside = _picked(following) if _offers(following) or offered == "" else next(iter(following), None)
    label = label_of(name, evidence, marked=bool(colon))
    if label is None and beside is not None and position == 0:
        label = _names_agency(name, beside, evidence)
    if label is None:
        return
    under = next((each for each in (below[0].cells if below else ()) if each.column == cell.column), None)
    if under is not None and below[0].number != line.number + 1:
        under = None
    if beside is not None and _is_value(beside, label, evidence) and beside.column - cell.column <= _BESIDE:
        if colon or (_stands_for(line, beside, evidence) and not _is_listed(under, label, evidence)):
            yield label, beside
        return
    if under is not None and _is_value(under, label, evidence):
        last = next((each for each in (below[1].cells if below[1:] else ()) if each.column == cell.column), None)
        if colon or (_KINDS.get(label) is evidence.kind(under.value or "") and not _is_listed(last, label, evidence)):
            yield label, under


def _picked(cells: Sequence[RawCell]) -> RawCell | None:
    """The ticked values in some cells, as one answer."""
    picked = [each for each in chosen(cells) if each not in cells]
    return picked[0]._replace(value=", ".join(trimmed(each.value) for each in picked)) if picked else None


def _offers(cells: Sequence[RawCell]) -> bool:
    """Whether the first of some cells is a choice with a box to tick."""
    return bool(cells) and ticked(trimmed(cells[0].value)) is not None


_KINDS = {AGENCY: Kind.AGENCY, PERIOD: Kind.PERIOD}


def _stands_for(line: Line, value: RawCell, evidence: Evidence) -> bool:
    """Whether the value beside a label without a colon is its answer: no other such value is in the row."""
    kind = evidence.kind(value.value or "")
    if len(line.cells) == 2 or ":" in trimmed(line.cells[0].value):  # noqa: PLR2004
        return True
    return kind in _KINDS.values() and sum(evidence.kind(each.value or "") is kind for each in line.cells) == 1


def _is_listed(cell: RawCell | None, label: str, evidence: Evidence) -> bool:
    """Whether the cell below has a value of the same kind, so that the supposed label heads a list."""
    return cell is not None and cell.value is not None and evidence.kind(cell.value) is _KINDS.get(label)


def _names_agency(name: str, value: RawCell, evidence: Evidence) -> str | None:
    """Whether words and an agency together name the sender: `Sent by (agency): Customs`, not `Return to: MBIE`."""
    text = trimmed(value.value)
    if not text or len(name.split()) > SENTENCE_WORDS or (_TO.search(f"{name} ") and not _FROM.search(f"{name} ")):
        return None
    sense = evidence.headings.sense(name)
    if sense.other is not None or (sense.exact is not None and sense.exact not in (AGENCY, CONTACT, ACTION)):
        return None
    if _SENDER.fullmatch(name) and agency_in(text, evidence) is not None:
        return AGENCY
    return AGENCY if evidence.kind(text) is Kind.AGENCY and evidence.kind(name) in (Kind.WORDS, Kind.STATUS) else None


def label_of(name: str, evidence: Evidence, *, marked: bool) -> str | None:
    """The id of the label that a text is; without a colon (`marked`), only certain labels count."""
    if len(name.split()) > SENTENCE_WORDS + 3:
        return None
    sense = evidence.headings.sense(name)
    column, weight = sense.best
    if sense.other is not None or column is None or column not in _LABELS:
        return None
    if sense.exact is None and evidence.kind(name) is not Kind.WORDS and not name.endswith("?"):
        return None
    return column if weight >= (_LABELS[column] if marked else _UNMARKED) else None


def _is_value(cell: RawCell, label: str, evidence: Evidence) -> bool:
    if not holds(cell.value) or cell.value is None:
        return False
    if label == ACTION and evidence.kind(cell.value) not in (Kind.ACTION, Kind.NUMBER_OF_ACTION):
        return False
    text = trimmed(cell.value)
    if not text:
        return True
    name, colon, rest = text.partition(":")
    if colon and (not rest or label_of(name, evidence, marked=True)):
        return False
    return evidence.headings.sense(text).exact is None


def titles(lines: Sequence[Line], evidence: Evidence, labels: Iterable[RawCell]) -> Iterator[tuple[str, Said]]:
    """The agency, action or period that titles above a table name, in words or as a bare name."""
    taken = {(cell.row, cell.column) for cell in labels}
    for line in lines:
        left = ""
        for cell in line.cells:
            text = trimmed(cell.value)
            if not text and cell.value is not None and evidence.kind(cell.value) is Kind.PERIOD:
                text = f"{left} {cell.text}".strip()
            left = text
            if not text or (cell.row, cell.column) in taken or ticked(text) is not None:
                continue
            if len(text.split()) <= _TITLE_WORDS or evidence.kind(text) is Kind.ACTION:
                yield from titled(text, cell, evidence)


def titled(text: str, cell: RawCell, evidence: Evidence) -> Iterator[tuple[str, Said]]:
    """The agency, action or period that one title names."""
    framework = evidence.edition.framework
    if (name := agency_in(text, evidence)) is not None:
        bare = evidence.kind(text) is Kind.AGENCY
        yield AGENCY, Said(name, Level.LETTERHEAD if bare else Level.TITLE, cell)
    if (action := action_in(text, evidence)) is not None:
        yield ACTION, Said(action, Level.TITLE, cell)
    of_time = named_by_label(text, framework) or spans(text, framework)
    if of_time and evidence.kind(text) is not Kind.ACTION and not _OF_A_THING.search(text):
        yield PERIOD, Said(text, Level.TITLE, cell)


def action_in(text: str, evidence: Evidence) -> str | None:
    """The only action that a title is about: the whole title, or `Action 3` in it; None for a range or several."""
    if evidence.kind(text) is Kind.ACTION:
        return text if len(resolve(evidence.edition, text).codes) == 1 else None
    named = [each for each in mentions(evidence.edition, text) if each.references.resolved]
    return named[0].text if len(named) == 1 and len(named[0].references.codes) == 1 else None


def agency_in(text: str, evidence: Evidence) -> str | None:
    """The only agency that a title is about; None for several, or for an addressee."""
    framework = evidence.edition.framework
    if evidence.kind(text) is Kind.AGENCY:
        named = agency_names.agencies(framework, text, suggest=False).ids
        return text if len(named) == 1 else None
    table = agency_names.agency_codes(framework)
    named = contained(table, without_spans(text, framework))
    found = [code for code in named if not _goes_to(_before(code, text, table), evidence)]
    return found[0] if len(found) == 1 and _is_about(found[0], text, table, evidence) else None


def _is_about(code: str, text: str, table: Mapping[str, str], evidence: Evidence) -> bool:
    """Whether a title has little besides an agency, or sets it apart: `Training for police officers` does neither."""
    if any(evidence.kind(part.strip()) is Kind.AGENCY for part in _TITLE_PARTS.split(text) if part.strip()):
        return True
    folded = f" {fold(without_spans(text, evidence.edition.framework))} "
    name = max((name for name, of in table.items() if of == code and f" {name} " in folded), key=len)
    before = _before(code, text, table)
    if any(sent.end() == len(before) for sent in SENT_BY.finditer(before)) or (
        " " in name and _COMES_FROM.search(before) is not None
    ):
        return True
    rest = _BESIDE_NAME.sub(" ", folded.replace(f" {name} ", " ", 1))
    return not any(word.isalpha() for word in rest.split())


_TITLE_PARTS = lazy_pattern(r"\s[–—-]\s|:\s|[|\n,()]")
SENT_BY = lazy_pattern(
    r"(?i)\b(?:on behalf of|(?:sent|submitted|prepared|completed|returned|signed(?: off)?) (?:by|from|for))\b"
    r"(?: the)?[\s:]*"
)
"""Words before an agency's name that certainly make it the sender: `Completed by Police`."""

_COMES_FROM = lazy_pattern(r"(?i)\b(?:from|by)\b(?: the)?\s*$")
"""Words directly before an agency's full name that make it the sender: `the return sent by the Ministry of Justice`."""


def _before(code: str, text: str, table: Mapping[str, str]) -> str:
    """What stands before the name of an agency in a text."""
    folded = f" {fold(text)} "
    name = max((name for name, of in table.items() if of == code and f" {name} " in folded), key=len)
    return text[: max(text.casefold().find(name.split()[0]), 0)]


def _goes_to(before: str, evidence: Evidence) -> bool:
    """Whether an agency after these words is an addressee, perhaps in a list: `Return to MBIE`, `cc: MBIE, Customs`."""
    while before.rstrip().endswith(_IN_LIST):
        words = before.rstrip(" ,;/&").removesuffix(" and").split()
        counts = range(min(len(words), SENTENCE_WORDS), 0, -1)
        count = next((n for n in counts if evidence.kind(" ".join(words[-n:])) is Kind.AGENCY), 0)
        if not count:
            break
        before = " ".join(words[:-count])
    return _TO.search(before) is not None and _FROM.search(before) is None


_IN_LIST = (",", ";", "/", "&", " and")


def tab_says(name: str, evidence: Evidence) -> Iterator[tuple[str, Said]]:
    """The agency, action or period that the tab of a sheet names."""
    framework = evidence.edition.framework
    cleaned = name.replace("_", " ").strip()
    if (agency := _agency_of_tab(cleaned, evidence)) is not None:
        yield AGENCY, Said(agency, Level.TAB, None, name)
    action = cleaned if evidence.kind(cleaned) is Kind.NUMBER_OF_ACTION else action_in(cleaned, evidence)
    if action is not None:
        yield ACTION, Said(action, Level.TAB, None, name)
    if named_by_label(cleaned, framework) or spans(cleaned, framework):
        yield PERIOD, Said(cleaned, Level.TAB, None, name)


def _agency_of_tab(name: str, evidence: Evidence) -> str | None:
    if (agency := agency_in(name, evidence)) is not None:
        return agency
    if len(name) < _TAB_LENGTH - 2:
        return None
    begun = fold(name)
    table = agency_names.agency_codes(evidence.edition.framework)
    codes = {code for known, code in table.items() if known.startswith(begun)}
    return codes.pop() if len(codes) == 1 else None


def file_says(path: str, framework: Framework) -> Iterator[tuple[str, Said]]:
    """The agency, action or period that a file's name, or else its nearest folder, names."""
    folders, _, name = path.replace("\\", "/").rpartition("/")
    parts = [name.rpartition(".")[0] or name, *reversed(folders.split("/"))]
    found: set[str] = set()
    for part in parts:
        words = " ".join(part.replace("_", " ").replace("-", " ").split())
        if AGENCY not in found:
            table = agency_names.agency_codes(framework)
            codes = contained(table, words)
            if len(codes) == 1:
                found.add(AGENCY)
                yield AGENCY, Said(codes[0], Level.FILE)
        if PERIOD not in found:
            spaced = _JOINED_YEAR.sub(" ", part.replace("_", " "))
            if not _OF_A_THING.search(spaced) and (named_by_label(spaced, framework) or spans(spaced, framework)):
                found.add(PERIOD)
                yield PERIOD, Said(spaced, Level.FILE)


def in_order(said: Iterable[tuple[str, Said]]) -> dict[str, list[Said]]:
    """Statements by what they name, the most explicit first."""
    found: dict[str, list[Said]] = {}
    for what, each in said:
        found.setdefault(what, []).append(each)
    return {what: sorted(many, key=lambda each: each.level) for what, many in found.items()}
