"""Findings of every kind in each format, valid against its schema, and on screens."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from poatool.findings.context import Changes
from poatool.findings.model import Fix, Severity, Waiver
from poatool.render.findings.text import findings_text
from poatool.render.formats import FINDINGS_FORMATS
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission
from tests.support.golden import is_as_in, sections
from tests.support.screens import in_pipe, on_terminal

HERE = Path(__file__).parent
JUNIT = xmlschema.XMLSchema(HERE / "data" / "junit-10.xsd")
SARIF = jsonschema.Draft4Validator(
    json.loads((HERE / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8")),
    format_checker=jsonschema.FormatChecker(),
)
ENDINGS = {"sarif": "sarif.json", "junit": "junit.xml", "markdown": "md"}
WARNING, ADVICE = Severity.WARNING, Severity.ADVICE
WAIVER = Waiver(code="ACT201", reason="Agreed on 3 May.")
ODD, TABLE = "in/Te Kāwanatanga, #1: 50 %.xlsx", "in/a.csv"
UNKNOWN = found("A2", message="“29” is not an action of the plan.", hint="Did you mean 28?", value="29.0")
IN_A_FILE = found("3", code="WVR701", path="waivers.yaml", sheet=None, severity=WARNING)
SAFE, LIKELY = (
    found("C3", fix=Fix("Completed", safe=True), severity=WARNING),
    UNKNOWN._replace(fix=Fix("28", safe=False)),
)

FINDINGS = (
    LIKELY,
    found("C3", code="UPD304", value="Complted", fix=Fix("Completed", safe=True), severity=WARNING),
    found("C4", code="UPD304", value="Done", severity=WARNING),
    found("D3", severity=ADVICE, code="PUB506", message="One\n two."),
    found("D4", code="UPD301", known=True),
    found("C1", severity=WARNING, code="WBK107", waiver=WAIVER),
    found("3", code="WBK108", severity=ADVICE),
    found("", code="WBK110"),
    found("", code="WBK114", sheet=None),
    *(
        found("A2", sheet=sheet, path=ODD, message="50 %\n::set-output name=x::y {0}", severity=WARNING)
        for sheet in ("Key updates", "Bob's", "B7", "2022")
    ),
    found("A2", path=TABLE, sheet=None, value='=HYPERLINK("http://evil.example")', message="=1+1"),
    found("2", path=TABLE, sheet=None, message="Something else."),
    found("A2", path=TABLE, sheet=None, message="A third thing."),
    IN_A_FILE,
)
"""Findings of each severity and kind of place, in several files; some are waived, known or fixable."""

SENT = (submission(path="in/clean.xlsx"), submission(path=ODD), submission(), submission(path=TABLE, kind="csv"))
EVERYTHING = checked(*FINDINGS, submissions=SENT, changes=Changes(6, 4, 1))
PLAIN = checked(LIKELY, submissions=SENT)


def sarif(validation: Validation) -> dict[str, Any]:
    log = json.loads(FINDINGS_FORMATS["sarif"](validation))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    return dict(log)


@pytest.mark.parametrize("name", FINDINGS_FORMATS)
def test_findings_in_each_format(name: str) -> None:
    written = FINDINGS_FORMATS[name](EVERYTHING)
    assert FINDINGS_FORMATS[name](EVERYTHING) == written
    if name == "sarif":
        log = sarif(EVERYTHING)
        del log["runs"][0]["tool"]["driver"]["rules"]
        written = json.dumps(log, ensure_ascii=False, indent=1).encode()
    elif name == "junit":
        JUNIT.validate(written.decode())
    assert is_as_in(HERE / "golden" / f"findings.{ENDINGS.get(name, name)}", written)


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_page_without_findings(name: str) -> None:
    assert is_as_in(HERE / "golden" / f"clean.{ENDINGS.get(name, name)}", FINDINGS_FORMATS[name](checked()))


def test_the_rules_of_findings_are_listed_once_with_their_help() -> None:
    unknown, status, *_ = rules = sarif(EVERYTHING)["runs"][0]["tool"]["driver"]["rules"]
    codes = dict.fromkeys(finding.code for finding in FINDINGS)
    assert [rule["id"] for rule in rules] == list(codes)
    assert (status["name"], status["defaultConfiguration"]) == ("status-unknown", {"level": "error"})
    assert status["shortDescription"] == {"text": "The status is not one of the plan's."}
    assert status["help"] == {"text": "Choose a status from the list."}
    assert (unknown["deprecatedIds"], "deprecatedIds" in status) == (["ACT205", "ACT206", "ACT208", "ACT209"], False)


def test_without_a_baseline_no_state_is_given() -> None:
    assert "baselineState" not in sarif(PLAIN)["runs"][0]["results"][0]


HEADINGS = "| Action | Current status | Progess | Budget |\n| 9 | Done | Did it. | 5 |"


def shown(validation: Validation, *, columns: bool = False, used: Sequence[str] = ()) -> list[str]:
    return on_terminal(lambda screen: findings_text(validation, screen, columns=columns, used=used), 80)


def test_findings_on_screens() -> None:
    screens = {
        "Everything": shown(EVERYTHING),
        "Everything, in a pipe": in_pipe(lambda screen: findings_text(EVERYTHING, screen)),
        "Statistics": in_pipe(lambda screen: findings_text(EVERYTHING, screen, statistics=True)),
        "The same problem at many places": shown(checked(*(found(f"B{row}", sheet=None) for row in range(2, 10)))),
        "Known and waived": shown(checked(UNKNOWN._replace(known=True), found("A3"), found("C3", waiver=WAIVER))),
        "Waived alone": shown(checked(found("C3", waiver=WAIVER))),
        "To be fixed": shown(checked(SAFE, LIKELY)),
        "To be fixed, with --fix": shown(checked(SAFE, LIKELY), used=["--fix"]),
        "To be fixed, with --annotate and --unsafe": shown(checked(SAFE, LIKELY), used=["--annotate", "--unsafe"]),
        "To be fixed, with all": shown(checked(SAFE, LIKELY), used=["--annotate", "--unsafe", "--fix"]),
        "A file that cannot be fixed": shown(checked(SAFE, LIKELY, submissions=[submission(kind="ods")])),
        "Advice": shown(checked(found("A2", severity=ADVICE))),
        "In a list of waivers": shown(checked(IN_A_FILE)),
        "Nothing to correct": shown(checked()),
        "No rows": shown(checked(submissions=[submission("| Action | Status | Progress |")])),
        "Nothing before": shown(checked(changes=Changes(0, 0, 1))),
        "How headings were read": shown(checked(submissions=[submission(HEADINGS)]), columns=True),
    }
    assert is_as_in(HERE / "golden" / "screens.txt", sections(screens))
