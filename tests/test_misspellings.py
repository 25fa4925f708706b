"""A hundred misspellings as people make them: the right meaning is offered first, and none is taken in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest

from poatool.findings.model import Finding
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from tests.support.checking import as_read
from tests.support.tables import workbook_from_markdown

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])

ACTIONS: Mapping[str, str] = {
    "1O": "10",
    "l0": "10",
    "I2": "12",
    "2l": "21",
    "O8": "8",
    "0S": "5",
    "NI": "N1",
    "Nl": "N1",
    "M1": "N1",
    "N1a": "N1",
    "8(b)": "8",
    "27a": "27",
    "22b": "22",
    "Nine": "9",
    "action twenty-one": "21",
    "XIV": "14",
    "Acton 9": "9",
    "action #l3": "13",
    "Nl*": "N1",
    "Actoin 14": "14",
    "Aciton 3": "3",
    "Acttion 25": "25",
    "Action9a": "9",
    "19th": "19",
    "2o": "20",
    "24-22": "22-24",
    "9-7": "7-9",
    "Develop and deliver bespoke trainning and capability bulding programmes with Asia Pacific border agencies": "10",
    "Work toward implementing the UN Guiding Principals on Buisness and Human Rights": "17",
    "Recognise and include victim or surviver experiance": "N1",
    "Facilitate proceses for the eficient delivery of suport services to victims": "18",
    "Consider amending the Crimes Act 1961 to strenghten provisions on traficking in children": "24",
}

TAKEN_WITH_A_WARNING = {
    "Develop and deliver bespoke trainning and capability bulding programmes with Asia Pacific border agencies",
    "Recognise and include victim or surviver experiance",
    "Facilitate proceses for the eficient delivery of suport services to victims",
}

STATUSES: Mapping[str, str] = {
    "Complted": "Completed",
    "Completd": "Completed",
    "Compleeted": "Completed",
    "Complet": "Completed",
    "Finnished": "Completed",
    "Deliverd": "Completed",
    "Under wya": "Under way",
    "Undeway": "Under way",
    "Underweigh": "Under way",
    "In progess": "Under way",
    "In progres": "Under way",
    "Inprogress": "Under way",
    "On trak": "Under way",
    "Comenced": "Under way",
    "Onging": "Ongoing",
    "On goin": "Ongoing",
    "Ongoin": "Ongoing",
    "Continueing": "Ongoing",
    "Not startd": "Not started",
    "Not strated": "Not started",
    "Not yet stared": "Not started",
    "Yet to comence": "Not started",
    "Delayd": "Delayed",
    "Dealyed": "Delayed",
    "Behind shedule": "Delayed",
    "On hlod": "On hold",
    "Defered": "On hold",
    "Posponed": "On hold",
    "Nothing to repot": "No update this period",
    "No update this perod": "No update this period",
}

AGENCIES: Mapping[str, str] = {
    "Minstry of Justice": "MoJ",
    "Ministry of Justise": "MoJ",
    "Polce": "NZP",
    "NZ Polcie": "NZP",
    "New Zeland Police": "NZP",
    "Custums": "NZCS",
    "NZ Custom": "NZCS",
    "New Zealand Customs Servise": "NZCS",
    "Orange Tamariki": "OT",
    "Oranga Tamarki": "OT",
    "Ministry for Childern": "OT",
    "MIBE": "MBIE",
    "MBEI": "MBIE",
    "Ministry of Bussiness, Innovation and Employment": "MBIE",
    "Ministry of Business, Inovation & Employement": "MBIE",
    "MFTA": "MFAT",
    "Foriegn Affairs": "MFAT",
    "Minsitry of Foreign Affairs and Trade": "MFAT",
    "Ministry of Foreign Afairs": "MFAT",
    "Dept of Internal Affiars": "DIA",
    "Interal Affairs": "DIA",
    "Department of Internal Afairs": "DIA",
    "Immigration NewZealand": "INZ",
    "Imigration NZ": "INZ",
    "Labor Inspectorate": "LI",
    "Labour Inspectorat": "LI",
    "Ministry of Foreign Affairs & Trades": "MFAT",
}

HEADINGS: Mapping[str, str] = {
    "Acton": "Action",
    "Actoin": "Action",
    "Action numbr": "Action",
    "Acton no.": "Action",
    "Stauts": "Status",
    "Statsu": "Status",
    "Curent status": "Status",
    "Progess": "Progress",
    "Progres": "Progress",
    "Progrss": "Progress",
    "Progress upate": "Progress",
    "Key acheivements": "Progress",
    "Acheivements": "Progress",
    "Key achievments": "Progress",
    "Summery of progress": "Progress",
    "Nxt steps": "Next steps",
    "Next stpes": "Next steps",
    "Next setps": "Next steps",
    "Evidance": "Evidence",
    "Evidnce": "Evidence",
    "Agancy": "Agency",
    "Agecny": "Agency",
}

ROW = {
    "Action": "2",
    "Agency": "DIA",
    "Status": "Under way",
    "Progress": "Trained forty inspectors.",
    "Next steps": "Train the rest.",
    "Evidence": "https://example.org/a",
}
CELLS = {"Action": ("A2", ACTIONS), "Agency": ("B2", AGENCIES), "Status": ("C2", STATUSES)}


def found_with(headings: Iterable[str], values: Iterable[str]) -> dict[str, Finding]:
    """The findings on a table of one row, by cell; a cell has one at most."""
    table = f"| {' | '.join(headings)} |\n| {' | '.join(values)} |"
    book = workbook_from_markdown(table, path="dia.xlsx", properties={"custom.Agency": "DIA"})
    submission = as_read(book)
    findings = check(Batch(EDITION, (submission,)), RULES)
    by_cell = {finding.place.cell or "": finding for finding in findings}
    assert len(by_cell) == len(findings)
    return by_cell


def offered() -> Iterator[tuple[str, str, str | None, Finding | None]]:
    """Each misspelling, what was meant, what is offered to write instead, and the finding that offers it."""
    for column, (cell, table) in CELLS.items():
        for wrong, right in table.items():
            finding = found_with(ROW, (ROW | {column: wrong}).values()).get(cell)
            yield wrong, right, finding.fix.value if finding and finding.fix else None, finding
    for wrong, right in HEADINGS.items():
        headings = [wrong if heading == right else heading for heading in ROW]
        finding = found_with(headings, ROW.values()).get(f"{'ABCDEF'[headings.index(wrong)]}1")
        yield wrong, right, finding.fix.value if finding and finding.fix else None, finding


def test_the_right_meaning_is_offered_for_95_in_100_and_none_is_taken_in_silence() -> None:
    results = list(offered())

    assert len(results) >= 100
    assert [wrong for wrong, _, _, finding in results if finding is None] == []
    missed = [(wrong, right, fix) for wrong, right, fix, _ in results if fix != right]
    assert len(missed) <= len(results) * 0.05, missed


@pytest.mark.parametrize("column", CELLS)
def test_what_is_misspelt_sets_its_row_aside_unless_it_is_the_text_of_an_action(column: str) -> None:
    cell, table = CELLS[column]
    severities = {wrong: found_with(ROW, (ROW | {column: wrong}).values())[cell].severity for wrong in table}

    assert {wrong for wrong, severity in severities.items() if severity != "error"} <= TAKEN_WITH_A_WARNING
