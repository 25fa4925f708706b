"""A draft from an OSCAL catalogue: each kind of link, and one as large as the largest in use."""

import json
from pathlib import Path

import pytest

from poatool.errors import FrameworkError
from poatool.framework.edition import Edition, Standing, as_of
from poatool.framework.events import EventKind, Target
from poatool.framework.importing.oscal import catalogue_draft
from poatool.framework.load import examine
from poatool.framework.reference.resolve import resolve
from tests.framework.plan import load_text

CATALOGUE = (Path(__file__).parents[1] / "data" / "catalogue.json").read_text(encoding="utf-8")


def edition_of(text: str) -> Edition:
    written = catalogue_draft(text, "catalogue.json")
    assert examine(written.encode())[1] == ()
    return as_of(load_text(written), None)


@pytest.fixture(name="edition", scope="module")
def _edition() -> Edition:
    return edition_of(CATALOGUE)


def test_groups_are_objectives_and_enhancements_follow_their_control(edition: Edition) -> None:
    assert [p.title for p in edition.pillars] == ["A catalogue of controls, made up for tests"]
    assert [(o.id, [a.code for a in o.actions]) for o in edition.objectives] == [
        ("ac", ["AC-2", "AC-2(1)", "AC-2(10)", "AC-3", "AC-13", "AC-20"]),
        ("sa", ["SA-12", "SA-19"]),
        ("sr", ["SR-1", "SR-2"]),
    ]


@pytest.mark.parametrize(
    ("code", "counts_under", "targets"),
    [
        ("AC-2(10)", ("AC-2",), (Target(action="AC-2", part="k"),)),
        ("AC-13", ("AC-2", "AC-3"), (Target(action="AC-2"), Target(action="AC-3"))),
        ("SA-12", ("SR-1", "SR-2"), (Target(objective="sr"),)),
        ("SA-19", ("SR-2",), (Target(action="SR-2"),)),
    ],
)
def test_targets_of_withdrawn_controls(
    edition: Edition, code: str, counts_under: tuple[str, ...], targets: tuple[Target, ...]
) -> None:
    standing = edition.by_code[code]
    assert (standing.standing, standing.counts_under) == (Standing.INCORPORATED, counts_under)
    assert standing.targets == targets


def test_one_without_a_successor_is_withdrawn_and_one_that_moved_says_so(edition: Edition) -> None:
    assert edition.by_code["AC-20"].standing is Standing.WITHDRAWN
    (moved,) = edition.by_code["SA-19"].action.history
    assert (moved.event, moved.note) == (EventKind.INCORPORATED, "Moved with its text.")


def test_label_and_id_and_padded_label_are_one_control(edition: Edition) -> None:
    for text in ("AC-2(1)", "ac-2.1", "AC-02(01)", "AC-02(1)"):
        assert resolve(edition, text).codes == ("AC-2(1)",)
    for text in ("AC-2(10)", "ac-2.10", "AC-02(10)"):
        assert resolve(edition, text).codes == ("AC-2",)


def test_a_target_that_is_not_in_the_catalogue_is_doubtful() -> None:
    draft = catalogue_draft(CATALOGUE.replace("#sr-2", "#mp-4"), "catalogue.json")
    assert "not in the catalogue: #mp-4" in draft
    assert examine(draft.encode())[1] == ()


def test_groups_of_groups_are_pillars() -> None:
    document = json.loads(CATALOGUE)
    groups = document["catalog"]["groups"]
    document["catalog"]["groups"] = [
        {"id": "first", "title": "First", "groups": groups[:2]},
        {"id": "second", "title": "Second", "groups": groups[2:]},
    ]
    edition = edition_of(json.dumps(document))
    assert [(p.id, [o.id for o in p.objectives]) for p in edition.pillars] == [
        ("first", ["ac", "sa"]),
        ("second", ["sr"]),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 5000, "not an OSCAL catalogue"),
        ('{"profile": {}}', "catalog.metadata.title: Field required"),
        ('{"catalog": {"metadata": {"title": "Empty"}}}', "no control"),
        ('{"catalog": {"metadata": {"title": "T"}, "groups": [{"title": 1}]}}', r"catalog\.groups\.0\.title"),
    ],
)
def test_a_file_that_is_not_a_catalogue_gives_one_clear_line(text: str, words: str) -> None:
    with pytest.raises(FrameworkError, match=words) as refused:
        catalogue_draft(text, "catalogue.json")
    assert "\n" not in str(refused.value)


def test_controls_nested_without_end_are_refused() -> None:
    deep = '{"id":"a","title":"A","controls":[' * 3000 + "]}" * 3000
    with pytest.raises(FrameworkError, match="not an OSCAL catalogue"):
        catalogue_draft('{"catalog":{"metadata":{"title":"T"},"controls":[' + deep + "]}}", "catalogue.json")
