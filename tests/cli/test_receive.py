"""Returns are filed as they came in; what they replace is kept, and the register tells when."""

from pathlib import Path

import pytest

from tests.cli.conftest import Desk, corrected

GOOD = ("2", "", "Under way", "Trained forty inspectors.")
BAD = ("29", "", "Under way", "Wrote a guide for employers.")
IN = Path("submissions/2022")


def files(folder: Path = IN) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_return_is_filed_as_it_is_and_a_second_one_replaces_it(work: Desk) -> None:
    first = work.workbook(BAD, ("30", *BAD[1:]), GOOD, name="in/Return of the DIA.xlsx")
    before = first.read_bytes()
    filed = work.run("receive", first, "--today", "2023-02-01")
    assert (filed.code, filed.out) == (
        0,
        f"submissions/2022/dia.xlsx  from {first}. 2 errors: poatool validate submissions/2022/dia.xlsx\n",
    )
    assert first.read_bytes() == before == (IN / "dia.xlsx").read_bytes()
    assert work.run("receive", first).out == f"{first}: this return is already here. Nothing was changed.\n"

    second = work.workbook(("4", *BAD[1:]), ("30", *BAD[1:]), ("3", "", "Udner way", "Met."), name="in/again.xlsx")
    replaced = work.run("receive", second, "--today", "2023-02-09")
    assert replaced.out.splitlines()[1] == (
        "  replaces dia.xlsx, which moved to submissions/2022/replaced/dia-1.xlsx. "
        "1 of 2 findings resolved; new: UPD304 at Updates!C6. New: Actions 3 and 4. Gone: Action 2."
    )
    assert files() == ["dia.xlsx", "register.yaml", "replaced/dia-1.xlsx"]
    assert (IN / "replaced/dia-1.xlsx").read_bytes() == before
    said = (IN / "register.yaml").read_text("utf-8")
    assert 'replaces: "replaced/dia-1.xlsx"' in said
    assert said.index('"2023-02-09"') < said.index('"replaced/dia-1.xlsx"\n  agency: "DIA"\n  first_seen: "2023-02-01"')
    assert {file["path"] for file in work.run("validate", "--format", "json").json["files"]} == {f"{IN}/dia.xlsx"}


def test_the_register_can_be_deleted(work: Desk) -> None:
    sent = work.workbook(GOOD, name="in/a.xlsx")
    work.run("receive", sent, "--today", "2023-02-01")
    (IN / "register.yaml").unlink()
    work.run("receive", work.workbook(GOOD, name="in/b.xlsx", agency="NZP"), "--today", "2023-02-03")
    known = (IN / "register.yaml").read_text("utf-8")
    assert (known.count('"2023-02-03"'), known.count("sha256"), "2023-02-01" in known) == (1, 2, False)
    (IN / "register.yaml").write_text("- file: [*5000", "utf-8")
    broken = work.run("receive", sent)
    assert (broken.code, "register.yaml:1:" in broken.err) == (3, True)


@pytest.mark.parametrize(
    ("agency", "more", "said"),
    [
        (None, (), "nothing in it says which agency it is from. Add --agency CODE"),
        ("NZP", ("--agency", "the moon"), "the moon is not an agency of this framework."),
        ("NZP", ("--nil", "NZP", "--because", "x"), "Name the files that came in, or an agency"),
    ],
)
def test_what_cannot_be_filed_is_one_line_and_what_to_do(
    work: Desk, agency: str | None, more: tuple[str, ...], said: str
) -> None:
    result = work.run("receive", work.workbook(GOOD, name="in/return.xlsx", agency=agency), *more)
    assert (result.code in (2, 3), said in result.err, files()) == (True, True, []), result


def test_a_return_of_two_agencies_or_of_another_period_is_filed_only_as_told(work: Desk) -> None:
    both = work.workbook(("2", "MBIE", *GOOD[2:]), ("3", "NZP", *GOOD[2:]), name="in/both.xlsx", agency=None)
    old = work.workbook(GOOD, name="in/old.xlsx", agency="NZP")
    corrected(old, old, C1="Reporting period:", D1="2021")
    good = work.workbook(GOOD, name="in/good.xlsx")
    result = work.run("receive", both, old, good)
    assert result.code == 3
    assert result.err.splitlines() == [
        f"poatool: {both}: it names several agencies (MBIE and NZP). Add --agency CODE",
        f"{old}: this is a return for 2021, but the workspace is for 2022. To file it, add --period 2021",
    ]
    assert files() == ["dia.xlsx", "register.yaml"]
    assert work.run("receive", old, "--period", "2021").code == 0
    assert files(Path("submissions/2021")) == ["nzp.xlsx", "register.yaml"]
    assert work.run("receive", both, "--agency", "Police").code == 0
    assert files() == ["dia.xlsx", "nzp.xlsx", "register.yaml"]
    assert 'file: "nzp.xlsx"\n  agency: "NZP"' in (IN / "register.yaml").read_text("utf-8")
    other = work.run("receive", good, "--agency", "Police")
    assert (other.code, "this return is from DIA, not from NZP." in other.err) == (3, True)


