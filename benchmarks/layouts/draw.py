"""Tools for every kind of layout: random agencies, actions and texts, and a page to put them on."""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from layouts import plans
from layouts.model import (
    Book,
    Dialect,
    ExpectedUpdate,
    Forbidden,
    Heard,
    Placed,
    Purpose,
    Sheet,
    Value,
    Writer,
    reference,
)

# The groups of kinds.
HEADINGS = "headings"
WHOSE = "whose and about what"
GATES = "gates"
TABLES = "several tables"
ROWS = "rows"
SUBROWS = "sub-rows"
WIDE = "wide tables"
FORMS = "forms"
TURNED = "turned"
WHOLE = "plan listed whole"
PERIODS = "periods"
WORDS = "the plan's own words"
REMARKS = "remarks"
FILES = "files"


@dataclass(frozen=True)
class Foreign:
    """Texts in the language of a plan that is not in English."""

    texts: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Bank:
    """The wordings and texts that a set of kinds draws from. Each set has its own bank."""

    headings: Mapping[str, tuple[str, ...]]  # by the role of the column
    plain: Mapping[str, tuple[str, ...]]  # those that everybody uses
    bilingual: Mapping[str, tuple[str, ...]]
    suffixes: tuple[str, ...]  # what may follow a heading
    titles: tuple[str, ...]
    tabs: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]  # for values beside or below them
    texts: tuple[str, ...]
    theme: tuple[str, ...]  # texts that belong to the bundled plan
    steps: tuple[str, ...]
    traps: tuple[str, ...]  # texts that begin like something else
    notes: tuple[str, ...]
    risks: tuple[str, ...]
    stems: tuple[str, ...]  # of file names
    foreign: Mapping[str, Foreign]  # by language


@dataclass(frozen=True)
class Entry:
    """What an agency says about some actions, before it is laid out."""

    codes: tuple[str, ...]
    agency: plans.Agency
    agency_word: str
    status: plans.Status
    status_word: str
    progress: str
    steps: str

    @property
    def code(self) -> str:
        """The first action."""
        return self.codes[0]


