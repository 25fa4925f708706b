"""Rules on agencies that need a framework, or several files, to show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.findings.model import Finding, Fix
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.framework.model import Action, Framework
from poatool.framework.names import agencies as agency_names
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from tests.support.tables import workbook_from_markdown

FRAMEWORK = load()


def with_lead(code: str, lead: str) -> Framework:
    """The bundled plan, in which an agency leads an action."""
    return replace(
        FRAMEWORK,
        pillars=tuple(
            replace(
                pillar,
                objectives=tuple(
                    replace(objective, actions=tuple(led(action, code, lead) for action in objective.actions))
                    for objective in pillar.objectives
                ),
            )
            for pillar in FRAMEWORK.pillars
        ),
    )


def led(action: Action, code: str, lead: str) -> Action:
    """The action; led by an agency where it has that code, and else by none."""
    return replace(action, lead=(lead,) if action.code == code else ())


def findings(framework: Framework, *files: tuple[str, str, str]) -> tuple[Finding, ...]:
    """The findings on files given as path, agency and table."""
    edition = as_of(framework, framework.period_by_id["2022"])
    books = [workbook_from_markdown(table, path=path, properties={"custom.Agency": who}) for path, who, table in files]
    submissions = tuple(interpret(read(book, Columns.of_plan(framework)), edition) for book in books)
    return check(Batch(edition, submissions), RULES)


def table(action: str, progress: str = "Trained forty inspectors in Napier and Hastings.") -> str:
    return f"| Action | Status | Progress |\n| {action} | Under way | {progress} |"


def test_an_agency_without_a_part_in_an_action_is_found_where_the_plan_names_others() -> None:
    framework = with_lead("2", "INZ")

    (finding,) = findings(framework, ("dia.xlsx", "DIA", table("2")))
    assert (finding.code, finding.place.cell) == ("AGY407", "A2")
    assert finding.message == "DIA has no part in Action 2; the plan gives it to MBIE."
    assert findings(framework, ("mbie.xlsx", "MBIE", table("2"))) == ()
    assert findings(framework, ("dia.xlsx", "DIA", table("3"))) == ()


def test_of_two_workbooks_with_the_same_row_one_is_published_and_the_user_is_told_to_choose() -> None:
    found = findings(FRAMEWORK, ("a.xlsx", "DIA", table("2")), ("b.xlsx", "DIA", table("2")))

    assert [(f.place.file, f.place.cell, f.code, f.severity) for f in found] == [
        ("b.xlsx", None, "AGY405", "warning"),
        ("b.xlsx", "A2", "AGY409", "error"),
    ]
    assert "a.xlsx" in found[0].message
    assert found[0].hint.endswith("Until then both count, but of rows with the same text only the first does.")


def test_the_same_text_from_two_agencies_is_found_once() -> None:
    found = findings(FRAMEWORK, ("a.xlsx", "DIA", table("2")), ("b.xlsx", "NZP", table("2")))

    assert [(f.place.file, f.place.cell, f.code) for f in found] == [("b.xlsx", "C2", "ALL602")]
    assert found[0].message == "The same text is in a.xlsx, from DIA, on Action 2."


def test_the_same_text_beside_no_known_action_is_told_without_one() -> None:
    rows = f"{table('29')}\n| 2 | Under way | Trained forty inspectors in Napier and Hastings. |"

    found = findings(FRAMEWORK, ("a.xlsx", "DIA", rows))

    assert [(f.place.cell, f.code, f.message) for f in found][1:] == [
        ("C3", "ALL602", "The same text is in row 2, from DIA.")
    ]


@pytest.mark.parametrize("who", ["DIA and NZP", "-"])
def test_a_label_that_names_not_one_agency_is_found_where_rows_rely_on_it(who: str) -> None:
    label = f"| Agency: | {who} | |\n"

    (found,) = findings(FRAMEWORK, ("a.xlsx", "", label + table("2")))

    assert (found.code, found.severity, found.place.cell) == ("AGY401", "error", "B1")
    assert found.message == f"“{who}” does not name the one agency that the workbook is from."


@pytest.mark.parametrize("who", ["-", "?"])
def test_a_row_whose_agency_is_a_mark_is_found(who: str) -> None:
    rows = "| Action | Agency | Status | Progress |\n| 2 | DIA | Under way | Trained forty inspectors. |\n"

    found = findings(FRAMEWORK, ("a.xlsx", "", f"{rows}| 3 | {who} | Under way | Wrote a guide for employers. |"))

    assert [(f.place.cell, f.severity) for f in found] == [("B3", "error")]


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"core.creator": "Ministry of Justice"}, "MoJ"),
        ({"core.creator": "Jo Bloggs", "core.title": "NZ Police"}, "NZP"),
        ({"app.Company": "MBIE and NZP", "core.subject": "DIA"}, "DIA"),
        ({"core.title": "Update of the Police"}, None),
    ],
)
def test_document_properties_name_the_agency_where_one_is_all_they_say(
    properties: dict[str, str], code: str | None
) -> None:
    book = workbook_from_markdown(table("2"), properties=properties)

    assert interpret(read(book, Columns.of()), as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])).agency == code


@pytest.mark.parametrize(
    ("properties", "codes"),
    [
        ({"core.creator": "Ministry of Justice"}, ["AGY410"]),
        ({"app.Company": "NZ Police"}, ["AGY410"]),
        ({"custom.Agency": "NZ Police", "core.creator": "Ministry of Justice"}, []),
    ],
)
def test_an_agency_taken_from_who_made_the_file_is_said(properties: dict[str, str], codes: list[str]) -> None:
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
    sent = interpret(read(workbook_from_markdown(table("2"), properties=properties), Columns.of()), edition)

    assert [f.code for f in check(Batch(edition, (sent,)), RULES)] == codes


def test_a_failed_formula_in_the_action_column_is_one_finding() -> None:
    found = findings(FRAMEWORK, ("a.xlsx", "DIA", table("#REF!")))

    assert [(f.place.cell, f.code) for f in found] == [("A2", "WBK111")]


def test_a_row_that_is_nobodys_contradicts_no_agency() -> None:
    nobody = table("2").replace("Under way", "Completed")
    found = findings(FRAMEWORK, ("a.xlsx", "-", nobody), ("b.xlsx", "DIA", table("2", "Wrote a guide for employers.")))

    assert [(f.place.file, f.code) for f in found] == [("a.xlsx", "AGY401")]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("in/2022 Police_return (final).xlsx", " The file's name suggests New Zealand Police (NZP)."),
        ("in/polise.xlsx", ""),
        ("Police/return.xlsx", ""),
    ],
)
def test_the_name_of_the_file_suggests_the_agency_whatever_else_it_says(path: str, hint: str) -> None:
    (finding,) = findings(FRAMEWORK, (path, "", table("2")))

    assert finding.code == "AGY401"
    assert finding.hint == f"Write “Agency:” and the agency's name in two cells above the table.{hint}"


def test_a_row_on_another_sheet_is_named_with_it() -> None:
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
    book = workbook_from_markdown(
        f"{table('2')}\n| 3 | Under way | Wrote a guide for employers in Nelson, and printed it. |",
        f"{table('2', 'Wrote one more.')}\n| 3 | Under way | Wrote a guide for employers in Nelson, and printed it. |",
        properties={"custom.Agency": "DIA"},
    )
    found = check(Batch(edition, (interpret(read(book, Columns.of()), edition),)), RULES)

    assert [(f.place.sheet, f.place.cell, f.message) for f in found] == [
        ("Sheet2", "A2", "Action 2 is already reported on in row 2 of the sheet “Sheet1”."),
        ("Sheet2", "A3", "Row 3 of the sheet “Sheet1” has the same text on Action 3."),
    ]


AS_IN_PLAN = (
    "Write the agency's name or abbreviation as the plan has it: MBIE, DIA, NZP, OT, MFAT, MoJ, NZCS, INZ or LI."
)


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        (
            "Ministry of Weather",
            "“Ministry of Weather” is not an agency of the plan.",
            AS_IN_PLAN,
        ),
        (
            "Minstry of Justise",
            "“Minstry of Justise” is not an agency of the plan.",
            "Did you mean Ministry of Justice (MoJ)? Correct the cell.",
        ),
        (
            "Fire Service, Ministry",
            "“Fire Service” and “Ministry” are not agencies of the plan.",
            AS_IN_PLAN,
        ),
        (
            "N/A",
            "“N/A” is not an agency of the plan.",
            AS_IN_PLAN,
        ),
    ],
)
def test_of_an_unknown_agency_it_is_said_what_to_write(written: str, message: str, hint: str) -> None:
    rows = f"| Action | Agency | Status | Progress |\n| 2 | {written} | Under way | Trained forty inspectors. |"

    assert [(f.code, f.message, f.hint) for f in findings(FRAMEWORK, ("a.xlsx", "DIA", rows))] == [
        ("AGY402", message, hint)
    ]


def test_a_cell_with_an_unknown_agency_beside_another_one_has_one_finding() -> None:
    rows = "| Action | Agency | Status | Progress |\n| 2 | Police and Fire Service | Under way | Trained forty. |"

    assert [(f.code, f.place.cell) for f in findings(FRAMEWORK, ("a.xlsx", "DIA", rows))] == [("AGY402", "B2")]


@pytest.mark.parametrize("written", ["Immigration NZ", "Police and Customs"])
def test_a_row_of_others_is_one_finding_however_they_are_written(written: str) -> None:
    rows = f"| Action | Agency | Status | Progress |\n| 2 | {written} | Under way | Trained forty inspectors. |"

    assert [(f.code, f.place.cell) for f in findings(FRAMEWORK, ("a.xlsx", "DIA", rows))] == [("AGY403", "B2")]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("DIA – Te Tari Taiwhenua", ("DIA",)),
        ("Te Tari Taiwhenua - Department of Internal Affairs", ("DIA",)),
        ("Oranga Tamariki (Ministry for Children)", ("OT",)),
        ("MBIE – Immigration NZ", ("INZ",)),
        ("Immigration New Zealand (MBIE)", ("INZ",)),
        ("MBIE (INZ), Police", ("INZ", "NZP")),
        ("Police (and Customs)", ("NZP", "NZCS")),
    ],
)
def test_two_names_of_one_agency_are_that_agency(written: str, codes: tuple[str, ...]) -> None:
    found = agency_names.agencies(FRAMEWORK, written)

    assert (found.ids, found.unknown) == (codes, ())


@pytest.mark.parametrize(
    ("written", "texts", "message", "hint", "fix"),
    [
        (
            "Police?",
            ["Police?"],
            "“Police?” leaves open which agency is meant.",
            "Did you mean New Zealand Police (NZP)? Correct the cell.",
            None,
        ),
        (
            "Customs / MoJ (?)",
            ["MoJ (?)"],
            "“MoJ (?)” leaves open which agency is meant.",
            "Did you mean Ministry of Justice (MoJ)? Correct the cell.",
            None,
        ),
        (
            "H?kina Whakatutuki",
            ["H?kina Whakatutuki"],
            "“H?kina Whakatutuki” is not an agency of the plan.",
            "Did you mean Ministry of Business, Innovation and Employment (MBIE)? Correct the cell.",
            "MBIE",
        ),
        *(
            (
                written,
                [written],
                f"“{written}” is not an agency of the plan.",
                "Did you mean Ministry of Justice (MoJ)? Correct the cell.",
                "MoJ",
            )
            for written in (
                "Ministry of Justice – Policy Group",
                "Ministry of Justice (Policy Group)",
                "Ministry of Justice, Policy Group",
                "MoJ [Courts and Tribunals]",
            )
        ),
        (
            "Police - Customs",
            ["Police - Customs"],
            "“Police - Customs” is not an agency of the plan.",
            "Write NZP and NZCS if they report together, otherwise the one that does.",
            None,
        ),
        (
            "Police (with support from Customs)",
            ["Police (with support from Customs)"],
            "“Police (with support from Customs)” is not an agency of the plan.",
            "Write NZP and NZCS if they report together, otherwise the one that does.",
            None,
        ),
        (
            "DIA and Policy Group",
            ["Policy Group"],
            "“Policy Group” is not an agency of the plan.",
            AS_IN_PLAN,
            None,
        ),
        ("not Police", ["not Police"], "“not Police” is not an agency of the plan.", AS_IN_PLAN, None),
        ("MoH", ["MoH"], "“MoH” is not an agency of the plan.", AS_IN_PLAN, None),
    ],
)
def test_what_an_agency_cell_may_mean_is_asked(
    written: str, texts: list[str], message: str, hint: str, fix: str | None
) -> None:
    rows = f"| Action | Agency | Status | Progress |\n| 2 | {written} | Under way | Trained forty inspectors. |"

    [found] = findings(FRAMEWORK, ("a.xlsx", "", rows))

    assert (found.code, found.place.cell, found.message, found.hint) == ("AGY402", "B2", message, hint)
    assert found.fix == (Fix(fix, safe=False) if fix else None)
    assert [guess.text for guess in agency_names.agencies(FRAMEWORK, written).unknown] == texts


def test_an_agency_in_doubt_is_asked_in_a_labelled_cell_and_not_taken_from_the_properties() -> None:
    [labelled] = findings(FRAMEWORK, ("a.xlsx", "", "| Agency: | Police? | |\n" + table("2")))
    [signed] = findings(FRAMEWORK, ("a.xlsx", "Police?", table("2")))

    assert (labelled.code, labelled.place.cell) == ("AGY402", "B1")
    assert (signed.code, signed.place.cell) == ("AGY401", None)


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Ministry of Social Development", True),
        ("Te Puna Aonui", True),
        ("Police and Customs", True),
        ("Protection", False),
        ("Pillar 2: what the office did", False),
        ("Training and guides", False),
    ],
)
def test_a_sub_heading_that_may_name_another_agency_is_doubted(heading: str, said: bool) -> None:
    rows = f"| {heading} | | |\n| 18 | Under way | Wrote a guide for workers. |"
    text = f"| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |\n{rows}"
    doubted = [f.place.cell for f in findings(FRAMEWORK, ("dia.xlsx", "DIA", text)) if f.code == "AGY412"]
    assert doubted == (["A4"] if said else [])


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        *[(name, True) for name in ("WorkSafe", "Crown Law", "DPMC", "Stats NZ", "Te Whatu Ora", "Other agencies")],
        *[(title, False) for title in ("Prevention", "Protection – Whakamarumaru", "2. Training", "Actions 4–18")],
        *[(text, False) for text in ("Total: 2", "(continued)", "Note: figures are provisional", "New Zealand Police")],
        (
            "Consider amending the Crimes Act 1961 to strengthen provisions for the criminalisation of trafficking",
            False,
        ),
    ],
)
def test_where_sub_headings_name_agencies_one_that_names_none_is_doubted(heading: str, said: bool) -> None:
    text = "| Action | Status | Progress |\n| Customs | | |\n| 10 | Under way | Trained forty officers. |\n"
    below = f"| {heading} | | |\n| 18 | Under way | Wrote a guide for workers. |"

    doubted = [f for f in findings(FRAMEWORK, ("a.xlsx", "", text + below)) if f.code == "AGY412"]

    assert [(f.place.cell, [place.cell for place in f.related]) for f in doubted] == ([("A5", ["A4"])] if said else [])
    assert all(f"counts for NZCS, but the sub-heading “{heading}” in A4" in f.message for f in doubted)


def test_a_doubted_sub_heading_reaches_over_titles_of_the_plan_and_headings_of_columns() -> None:
    head, row = "| Action | Status | Progress |", "| {} | Under way | Wrote guide {}. |"
    own = "| {} | Under way | MoJ | Wrote guide {}. |"
    lines = ["| Customs |", head, row.format(10, 1), "| |", "| WorkSafe |", "| Prevention |", head, row.format(18, 2)]
    moved = ["| Crown Law |", "| Action | Status | Agency | Progress |", own.format(24, 3)]

    doubted = [f for f in findings(FRAMEWORK, ("a.xlsx", "", "\n".join([*lines, *moved]))) if f.code == "AGY412"]
    plain = findings(FRAMEWORK, ("a.xlsx", "", "\n".join([*lines[:3], "| Training |", row.format(18, 2)])))

    assert [f.place.cell for f in doubted] == ["A8"], "the rows below “Crown Law” name their agency"
    assert "AGY412" not in {f.code for f in plain}, "no headings of columns below it, as below “Customs”"


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["| Lead agency: | MBIE |", "| Agency: | Police |", "{table}"], ["B2"]),
        (["| Agency: Police | Organisation: Customs |", "{table}"], ["B1"]),
        (["| Agency: | Police |", "{table}", "| |", "| Submitted by: | MBIE |"], ["B5"]),
        (["| Agency: | Police |", "| Agency: | New Zealand Police |", "{table}"], []),
        (["| Agency: | Police |", "| Contact: | MBIE |", "{table}"], []),
        (["| Agency: | Police |", "| Submitted by: | Jane Smith |", "{table}"], []),
        (["| Agency: | Police |", "{table}", "| |", "| Agency: | MBIE |", "{table}"], []),
        (["| Agency: | Police |", "{table}", "| |", "| Agency: | MBIE |", "| Action | Status | Progress |"], []),
    ],
)
def test_labels_that_name_different_agencies_are_said_where_one_does_not_count(
    lines: list[str], places: list[str]
) -> None:
    text = "\n".join(lines).replace("{table}", table("2"))

    said = [f for f in findings(FRAMEWORK, ("a.xlsx", "", text)) if f.code == "AGY413"]

    assert [f.place.cell for f in said] == places
    assert all("B1 says" in f.message or "A1 says" in f.message for f in said)


def test_a_label_of_another_sheet_counts_for_the_rows_there_and_is_said_where_there_are_none() -> None:
    cover, data, more = (
        workbook_from_markdown(text).sheets[0]
        for text in ("| Agency: | Police |", f"| Agency: | MBIE |\n{table('2')}", "| Agency: | Customs |")
    )
    sheets = (replace(cover, name="Cover"), replace(data, name="Data"), replace(more, name="Front page"))
    book = replace(workbook_from_markdown("", path="a.xlsx"), sheets=sheets)
    submission = interpret(read(book, Columns.of_plan(FRAMEWORK)), as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"]))

    (said,) = (f for f in check(Batch(submission.edition, (submission,)), RULES) if f.code == "AGY413")

    assert (said.place.sheet, said.place.cell) == ("Front page", "B1")
    assert said.message == "This label says NZCS, but the one in B1 of the sheet “Cover” says NZP, and counts."


@pytest.mark.parametrize("mark", ['"', "″", "〃", "”", "“", "''", "↑", "?", "✓", "ditto"])
def test_a_mark_in_place_of_an_agency_is_none(mark: str) -> None:
    text = f"| Action | Agency | Status | Progress |\n| 2 | {mark} | Under way | Trained forty inspectors. |"

    (found,) = findings(FRAMEWORK, ("dia.xlsx", "DIA", text))

    assert (found.code, found.place.cell) == ("AGY402", "B2")
    assert found.message == f"“{mark}” is not an agency of the plan."


@pytest.mark.parametrize("mark", ["-", "–", "—", ".", "…", "...", "/"])
def test_a_dash_in_place_of_an_agency_is_an_empty_cell(mark: str) -> None:
    text = f"| Action | Agency | Status | Progress |\n| 2 | {mark} | Under way | Trained forty inspectors. |"

    assert findings(FRAMEWORK, ("dia.xlsx", "DIA", text)) == ()


@pytest.mark.parametrize(
    ("agencies", "message", "others"),
    [
        (
            ["Police", "", "-"],
            "2 rows of this table, from this one on, name no agency. They count for MBIE",
            "NZP's",
        ),
        (["Police", "", "Customs"], "This row names no agency. It counts for MBIE", "NZP and NZCS's"),
        (["MBIE", "", ""], "", ""),
        (["", "", ""], "", ""),
        (["Police", "Police", "Customs"], "", ""),
    ],
)
def test_an_empty_cell_among_other_agencies_is_said_once(agencies: list[str], message: str, others: str) -> None:
    rows = [f"| {code} | {who} | Ongoing | Guide {code}. |" for code, who in zip((2, 4, 10), agencies, strict=True)]
    text = "\n".join(["| Action | Agency | Status | Progress |", *rows])

    said = [f for f in findings(FRAMEWORK, ("mbie.xlsx", "MBIE", text)) if f.code == "AGY414"]

    assert [f.place.cell for f in said] == (["B3"] if message else [])
    assert all(f.message == f"{message}, but others in the table are {others}." for f in said)


@pytest.mark.parametrize(
    "between",
    [
        "| | | | And more of it. |",
        "| Customs | | | |\n| 4 | | Ongoing | Shared alerts. |",
    ],
)
def test_an_empty_cell_that_takes_its_agency_from_above_is_not_said(between: str) -> None:
    text = f"| Action | Agency | Status | Progress |\n| 2 | Police | Ongoing | Trained forty inspectors. |\n{between}"
    assert "AGY414" not in {f.code for f in findings(FRAMEWORK, ("mbie.xlsx", "MBIE", text))}


@pytest.mark.parametrize(
    ("beside", "heading", "places"),
    [
        (("Police", "Customs"), "", ["A2"]),
        (("Prevention", "Customs"), "", ["A3"]),
        (("Prevention", "Police training"), "", []),
        (("Police", "Customs"), "Agency", []),
    ],
)
def test_agencies_in_a_column_without_a_heading_left_of_the_table_are_said(
    beside: tuple[str, str], heading: str, places: list[str]
) -> None:
    rows = [f"| {who} | {code} | Ongoing | Guide {code}. | MBIE |" for who, code in zip(beside, (2, 10), strict=True)]
    text = "\n".join([f"| | Action | Status | Progress | {heading or 'Contact'} |", *rows])

    said = [f.place.cell for f in findings(FRAMEWORK, ("mbie.xlsx", "MBIE", text)) if f.code == "WBK127"]

    assert said == places


@pytest.mark.parametrize(
    ("lines", "hidden", "place", "row"),
    [
        (["{head}", "| Customs |", "| 10 {rest}", "| Police |", "| 2 {rest}", "| 3 {rest}"], 4, "A5", "row 4"),
        (["| Agency: | Police |", "{head}", "| 2 {rest}"], 1, "A3", "row 1"),
        (["{head}", "| Agency: | Police |", "| 2 {rest}"], 2, "A3", "row 2"),
        (["| Police |", "{head}", "| 2 {rest}"], 1, "A3", "row 1"),
        (["| Agency: | Police |", "{head}", "| Prevention |", "| 2 {rest}"], 3, None, ""),
        (["| Agency: | Police |", "{head}", "| 2 {rest}"], 3, None, ""),
    ],
)
def test_a_hidden_row_that_gives_its_agency_to_others_is_said_once(
    lines: list[str], hidden: int, place: str | None, row: str
) -> None:
    text = "\n".join(lines).replace("{head}", "| Action | Status | Progress |")
    book = workbook_from_markdown(text.replace("{rest}", "| Under way | Trained forty. |"), path="a.xlsx")
    (sheet,) = book.sheets
    submission = interpret(
        read(replace(book, sheets=(replace(sheet, hidden_rows=frozenset({hidden})),)), Columns.of_plan(FRAMEWORK)),
        as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"]),
    )

    said = [f for f in check(Batch(submission.edition, (submission,)), RULES) if f.code == "AGY415"]

    assert [f.place.cell for f in said] == ([place] if place else [])
    assert all(f.message == f"This row counts for NZP, because hidden {row} says “Police”." for f in said)


def test_where_no_agency_is_stated_the_letterhead_and_the_name_of_the_file_only_suggest() -> None:
    rows = "| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |"
    above = f"| Ministry of Justice | | |\n| Return for 2022 | | |\n\n{rows}"

    (finding,) = findings(FRAMEWORK, ("return_dia.xlsx", "", above))
    assert (finding.code, finding.place.cell) == ("AGY401", None)
    assert "The file's name suggests Department of Internal Affairs (DIA)." in finding.hint
    assert "“Ministry of Justice” in A1 suggests Ministry of Justice (MoJ)." in finding.hint
