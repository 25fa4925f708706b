"""Comments on proofs: whatever they say, the proposals can be copied into decisions.yaml."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from poatool.decisions.keys import ReadingContext
from poatool.decisions.reading import read_decisions
from poatool.render.report.yaml import entries_yaml
from poatool.reports import proofs as form, proposed
from poatool.workbooks.model import RawCell, Sheet, Workbook
from tests.support.reports import FRAMEWORK

ANY = st.text(max_size=20)
CELLS = {
    form.UPDATE: st.sampled_from(["2022-nzp-1", "2022-ot-9.ab12"]) | ANY,
    form.PART: st.sampled_from(["Progress", "Next steps", "Status"]) | ANY,
    form.ACTION: st.just("1 and 9"),
    form.TEXT: ANY,
    form.CORRECTION: st.sampled_from(["None", "Delayed"]) | ANY,
    form.LEAVE_OUT: st.sampled_from(["no", "yes"]) | ANY,
    form.CLEARED: ANY,
    form.AGENCY: st.sampled_from(["NZP", "OT"]) | ANY,
    form.PINS: st.just("ab cd") | ANY,
}


def workbook(rows: list[list[str]]) -> Workbook:
    cells = [RawCell(y, x, text, text) for y, row in enumerate(rows, 1) for x, text in enumerate(row, 1) if text]
    return Workbook("c.xlsx", "0" * 64, "xlsx", (Sheet("Comments", tuple(cells)),))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.fixed_dictionaries(CELLS), max_size=6), st.permutations([*CELLS]))
def test_any_comments_become_entries_that_can_be_read(
    tmp_path: Path, rows: list[dict[str, str]], headings: list[str]
) -> None:
    lines = [[], ["Comments"], headings, *([row[heading] for heading in headings] for row in rows)]
    found = proposed.from_comments(form.read_comments(workbook(lines), FRAMEWORK).rows, FRAMEWORK)
    path = tmp_path / "decisions.yaml"
    path.write_bytes(entries_yaml(found, "comments"))
    decided = read_decisions(path, ReadingContext({}, FRAMEWORK))
    assert (len(decided.proposals), decided.entries) == (len(found), ())


def test_a_workbook_without_the_headings_holds_no_comments() -> None:
    assert not form.has_comments(workbook([["Update id", "Progress"], ["2022-nzp-1", "Did it."]]))
