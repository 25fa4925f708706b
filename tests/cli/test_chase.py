"""Drafts of mails: to whom, at which stage, with what, and never twice in a week."""

import email
import stat
import sys
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.test_status import IN, good
from tests.cli.test_status import year as year  # noqa: PLC0414 - a fixture

SUBJECT = "Plan of Action against Forced Labour, People Trafficking and Slavery 2020–25: return of "


def mail(name: str) -> EmailMessage:
    found = email.message_from_bytes(Path("chase", f"{name}.eml").read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def text(found: EmailMessage) -> str:
    body = found.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def drafted(desk: Desk, day: str, *more: str) -> list[str]:
    for path in Path("chase").glob("*"):
        path.unlink()
    assert desk.run("chase", "--today", day, *more).code == 0
    return sorted(path.stem for path in Path("chase").glob("*.eml"))


def test_each_that_owes_something_gets_a_draft_with_all_it_needs(year: Desk) -> None:
    year.run("template", "--agency", "DIA")
    Path("contacts.yaml").write_text(
        "DIA: {to: [ana@example.org, b@example.org], cc: 'c@example.org,d@example.org', name: Ana}\nNZP: {to: Desk}\n",
        "utf-8",
    )
    plan = Path("framework.yaml").read_text("utf-8")
    contact = "  contact: the Plan of Action team (04 000 0000)\n  last_updated:"
    Path("framework.yaml").write_text(plan.replace("  last_updated:", contact), "utf-8")
    year.run("receive", year.workbook(good("29"), name="in/b.xlsx", agency="NZP"), "--today", "2023-02-10")
    result = year.run("chase", "--today", "2023-02-20")
    assert result.code == 0
    assert "Addresses are missing in contacts.yaml: those drafts have no recipient.\n" in result.err
    to = "ana@example.org, b@example.org, copy to c@example.org, d@example.org"
    assert f"DIA.eml  to {to}; 3 days late; Action 2" in result.out

    dia = mail("DIA")
    assert (dia["To"], dia["X-Unsent"], dia["Date"], dia["From"]) == ("ana@example.org, b@example.org", "1", None, None)
    assert dia["Cc"] == "c@example.org, d@example.org"
    assert dia["Subject"] == f"{SUBJECT}DIA for 2022, was due on 17 February 2023"
    assert [part.get_filename() for part in dia.iter_attachments()] == ["poa-2022-DIA.xlsx"]
    said = text(dia)
    assert said.startswith("Kia ora Ana\n\nWe have not received your return on “Plan of Action")
    assert "It was due on 17 February 2023, 3 days ago. Please send it as soon as you can.\n" in said
    assert "\nAction 2: " in said
    assert said.endswith("\nQuestions? Please ask the Plan of Action team (04 000 0000).\n")

    nzp = mail("NZP")
    assert (nzp["To"], nzp["Subject"]) == (None, f"{SUBJECT}NZP for 2022, was due on 17 February 2023, please correct")
    assert [part.get_filename() for part in nzp.iter_attachments()] == ["nzp.checked.xlsx"]
    said = text(nzp)
    assert said.index("PLEASE CORRECT") < said.index("“29” is not an action of the plan.") < said.index("STILL TO BE")
    assert "chase/NZP.eml" in result.out
    year.run("validate", "--annotate", "chase")
    back = email.message_from_bytes(Path("chase/nzp.checked.eml").read_bytes(), policy=default)
    assert "Returns are due on 17 February 2023.\n" in text(back)
    later = "- {kind: extension, agency: NZP, until: 2023-03-10, because: A fire., decided_by: Steering group}\n"
    Path("decisions.yaml").write_text(later, "utf-8")
    year.run("validate", "--annotate", "chase")
    assert "Returns are due on 10 March 2023." in Path("chase/nzp.checked.md").read_text("utf-8")
    assert "# Plan of Action" in Path("chase/NZP.md").read_text("utf-8")


def test_stages_begin_thirty_days_before_and_five_days_lie_between_drafts(year: Desk) -> None:
    for agency, code in (("NZP", "3"), ("MBIE", "4"), ("OT", "5"), ("MFAT", "6"), ("MoJ", "7")):
        year.run("receive", year.workbook(good(code), name="in/a.xlsx", agency=agency), "--today", "2023-01-02")
    assert drafted(year, "2023-01-17") == []
    assert drafted(year, "2023-01-18") == ["DIA"]
    same = Path("chase/DIA.eml").read_bytes(), Path(IN, "chase.yaml").read_bytes()
    assert drafted(year, "2023-01-18") == ["DIA"]
    assert (Path("chase/DIA.eml").read_bytes(), Path(IN, "chase.yaml").read_bytes()) == same
    assert [drafted(year, f"2023-01-{day}") for day in (19, 23)] == [[], []]
    assert drafted(year, "2023-01-22", "--again") == ["DIA"]
    days = ("2023-02-10", "2023-02-16", "2023-02-22", "2023-02-28", "2023-03-06", "2023-03-19")
    assert all(drafted(year, day) == ["DIA"] for day in days)
    log = Path(IN, "chase.yaml").read_text("utf-8")
    stages = [line.split('"')[1] for line in log.splitlines() if "stage" in line]
    assert stages == [
        *("30 days before", "30 days before", "7 days before", "1 day before", "due"),
        *("7 days late", "7 days late", "30 days late"),
    ]
    year.run("receive", year.workbook(good("2"), name="in/a.xlsx"), "--today", "2023-03-20")
    done = year.run("chase", "--today", "2023-03-30")
    assert (done.out, done.err) == (
        "Nothing is owed.\n",
        "chase/DIA.eml: DIA no longer owes anything. Delete this draft.\n",
    )
    next_year = year.run("chase", "--period", "2023", "--today", "2023-03-30")
    assert next_year.err.endswith("chase/DIA.eml: this draft is not for 2023. Delete it.\n")


def test_what_is_the_coordinators_to_settle_goes_to_nobody(year: Desk) -> None:
    for number, said in enumerate(("Trained forty inspectors.", "Trained sixty inspectors.")):
        year.workbook(good("2", said), name=f"{IN}/dia {number}.xlsx")
    result = year.run("chase", "--today", "2023-03-01")
    assert "DIA: no draft; its errors are for you to settle, not for the agency. See: poatool validate\n" in result.err
    assert not Path("chase/DIA.eml").exists()


def test_what_two_agencies_sent_together_is_quoted_to_neither(year: Desk) -> None:
    rows = (("29", "NZP", "Under way", "Kept secret."), ("30", "DIA", "Delayed", "Also secret."))
    year.workbook(*rows, name=f"{IN}/both.xlsx", agency=None)
    year.run("chase", "--today", "2023-03-01")
    written = b"".join(path.read_bytes() for path in Path("chase").iterdir() if path.stem in ("NZP", "DIA"))
    assert b"Action 3" in written
    assert not any(word in written for word in (b"secret", b"\xe2\x80\x9c29", b"\xe2\x80\x9c30", b"attachment"))


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        ("NZP: {to: [*5000", "contacts.yaml:1:"),
        ("Polise: {to: a@example.org}", "contacts.yaml:1:9: Polise is not an agency of the plan."),
        (
            "NZP: {to: [a@example.org, Registry]}",
            "contacts.yaml:1:11: Registry is not an address. Write one, such as ana@example.org, or several",
        ),
        ('NZP: {to: "a@example.org\\nBcc: c@example.org"}', "is not an address."),
    ],
)
def test_what_is_wrong_in_the_contacts_is_one_line_with_its_place(year: Desk, contacts: str, said: str) -> None:
    Path("contacts.yaml").write_text(contacts, "utf-8")
    result = year.run("chase", "--today", "2023-03-01")
    assert (result.code, said in result.err) == (3, True), result.err


def test_no_address_enters_a_report(year: Desk) -> None:
    year.workbook(good("2"), name=f"{IN}/dia.xlsx")
    Path("contacts.yaml").write_text("DIA: {to: ana@example.org, name: Ana Ngata}\n", "utf-8")
    year.run("compile")
    written = b"".join(
        path.read_bytes() for path in Path("report").rglob("*") if path.suffix in (".html", ".json", ".md")
    )
    assert b"Trained forty" in written
    assert b"ana@" not in written
    assert b"Ngata" not in written


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_what_is_made_of_a_return_has_no_wider_rights_than_it_came_with(year: Desk) -> None:
    packed = year.zip(year.workbook(good("29"), name="in/b.xlsx", agency="NZP"))
    packed.chmod(0o600)
    year.run("receive", packed, "--today", "2023-02-10")
    year.run("chase", "--today", "2023-02-20")
    for path in (Path(IN, "nzp.xlsx"), Path("chase/NZP.eml"), Path("chase/NZP.md")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