class Page:
    """An unfinished sheet. `row` is the row of the next line, `left` the column in which lines begin."""

    def __init__(self, name: str, row: int = 1, left: int = 1) -> None:
        self.name = name
        self.row = row
        self.left = left
        self.cells: dict[tuple[int, int], Placed] = {}
        self.merges: list[str] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.hidden = False
        self.comments: list[tuple[str, str]] = []
        self.header = ""
        self.footer = ""

    def put(
        self, row: int, column: int, value: Value, *, bold: bool = False, fill: str = "", number_format: str = ""
    ) -> None:
        """Put a value into a cell unless it is empty."""
        if value is None or value == "":
            return
        if (row, column) in self.cells:
            raise ValueError(f"{self.name}!{reference(row, column)} is taken")
        self.cells[row, column] = Placed(row, column, value, bold=bold, fill=fill, number_format=number_format)

    def line(self, *values: Value, bold: bool = False, fill: str = "") -> int:
        """Put values side by side into the next row, and return its number."""
        for offset, value in enumerate(values):
            self.put(self.row, self.left + offset, value, bold=bold, fill=fill)
        self.row += 1
        return self.row - 1

    def gap(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge a range of cells."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append(f"{reference(first_row, first_column)}:{reference(last_row, last_column)}")

    def look(self, row: int, *, strike: bool = False, ink: str = "", columns: Iterable[int] = ()) -> None:
        """Strike out or colour the cells of a row: all of them, or those in some columns."""
        wanted = set(columns)
        for place, cell in self.cells.items():
            if place[0] == row and (not wanted or place[1] in wanted):
                self.cells[place] = replace(cell, strike=strike, ink=ink)

    def sheet(self) -> Sheet:
        """The sheet, finished."""
        return Sheet(
            name=self.name,
            cells=tuple(self.cells[place] for place in sorted(self.cells)),
            merges=tuple(self.merges),
            hidden_rows=tuple(self.hidden_rows),
            hidden_columns=tuple(self.hidden_columns),
            hidden=self.hidden,
            comments=tuple(self.comments),
            header=self.header,
            footer=self.footer,
        )


@dataclass
class Draw:
    """All random choices for one book, from one seed."""

    kind: str
    group: str
    seed: str
    plan: plans.Plan
    bank: Bank
    purpose: Purpose = Purpose.READ
    dice: random.Random = field(init=False)
    plain: bool = field(init=False)  # headings that everybody uses, so that only the layout is odd
    period: str = ""

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.kind}/{self.seed}")  # noqa: S311 - for layouts, not for secrets
        self.plain = self.group != HEADINGS and self.chance(0.5)
        if not self.period:
            later = self.plan.periods[1:-1] if not self.plan.file else self.plan.periods[1:]
            self.period = self.dice.choice(later)
        foreign = self.bank.foreign.get(self.plan.language)
        local = () if self.plan.file else self.bank.theme
        self._texts = list(foreign.texts if foreign else self.bank.texts + local)
        self.dice.shuffle(self._texts)
        self._steps = list(foreign.steps if foreign else self.bank.steps)
        self.dice.shuffle(self._steps)
        self._joins = foreign is None
        self._traps = list(self.bank.traps)
        self.dice.shuffle(self._traps)

    # The content.

    @property
    def before(self) -> str:
        """The period before."""
        return self.plan.periods[self.plan.periods.index(self.period) - 1]

    @property
    def year(self) -> int:
        """The calendar year in which the period begins."""
        return int(self.period[:4])

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self.dice.random() < share

    def pick(self, values: Sequence[str]) -> str:
        """One of the values."""
        return self.dice.choice(values)

    def text(self) -> str:
        """A text not yet used in this book; sometimes two or three are joined into a longer one."""
        first = self._texts.pop()
        while self._joins and len(self._texts) > 40 and "\n" not in first and self.chance(0.2):
            first = f"{first} {self._texts.pop()}"
        return first

    def trap(self) -> str:
        """A text that begins like something else."""
        return self._traps.pop()

    def steps(self) -> str:
        """What comes next."""
        return self._steps.pop()

    def agency(self, *, units: bool = False, but: Iterable[plans.Agency] = ()) -> plans.Agency:
        """An agency of the plan, except those in `but` and, unless asked for, units of other agencies."""
        shut = {agency.code for agency in but}
        return self.dice.choice(
            [
                agency
                for agency in self.plan.agencies
                if agency.code not in shut and (units or agency.code == agency.published)
            ]
        )

    def agencies(self, number: int) -> list[plans.Agency]:
        """Some different agencies."""
        found: list[plans.Agency] = []
        for _ in range(number):
            found.append(self.agency(but=found))
        return found

    def spelling(self, agency: plans.Agency) -> str:
        """A way to write an agency's name."""
        return self.dice.choice((*agency.spellings, agency.code, agency.name, f"{agency.name} ({agency.code})"))

    def codes(self, number: int, but: Iterable[str] = ()) -> list[str]:
        """The codes of some different actions, mostly in published order."""
        shut = set(but)
        codes = self.dice.sample([action.code for action in self.plan.actions if action.code not in shut], number)
        order = [action.code for action in self.plan.actions]
        return codes if self.chance(0.2) else sorted(codes, key=order.index)

    def status(self) -> plans.Status:
        """A status that fits a text about progress."""
        return self.dice.choice([status for status in self.plan.statuses if status.progress and not status.nil])

    def entry(self, code: str | Sequence[str], agency: plans.Agency, *, steps: bool | None = None) -> Entry:
        """What an agency says about an action."""
        status = self.status()
        word = self.pick(status.words)
        if self.chance(0.1):
            word = word.upper()
        elif self.chance(0.1):
            word = word.lower()
        wanted = steps if steps is not None else (not status.ends and self.chance(0.8))
        return Entry(
            codes=(code,) if isinstance(code, str) else tuple(code),
            agency=agency,
            agency_word=self.spelling(agency),
            status=status,
            status_word=word,
            progress=self.text(),
            steps=self.steps() if wanted else "",
        )

    def entries(self, number: int, agency: plans.Agency | None = None, *, steps: bool | None = None) -> list[Entry]:
        """What an agency says about several actions; if no agency is given, each entry gets its own."""
        return [self.entry(code, agency or self.agency(), steps=steps) for code in self.codes(number)]

    def expected(
        self, entries: Iterable[Entry], *, status: bool = True, steps: bool = True, period: str = ""
    ) -> tuple[ExpectedUpdate, ...]:
        """The expected updates for entries; all their columns are there unless stated."""
        return tuple(
            ExpectedUpdate(
                agency=entry.agency.published,
                codes=entry.codes,
                period=period or self.period,
                status=entry.status.id if status else None,
                progress=entry.progress,
                next_steps=entry.steps if steps else "",
            )
            for entry in entries
        )

    # The form.

    def number(self, code: str) -> Value:
        """A code as a spreadsheet stores it: as a number if it is one, or as text."""
        return int(code) if code.isdigit() and self.chance(0.6) else code

    def reference(self, entry: Entry, style: str = "") -> Value:
        """A reference to an entry's actions."""
        if len(entry.codes) > 1:
            joint = self.pick((", ", " & ", " and ", "; ", "/"))
            return joint.join(entry.codes) if joint != "/" or len(entry.codes) == 2 else ", ".join(entry.codes)
        code, text = entry.code, self.plan.action(entry.code).text
        chosen = style or self.pick(("number", "number", "word", "dot", "pasted"))
        word = self.plan.word
        written: Mapping[str, Callable[[], Value]] = {
            "number": lambda: self.number(code),
            "word": lambda: f"{word} {code}",
            "dot": lambda: f"{code}." if code.isdigit() else code,
            "pasted": lambda: f"{code}. {text}" if code.isdigit() else f"{code} {text}",
            "worded": lambda: f"{word} {code}: {text}",
            "text": lambda: text,
            "short": lambda: f"{word[0]}{code}" if code.isdigit() else code,
        }
        return written[chosen]()

    def heading(self, role: str, style: str = "word") -> str:
        """A heading for a column; `style` is a family of wordings."""
        if style == "bilingual" and role in self.bank.bilingual:
            return self.pick(self.bank.bilingual[role])
        if role == "action" and self.plan.file:
            return self.pick(
                (self.plan.word, f"{self.plan.word} no.", f"{self.plan.word} number", f"{self.plan.word} ref")
            )
        lists = self.bank.headings
        wordings = self.bank.plain.get(role, lists[role]) if self.plain and style == "word" else lists[role]
        if style == "question":
            questions = [wording for wording in wordings if wording.endswith("?")]
            return self.pick(questions or wordings)
        chosen = self.pick(wordings)
        if style == "suffix":
            return chosen + self.pick(self.bank.suffixes)
        if style == "upper":
            return chosen.upper()
        return chosen

    def title(self) -> str:
        """A title for a sheet."""
        return self.pick(self.bank.titles)

    def label(self, role: str) -> str:
        """A label for a value."""
        if role == "action" and self.plan.file:
            return self.plan.word
        return self.pick(self.bank.labels[role][:2] if self.plain else self.bank.labels[role])

    def page(self, name: str = "", *, row: int | None = None, left: int | None = None) -> Page:
        """A page that sometimes begins a little away from A1."""
        return Page(
            name or self.pick(self.bank.tabs),
            self.dice.choice((1, 1, 2, 3)) if row is None else row,
            self.dice.choice((1, 1, 1, 2)) if left is None else left,
        )

    def banner(self, page: Page, *, width: int = 5, period: bool | None = None) -> None:
        """A title and perhaps a line or two below it; none of them names the agency."""
        named = self.chance(0.5) if period is None else period
        title = f"{self.title()} {self.period}" if named else self.title()
        row = page.line(title, bold=True)
        if self.chance(0.6):
            page.merge(row, page.left, row, page.left + width - 1)
        if self.chance(0.5):
            page.line(self.pick(self.bank.notes))
        page.gap(self.dice.choice((0, 1, 1, 2)))

    def value(self, role: str, entry: Entry, style: str = "") -> Value:
        """The value of an entry in a column."""
        drawn: Mapping[str, Callable[[], Value]] = {
            "action": lambda: self.reference(entry, style),
            "agency": lambda: entry.agency_word,
            "status": lambda: entry.status_word,
            "progress": lambda: entry.progress,
            "weak": lambda: entry.progress,
            "next": lambda: entry.steps,
            "evidence": lambda: f"https://example.org/plan/{self.dice.randrange(100, 999)}" if self.chance(0.5) else "",
            "action_text": lambda: self.plan.action(entry.code).text,
            "plan_lead": lambda: self.spelling(self.agency()),
            "risk": lambda: self.pick(self.bank.risks) if self.chance(0.7) else "",
            "money": lambda: self.dice.randrange(10, 900),
            "date": lambda: dt.date(self.year, self.dice.randrange(1, 13), self.dice.randrange(1, 28)),
            "share": lambda: self.dice.choice((0.25, 0.4, 0.5, 0.75, 0.9)),
            "notes": lambda: self.pick(self.bank.notes) if self.chance(0.5) else "",
            "pillar": lambda: self.plan.action(entry.code).pillar,
            "objective": lambda: self.plan.action(entry.code).objective,
        }
        return drawn[role]()

    def table(
        self,
        page: Page,
        roles: Sequence[str],
        entries: Sequence[Entry],
        *,
        named: Mapping[str, str] | None = None,
        style: str = "word",
        ref: str = "",
        head: bool = True,
    ) -> list[int]:
        """Write a table with a heading row and a row for each entry, and return the rows' numbers."""
        wordings = {
            role: (named or {}).get(role)
            or (self.heading(role, style) if role not in {"pillar", "objective"} else role.capitalize())
            for role in roles
        }
        if head:
            self.heads(page, [wordings[role] for role in roles])
        rows = []
        styled = ref or self.pick(("number", "number", "word", "dot", "pasted", "mixed"))
        for serial, entry in enumerate(entries, start=1):
            for offset, role in enumerate(roles):
                value = serial if role == "serial" else self.value(role, entry, "" if styled == "mixed" else styled)
                page.put(page.row, page.left + offset, value, number_format=_format(role, value))
            rows.append(page.row)
            page.row += 1
        return rows

    def heads(self, page: Page, wordings: Sequence[str]) -> int:
        """A row of headings, usually bold."""
        return page.line(*wordings, bold=self.chance(0.8), fill="D9E2F3" if self.chance(0.5) else "")

    def order(self, roles: Sequence[str]) -> list[str]:
        """The columns in an order that officials might choose: the action near the front, the rest at random."""
        first = [role for role in roles if role in {"action", "serial", "action_text", "agency", "pillar"}]
        rest = [role for role in roles if role not in first]
        if self.chance(0.3):
            self.dice.shuffle(rest)
        if self.chance(0.15) and "action_text" not in first and "serial" not in first:
            self.dice.shuffle(first)
        return first + rest

    def label_agency(self, page: Page, agency: plans.Agency) -> None:
        """A labelled cell that names the agency: beside its label, or in the same cell."""
        label = self.label("agency")
        if self.chance(0.7):
            page.line(label + self.pick((":", "", ": ")), self.spelling(agency))
        else:
            page.line(f"{label}: {self.spelling(agency)}")

    # The book.

    def book(
        self,
        pages: Sequence[Page],
        updates: Sequence[ExpectedUpdate] = (),
        *,
        file: str = "",
        suffix: str = "xlsx",
        dialect: Dialect | None = None,
        optional: Sequence[ExpectedUpdate] = (),
        forbidden: Sequence[Forbidden] = (),
        heard: Sequence[Heard] = (),
        properties: Mapping[str, str] | None = None,
        may_warn: bool = False,
        note: str = "",
    ) -> Book:
        """A book of these pages."""
        stem = file or self.pick(self.bank.stems)
        writer = (
            Writer.CSV if suffix in {"csv", "tsv", "txt"} else self.dice.choice((Writer.OPENPYXL, Writer.XLSXWRITER))
        )
        return Book(
            kind=self.kind,
            group=self.group,
            name=f"{self.kind}-{self.seed}",
            file_name=f"{stem}.{suffix}",
            sheets=_apart([page.sheet() for page in pages]),
            period=self.period,
            updates=tuple(updates),
            optional=tuple(optional),
            forbidden=tuple(forbidden),
            heard=tuple(heard),
            plan=self.plan.file,
            purpose=self.purpose,
            writer=writer,
            dialect=dialect or Dialect(),
            properties=tuple((properties or {}).items()),
            may_warn=may_warn,
            note=note,
        )


