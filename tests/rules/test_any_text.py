"""Whatever the cells contain, no rule fails, and every finding is at a row, or at a missing answer of a form."""

from hypothesis import example, given, strategies as st

from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind
from poatool.workbooks.model import RawCell, Sheet, Workbook
from tests.support.checking import EDITIONS, HEADINGS as HEAD, ROW, TABLE, as_read, book_of, checked_workbook

FRAMEWORK = load()
HEADINGS = ("Action", "Agency", "Status", "Progress", "Next steps", "Evidence")
WORDS = (
    *("Action 26", "action 29:", "DRAFT", "[tbc]", "@Mere:", "mere@example.org", "021 555 1234"),
    *("IRD 49-091-850", "<b>"),
    *("two victims", "aged 15", "Maori", "\u200b", "\u202e", "last year", "3 May 2021", "TCIT"),
    *("Trained", "not", ".", "\n"),
    *("lorem ipsum", "n/a", "1-3", "Completed", "No update", "MBIE and NZP", "www.example.org", "**x**", "\ufffd", "é"),
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
ROWS = st.lists(st.tuples(*[TEXTS] * len(HEADINGS)), min_size=1, max_size=4)


def submission(path: str, rows: list[tuple[str, ...]], period: str) -> Interpreted:
    table = [HEADINGS, *rows]
    cells = [RawCell(r, c, text, text) for r, row in enumerate(table, 1) for c, text in enumerate(row, 1) if text]
    book = Workbook(path, "0" * 64, "xlsx", (Sheet("S", tuple(cells)),), {"custom.Agency": "DIA"})
    return as_read(book, EDITIONS[period])


@given(ROWS, ROWS, ROWS)
@example([], [], [("", "", "", "", "", "0\x1fLÌ")])
@example([], [("", "", "", "ACION", "0#", "")], [])
@example([], [("", "", "", "A", "Action 26 " * 4 + "DRAFT", ""), ("", "", "", "", "", "ACION:")], [])
def test_no_text_makes_a_rule_fail(
    rows: list[tuple[str, ...]], others: list[tuple[str, ...]], before: list[tuple[str, ...]]
) -> None:
    beside, own = submission("a.xlsx", others, "2022"), submission("b.xlsx", rows, "2022")
    batch = Batch(own.edition, (beside, own), (submission("before.xlsx", before, "2021"),))

    findings = check(batch, RULES)

    # An answer of a form may be missing below a label in the last row.
    ends = (
        len(table) + 1 + any(each.is_form for each in sent.submission.tables)
        for table, sent in ((others, beside), (rows, own))
    )
    last = dict(zip(("a.xlsx", "b.xlsx"), ends, strict=True))
    assert all(finding.place.row is None or finding.place.row <= last[finding.place.file] for finding in findings)
    assert all(finding.message and finding.hint for finding in findings)
    assert check(batch, RULES) == findings


@given(st.lists(st.sampled_from(("| Prevention |", "| 2 | | |", ROW, HEAD, "| Total | 3 |", "| Note: late |"))))
def test_every_row_that_is_skipped_lies_in_a_finding(rows: list[str]) -> None:
    submission, findings = checked_workbook(book_of("\n".join([TABLE, *rows])))
    skipped = {row.number for _, row in submission.submission.rows if row.kind is not RowKind.UPDATE}
    spans = [(f.place.row, f.last_row or f.place.row) for f in findings if f.place.row]
    assert all(any(first <= number <= (last or 0) for first, last in spans) for number in skipped)