def test_nothing_to_report_is_filed_and_gives_way_to_a_workbook(work: Desk) -> None:
    said = work.run("receive", "--nil", "police", "--because", 'No "new" work.', "--today", "2023-02-01")
    assert said.out == "submissions/2022/nzp-nil.yaml  from NZP, which has nothing to report. Nothing to correct.\n"
    assert (IN / "nzp-nil.yaml").read_text("utf-8") == (
        'agency: "NZP"\nperiod: "2022"\nbecause: "No \\"new\\" work."\nreceived: "2023-02-01"\n'
    )
    assert work.run("validate").code == 0
    work.run("receive", work.workbook(GOOD, name="in/p.xlsx", agency="NZP"))
    assert files() == ["nzp.xlsx", "register.yaml", "replaced/nzp-1-nil.yaml"]


def test_a_return_in_a_zip_among_the_returns_is_not_replaced_but_named(work: Desk) -> None:
    first, second = (work.workbook((*GOOD[:3], said), name=f"in/{said}.xlsx") for said in ("Met.", "Met again."))
    work.zip(first.rename("dia.xlsx")).rename(IN / "all.zip")
    result = work.run("receive", second)
    assert (result.code, files()) == (3, ["all.zip", "register.yaml"])
    assert f"which is never changed: {IN}/all.zip/dia.xlsx. Move the zip out of {IN}, file it" in result.err
    (IN / "all.zip").rename(work.folder / "all.zip")
    assert (work.run("receive", "all.zip").code, work.run("receive", second).code) == (0, 0)
    assert files() == ["dia.xlsx", "register.yaml", "replaced/dia-1.xlsx"]


def test_of_two_versions_in_the_folder_the_one_received_counts(work: Desk) -> None:
    work.workbook(GOOD, name=f"{IN}/dia v1.xlsx")
    second = work.workbook(("2", "", "Under way", "Trained sixty inspectors."), name=f"{IN}/dia v2.xlsx")
    (finding,) = work.run("validate", "--format", "json").json["findings"]
    assert (finding["code"], finding["file"]) == ("AGY409", f"{IN}/dia v2.xlsx")
    assert work.run("receive", second).code == 0
    assert files() == ["dia.xlsx", "register.yaml", "replaced/dia-1.xlsx"]
    checked = work.run("validate", "--format", "json").json
    assert (checked["findings"], checked["summary"]["updates"]) == ([], 1)


def test_a_file_that_bears_the_name_of_another_agency_is_kept(work: Desk) -> None:
    wrong = work.workbook(("3", *GOOD[1:]), name=f"{IN}/dia.xlsx", agency="MBIE")
    kept = wrong.read_bytes()
    said = work.run("receive", work.workbook(GOOD, name="in/dia.xlsx")).out
    assert said.endswith("  replaces dia.xlsx, which moved to submissions/2022/replaced/dia-1.xlsx.\n")
    assert (IN / "replaced/dia-1.xlsx").read_bytes() == kept


def test_what_an_agency_did_not_touch_is_not_filed(work: Desk) -> None:
    sent = work.workbook(BAD, name="in/a.xlsx")
    work.run("validate", sent, "--annotate", "back", "--fix", "back")
    work.run("template", "--agency", "DIA")
    for path, kind in (("back/a.checked.xlsx", "a checked copy"), ("templates/2022/poa-2022-DIA.xlsx", "a template")):
        result = work.run("receive", path)
        assert result.code == 3
        assert result.err.endswith(
            f"{path}: this is {kind} in which nothing was filled in or changed. Ask the agency for the completed one.\n"
        )
    corrected(Path("templates/2022/poa-2022-DIA.xlsx"), Path("in/signed.xlsx"), D2="A. Manager")
    assert work.run("receive", "in/signed.xlsx").out.endswith("from in/signed.xlsx. It answers no action.\n")
    (IN / "dia.xlsx").unlink()
    Path("in/dia-nil.yaml").write_text("agency: DIA\nperiod: '2022'\nbecause: No work.\n", "utf-8")
    assert work.run("receive", "in/dia-nil.yaml").code == 0
    assert files() == ["dia-nil.yaml", "register.yaml"]