def _format(role: str, value: Value) -> str:
    if role == "share":
        return "0%"
    return "dd/mm/yyyy" if isinstance(value, dt.date) else ""


def _apart(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets, with names that a workbook can have: different, and of at most 31 characters."""
    seen: set[str] = set()
    apart = []
    for sheet in sheets:
        name = sheet.name
        for mark in "[]:*?/\\":
            name = name.replace(mark, "-")
        name = name[:31]
        number = 2
        while name.casefold() in seen:
            name = f"{sheet.name[:26]} ({number})"
            number += 1
        seen.add(name.casefold())
        apart.append(replace(sheet, name=name))
    return tuple(apart)


@dataclass(frozen=True)
class Kind:
    """A kind of layout: a function that lays out a random book."""

    name: str
    group: str
    make: Callable[[Draw], Book]
    plan: str
    purpose: Purpose
    bank: Bank

    def book(self, seed: int | str) -> Book:
        """The book of this kind for a seed."""
        return self.make(Draw(self.name, self.group, str(seed), plans.load(self.plan), self.bank, self.purpose))


@dataclass(frozen=True)
class Kinds:
    """The kinds of a set, in the order in which they were registered."""

    bank: Bank
    kinds: dict[str, Kind] = field(default_factory=dict)

    def kind(
        self, name: str, group: str, *, plan: str = "", purpose: Purpose = Purpose.READ
    ) -> Callable[[Callable[[Draw], Book]], Callable[[Draw], Book]]:
        """Register a function."""

        def enter(make: Callable[[Draw], Book]) -> Callable[[Draw], Book]:
            if name in self.kinds:
                raise ValueError(f"two kinds are called {name}")
            self.kinds[name] = Kind(name, group, make, plan, purpose, self.bank)
            return make

        return enter
