"""How rules say things: the verb agrees with one or several, and the first of many are named."""

from __future__ import annotations

import pytest

from tests.support.checking import checked_files, found, update


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
        ("PUB504", "Trained XX people (do not publish).", "“XX” belongs in a draft."),
        ("PUB513", "Sensitive: people came.", "“Sensitive” says that the text is not to be published."),
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
        ("PUB503", "Helped a worker (passport LK234567).", "“LK234567” looks like a passport number."),
        (
            "PUB503",
            "Helped workers (passports LK234567 and LK234568).",
            "“LK234567” and “LK234568” look like passport numbers.",
        ),
        ("PUB506", "Met two victims in May and two victims in June.", "“two victims” could identify a person."),
    ],
)
def test_what_a_text_holds_is_told_as_one_thing_or_as_several(code: str, progress: str, message: str) -> None:
    assert [f.message for f in found(update(progress)) if f.code == code] == [message]


@pytest.mark.parametrize(
    ("agency", "said"), [("NZP", "NZP states “Under way”"), ("NZP and OT", "NZP and OT state “Under way”")]
)
def test_agencies_state_a_status(agency: str, said: str) -> None:
    done = update(status="Completed")
    other = update("Wrote a leaflet.", Agency=agency)
    findings = checked_files(("a.xlsx", "DIA", done), ("b.xlsx", "NZP", other))
    assert [f.message for f in findings if f.code == "ALL601"] == [f"Action 2: {said}, and DIA “Completed”."]
