"""decisions.yaml on the command line: proposed, taken over, in use, and stale."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.cli.conftest import Desk, corrected

GOOD = (2, None, "Under way", "Trained forty inspectors.")
MAIL = (3, None, "Under way", "Write to jo.bloggs@dia.govt.nz about the leaflet.")
OTHER = (2, None, "Delayed", "Waited for the new inspectors to start.")


def proposals(desk: Desk) -> list[dict[str, Any]]:
    """The entries that the last report proposes, read by a YAML library; each is as it may be copied."""
    text = (desk.folder / "report/coordinator/decisions-proposed.yaml").read_text("utf-8")
    return list(YAML(typ="safe").load(text))


def decide(desk: Desk, entries: list[dict[str, Any]], **filled: str) -> Path:
    path = desk.folder / "decisions.yaml"
    YAML().dump([entry | {k: v for k, v in filled.items() if k in entry} for entry in entries], path)
    return path


def with_pin(decided: Path, pin: str) -> Path:
    """The same decision as a coordinator pins it."""
    decided.write_text(f"{decided.read_text('utf-8').rstrip()}\n  was: '{pin}'\n", "utf-8")
    return decided


def whole(desk: Desk) -> Any:
    return desk.kept()


def published(desk: Desk) -> str:
    return "".join(path.read_text("utf-8", "ignore") for path in (desk.folder / "report/publish").iterdir())


def test_proposals_taken_over_are_in_use_and_nothing_more_is_proposed(desk: Desk) -> None:
    files = desk.workbook(GOOD, MAIL), desk.workbook(OTHER, name="moj [1].xlsx", agency="MoJ")
    assert desk.compile(*files).code == 1
    found = proposals(desk)
    assert [(each["kind"], each.get("action"), each.get("code")) for each in found] == [
        ("status", "2", None),
        ("accept", None, "PUB501"),
    ]
    as_it_stands = desk.compile(*files, "--decisions", decide(desk, found))
    assert (as_it_stands.code, whole(desk)["decisions"]) == (1, [])
    assert f"decided_by is missing: {desk.folder}/decisions.yaml, line 1 and 7" in as_it_stands.err
    decided = decide(desk, found, decided_by="Lead", reason="It is public.")
    result = desk.compile(*files, "--decisions", decided)
    assert result.code == 0
    assert "2 decisions in use:\n  Action 2: Under way  Lead: Agencies state " in result.out
    assert proposals(desk) == []
    [second] = [a for p in whole(desk)["pillars"] for o in p["objectives"] for a in o["actions"] if a["code"] == "2"]
    assert (second["status"], second["assessed"]["by"]) == ("under_way", "Lead")
    assert "jo.bloggs@dia.govt.nz" in published(desk)
    manifest = desk.kept("manifest")
    assert manifest["decisions"]["path"] == str(decided)


def test_a_stale_edit_publishes_neither_text_until_somebody_decides_again(desk: Desk) -> None:
    edit = {"kind": "edit", "update": "2022-dia-2", "text": "Trained inspectors.", "because": "Shorter."}
    decided = decide(desk, [edit | {"decided_by": "Editor"}])
    result = desk.compile(desk.workbook(GOOD), "--decisions", decided)
    assert "Trained inspectors." in published(desk)
    assert "Trained forty" not in published(desk)
    assert "each in its agency’s words, but for 1 that was edited." in published(desk)
    [update] = [u for p in whole(desk)["pillars"] for o in p["objectives"] for a in o["actions"] for u in a["updates"]]
    assert update["replaced"] == {"progress": "Trained forty inspectors."}
    pin = whole(desk)["decisions"][0]["was"]
    assert f"Add `was: {pin}`" in result.out
    book = desk.workbook((2, None, "Under way", "Trained four hundred inspectors."))
    stale = desk.compile(book, "--decisions", decided)
    assert (stale.code, whole(desk)["decisions"][0]["state"]) == (1, "stale")
    assert f"WVR704 {decided}, line 1, edits 2022-dia-2, but its text has changed since the decision." in stale.out
    assert "inspectors" not in published(desk)
    covered = desk.run("gaps", book, "--period", "2022", "--decisions", with_pin(decided, pin), "--format", "json").json
    assert (covered["totals"]["reported"], covered["left_out"][0]["rows"]) == (0, 1)
    [again] = proposals(desk)
    assert {**again, "was": None} == {**edit, "column": "progress", "was": None, "decided_by": None}
    assert desk.compile(book, "--decisions", decide(desk, [again], decided_by="Editor")).code == 0
    assert "Trained inspectors." in published(desk)


def test_an_edited_text_is_checked_as_any_other(desk: Desk) -> None:
    mended = {"kind": "edit", "update": "2022-dia-3", "text": "Wrote a leaflet.", "because": "No address."}
    spoilt = {"kind": "edit", "update": "2022-dia-2", "text": "Ask jo.bloggs@dia.govt.nz.", "because": "More."}
    entries = [each | {"decided_by": "Editor"} for each in (mended, spoilt)]
    result = desk.compile(desk.workbook(GOOD, MAIL), "--decisions", decide(desk, entries))
    assert result.code == 1
    assert "The text is that of decisions.yaml, line 6." in result.out
    assert "Wrote a leaflet." in published(desk)
    assert "jo.bloggs" not in published(desk)


def test_what_is_withheld_stands_with_the_coordinator_alone(desk: Desk) -> None:
    entry = {"kind": "withhold", "update": "2022-dia-2", "because": "Not agreed by the Minister."}
    result = desk.compile(desk.workbook(GOOD, MAIL), "--decisions", decide(desk, [entry | {"decided_by": "Lead"}]))
    assert "forty" not in published(desk)
    assert "Minister" not in published(desk)
    [withheld] = whole(desk)["withheld"]
    assert withheld["progress"] == "Trained forty inspectors."
    assert "on 1 of 28 actions in force" in result.out


def test_of_two_returns_the_one_decided_on_counts_in_every_command(desk: Desk) -> None:
    old = desk.workbook(GOOD, name="in/dia.xlsx")
    new = desk.workbook((2, None, "Under way", "Trained fifty inspectors."), name="in/dia again.xlsx")
    assert "AGY409" in desk.validate(old.parent).out
    desk.compile(old.parent)
    [counts, _] = proposals(desk)
    assert (counts["file"], counts["instead_of"]) == (old.name, new.name)
    decided = decide(desk, [counts], decided_by="Lead", because="The first is the signed one.")
    for command in ("validate", "gaps"):
        result = desk.run(command, old.parent, "--period", "2022", "--decisions", decided)
        assert f"Ignored, as decided: {new} ({old} counts)" in result.err
        assert "AGY409" not in result.out
    assert desk.compile(old.parent, "--decisions", decided).code == 0
    assert ("fifty" in published(desk), proposals(desk)) == (False, [])


def test_what_is_set_aside_is_no_other_version_of_a_return_unless_that_is_accepted(desk: Desk) -> None:
    last, now = (desk.workbook(GOOD, name=f"in/{name}.xlsx") for name in ("a", "b"))
    corrected(last, last, A2="Period: 2021")
    result = desk.validate(now.parent, "--format", "json")
    assert [(each["file"], each["code"]) for each in result.json["findings"]] == [(str(last), "WBK115")]
    assert [each["rows"]["updates"] for each in result.json["files"]] == [0, 1]
    assert "on 1 of 28 actions in force" in desk.compile(now.parent).out
    waivers = desk.folder / "waivers.yaml"
    waivers.write_text("- code: WBK115\n  reason: It is misnamed.\n  by: Lead\n")
    accepted = desk.validate(now.parent, "--format", "json", "--waivers", waivers).json["findings"]
    assert [(each["code"], each["file"]) for each in accepted if each["code"] == "AGY409"] == [("AGY409", str(now))]


def test_of_two_versions_the_file_named_after_this_period_counts(desk: Desk) -> None:
    last, now = (desk.workbook(GOOD, name=f"in/dia {year}.xlsx") for year in ("2021", "2022"))
    found = desk.validate(now.parent, "--format", "json").json["findings"]
    assert [(each["code"], each["file"]) for each in found] == [("AGY409", str(last)), ("WBK137", str(last))]
    assert found[0]["message"].endswith(f"Only {now} counts.")


def test_a_fault_is_one_line_with_its_place(desk: Desk) -> None:
    path = desk.write("decisions.yaml", "- {kind: status, action: 99}\n")
    for command in (["validate"], ["gaps"], ["compile", "--output", desk.folder / "report"]):
        result = desk.run(*command, desk.workbook(GOOD), "--period", "2022", "--decisions", path)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"poatool: {path}:1:26: 99 is not one action of the plan.")


def test_the_reason_for_a_status_is_published_and_checked_first(desk: Desk) -> None:
    entry = {"kind": "status", "action": "2", "period": "2022", "status": "delayed", "decided_by": "Lead"}
    good, bad = "It waits for a law.", "Ask jo.bloggs@dia.govt.nz."
    desk.compile(desk.workbook(GOOD), "--decisions", decide(desk, [entry | {"because": good}]))
    assert good in published(desk)
    result = desk.compile(desk.workbook(GOOD), "--decisions", decide(desk, [entry | {"because": bad}]))
    assert (result.code, bad in published(desk)) == (3, False)
    assert result.err.startswith(f"poatool: {desk.folder}/decisions.yaml:1: PUB501 The text says how to reach")
