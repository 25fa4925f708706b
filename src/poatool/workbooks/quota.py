"""Count what is read from a file, and the work on it, against the limits; collect the cells of a sheet."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from poatool.workbooks.limits import TOO_MANY_CHARACTERS, Limits, Refused
from poatool.workbooks.model import Area, Note, RawCell, Sheet, Trouble

_MOST_FILLED = 1_000_000  # how many columns of array formulas to remember for a sheet, as each takes time


class Quota:
    """How many more cells and characters the sheets of a workbook may have."""

    fills = 100_000  # how many more cells may have their colours remembered

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._cells = limits.cells
        self._characters = limits.characters

    def take(self, cells: int = 0, characters: int = 0) -> None:
        """Count cells, merged areas, comments and the like, and characters. Raises Refused if there are too many."""
        self._cells -= cells
        self._characters -= characters
        if self._cells < 0:
            raise self.limits.exceeded("cells", "The file has too many cells")
        if self._characters < 0:
            raise self.limits.exceeded("characters", TOO_MANY_CHARACTERS)


class SheetDraft:
    """What has been read from a sheet so far, within the quota of its workbook."""

    def __init__(self, name: str, quota: Quota) -> None:
        self.name, self.quota = name, quota
        self.cells: list[RawCell] = []
        self.notes: list[Note] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[Area] = []
        self.comments: dict[tuple[int, int], str] = {}
        self.drawn: dict[tuple[int, int], str] = {}
        self.on_each_page: list[str] = []
        self.described: list[str] = []
        self.arrays: dict[int, tuple[int, str]] = {}
        self.fills: dict[tuple[int, int], str] = {}
        self._left_to_fill = _MOST_FILLED

    def note(self, row: int, column: int, message: str, *, lost: bool = False) -> None:
        """Note something about a cell, or about the sheet if the row and the column are 0."""
        self.notes.append(Note(self.name, row, column, message, lost))

    def too_many(self, row: int = 0) -> Refused:
        """The refusal of a sheet with more rows, or a row with more cells, than Excel allows."""
        of_row = f"Row {row} of sheet {self.name} has more cells than a row can have"
        message = of_row if row else f"Sheet {self.name} has more rows than a sheet can have"
        return self.quota.limits.exceeded("cells", message)

    def keep(self, texts: Iterable[str], among: list[str]) -> None:
        """Add texts from outside the cells to the list `among`, except blank texts."""
        kept = [*filter(None, map(str.strip, texts))]
        self.quota.take(characters=sum(map(len, kept)))
        among += kept

    def draw(self, row: int, column: int, text: str) -> None:
        """Keep the text of a box that begins over a cell, unless it is blank."""
        if text := text.strip():
            self.quota.take(characters=len(text))
            self.drawn[row, column] = "\n".join(filter(None, (self.drawn.get((row, column)), text)))

    def paint(self, fills: Mapping[tuple[int, int], str]) -> None:
        """Remember the colours of cells, unless there are too many."""
        self.quota.fills -= len(fills)
        if self.quota.fills >= 0:
            self.fills |= fills

    def fill(self, covered: Area, formula: str) -> None:
        """Remember which cells an array formula fills: for each column, the last row and the formula."""
        self._left_to_fill -= covered.right - covered.left + 1
        if self._left_to_fill >= 0:
            self.arrays |= dict.fromkeys(range(covered.left, covered.right + 1), (covered.bottom, formula))

    def filled_by(self, row: int, column: int) -> str | None:
        """The array formula that fills a cell."""
        last, formula = self.arrays.get(column, (0, None))
        return formula if row <= last else None

    def sheet(self, *, hidden: bool) -> Sheet:
        """The sheet, once it has been read completely."""
        rows, columns = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        cells, merges = tuple(self.cells), tuple(self.merges)
        pages, tips = tuple(dict.fromkeys(self.on_each_page)), tuple(dict.fromkeys(self.described))
        seen = (self.comments, self.drawn, pages, tips, self.fills)
        return Sheet(self.name, cells, hidden, rows, columns, merges, *seen)


_Asked = TypeVar("_Asked")
_Found = TypeVar("_Found")


_IN_OTHER_FILES = 10_000  # how many results are remembered for other files


class Effort:
    """Counts work on a file, to refuse in seconds what takes minutes. No real file took over a quarter of `most`."""

    most = 160_000
    heading = column = 4
    """The effort of weighing a new heading, or of assigning a column; searching a short text for a name takes 1."""

    def __init__(self) -> None:
        self.left = self.most
        self._anew: list[Callable[[], None]] = []

    def begin(self) -> None:
        """Count the effort for a new file."""
        self.left = self.most
        for clear in self._anew:
            clear()

    def spend(self, much: int = 1) -> None:
        """Count further effort. Raises Refused if it is too much."""
        self.left -= much
        if self.left < 0:
            message = "Too many cells of the file could be headings, names or labels, so it is not read."
            hint = "Delete the sheets, rows and columns that are not part of the report, save and send it again."
            raise Refused(Trouble.TOO_LARGE, message, hint)

    def remember(self, work: Callable[[_Asked], _Found], most: int) -> Callable[[_Asked], _Found]:
        """Remember `most` results of `work` in each file; the first use counts as the effort of finding it."""

        @lru_cache(_IN_OTHER_FILES, typed=True)
        def done(asked: _Asked) -> tuple[_Found, int]:
            before = self.left
            found = work(asked)
            spent, self.left = before - self.left, before
            return found, spent

        @lru_cache(most, typed=True)
        def of_file(asked: _Asked) -> _Found:
            found, spent = done(asked)
            self.spend(spent)
            return found

        self._anew.append(of_file.cache_clear)
        return of_file
