"""How rules say things: the verb agrees with one or several, the first of many are named, a sentence ends once."""

from __future__ import annotations

import pytest

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from tests.support.tables import workbook_from_markdown

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])


def submission(path: str, agency: str, status: str, progress: str) -> Interpreted:
    table = f"| Action | Agency | Status | Progress |\n| 2 | {agency} | {status} | {progress} |"
    return interpret(read(workbook_from_markdown(table, path=path), Columns.of()), EDITION)


def messages(code: str, *submissions: Interpreted) -> list[str]:
    return [f.message for f in check(Batch(EDITION, submissions), RULES) if f.code == code]


@pytest.mark.parametrize(
    ("code", "progress", "message"),
    [
        ("PUB509", "A <b>bold step.", "The text contains “<b>”, which would be printed as it stands."),
        ("PUB509", "A <b>bold</b> step.", "The text contains “<b>” and “</b>”, which would be printed as they stand."),
        (
            "PUB509",
            "<b>1</b> <i>2</i> <u>3</u>",
            "The text contains “<b>”, “</b>”, “<i>”, “</i>” and 2 more, which would be printed as they stand.",
        ),
        ("PUB504", "Trained XX people.", "“XX” belongs in a draft."),
        ("PUB504", "Trained XX people in TBC.", "“XX” and “TBC” belong in a draft."),
        (
            "PUB504",
            "Trained XX people (do not publish).",
            "“XX” and “do not publish” belong in a draft.",
        ),
        ("PUB504", "Sensitive: people came.", "“Sensitive” suggests that the text is not to be published."),
        (
            "PUB501",
            "Ask a@example.org, or a@example.org again.",
            "The text contains an e-mail address: “a@example.org”.",
        ),
        (
            "PUB501",
            "Ask a@example.org or b@example.org.",
            "The text contains e-mail addresses: “a@example.org” and “b@example.org”.",
        ),
        (
            "PUB503",
            "Helped a worker (passport LK234567).",
            "“LK234567” looks like a passport number.",
        ),
        (
            "PUB503",
            "Helped workers (passports LK234567 and LK234568).",
            "“LK234567” and “LK234568” look like passport numbers.",
        ),
        (
            "PUB506",
            "Met two victims in May and two victims in June.",
            "“two victims” could identify a person.",
        ),
    ],
)
def test_what_a_text_holds_is_told_as_one_thing_or_as_several(code: str, progress: str, message: str) -> None:
    assert messages(code, submission("a.xlsx", "DIA", "Under way", progress)) == [message]


def test_who_meets_a_text_that_is_kept_back_is_told_to_ask_before_the_mark_is_taken_out() -> None:
    batch = Batch(EDITION, (submission("a.xlsx", "DIA", "Under way", "Embargoed until 1 December: people came."),))
    (hint,) = (finding.hint for finding in check(batch, RULES) if finding.code == "PUB504")
    assert hint == (
        "Ask whether the text may be published. If so, take the mark out; if not, take out what must not be published."
    )


@pytest.mark.parametrize(
    ("progress", "end"),
    [
        ("Trained forty inspectors in three districts.", "“Trained forty inspectors in three districts.”"),
        ("Trained forty inspectors in three districts", "“Trained forty inspectors in three districts”."),
        (f"Trained {'inspectors and ' * 5}others.", "“Trained inspectors and inspectors and inspectors and inspec…”"),
    ],
)
def test_what_is_quoted_at_the_end_has_one_full_stop(progress: str, end: str) -> None:
    (said,) = messages("UPD307", submission("a.xlsx", "DIA", "Not started", progress))
    assert said == f"The status is “Not started”, but the text tells of work: {end}"
    (said,) = messages("UPD305", submission("a.xlsx", "DIA", "No update this period", progress))
    assert said.endswith(f": {end} The row counts as a nil return.")


def test_what_names_no_action_is_told_which_numbers_there_are() -> None:
    table = "| Action | Agency | Status | Progress |\n| Misc. | DIA | Under way | Trained forty inspectors. |"
    one = interpret(read(workbook_from_markdown(table, path="a.xlsx"), Columns.of()), EDITION)

    (hint,) = (f.hint for f in check(Batch(EDITION, (one,)), RULES) if f.code == "ACT201")
    assert hint == "Write the number of an action as the plan prints it: 1 to 28 or N1."


def test_agencies_state_a_status() -> None:
    done = submission("a.xlsx", "DIA", "Completed", "Trained forty inspectors.")

    assert messages("ALL601", done, submission("b.xlsx", "NZP", "Under way", "Wrote a leaflet.")) == [
        "Action 2: NZP states “Under way”, and DIA “Completed”."
    ]
    assert messages("ALL601", done, submission("b.xlsx", "NZP and OT", "Under way", "Wrote a leaflet.")) == [
        "Action 2: NZP and OT state “Under way”, and DIA “Completed”."
    ]
