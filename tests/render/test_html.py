"""Pages as a browser reads them."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from poatool.cell_text import laid_out
from poatool.framework.edition import as_of
from poatool.render.coverage.state_marks import DARK, LIGHT
from poatool.render.coverage.tables import By, View
from poatool.render.formats import COVERAGE_FORMATS, FINDINGS_FORMATS
from poatool.reports.year_end_model import YearEndReport
from poatool.text import one_line
from tests.support.findings import checked, found
from tests.support.payloads import INVISIBLE, PAYLOADS, STRINGS
from tests.support.reports import FRAMEWORK, Line, edition, interpreted, made, year_end
from tests.support.web import OURS, Seen, said, seen


def report(*lines: Line, file: str = "in/a.xlsx") -> YearEndReport:
    return year_end([interpreted(file, "NZP", lines)], [], edition())


def page(*lines: Line, file: str = "in/a.xlsx") -> Seen:
    return seen(made("html", report(*lines, file=file)))


PRIVATE = "C:\\Users\\me\\secret\\police.xlsx"
EVIDENCE = ("https://a.govt.nz/x", "javascript:alert(1)", "data:text/html,x")
PAGES = {
    "report": made("html", report(Line("1", "Did it.", evidence=EVIDENCE), file=PRIVATE)),
    "coverage": COVERAGE_FORMATS["html"](report(Line("1", "Did it."), file=PRIVATE).coverage, View(By.PILLAR)),
    "findings": FINDINGS_FORMATS["html"](checked(found("A2", path=PRIVATE), found("", sheet=None))),
}


@pytest.mark.parametrize("written", PAGES.values(), ids=PAGES)
def test_a_page_loads_nothing_runs_nothing_and_keeps_paths_private(written: bytes) -> None:
    page = seen(written)
    assert page.tags <= OURS
    assert not page.unclosed
    assert not page.values("src")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.values("content")
    outside = [href for href in page.values("href") if not href.startswith("#")]
    assert outside == [EVIDENCE[0]] * (b"a.govt.nz" in written)
    assert not {text for text in ("@import", "secret") if text in written.decode()}
    assert set(re.findall(r"url\([^)]*\)", written.decode())) <= {"url(#hatch)"}


@pytest.mark.parametrize("written", PAGES.values(), ids=PAGES)
def test_a_page_has_landmarks_a_heading_at_each_level_and_no_dead_link(written: bytes) -> None:
    page = seen(written)
    tags = [tag for tag, _ in page.elements]
    assert [attributes["lang"] for tag, attributes in page.elements if tag == "html"] == ["en-NZ"]
    assert [tag for tag in tags if tag in ("header", "main")] == ["header", "main"]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(below <= above + 1 for above, below in pairwise(levels))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    assert set(" ".join(page.values("aria-labelledby")).split()) <= set(ids)
    assert page.elements[tags.index("a")][1]["href"] == "#main"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_read_as_they_were_written(payload: str) -> None:
    found = page(Line("1", f"Before {payload}", next_steps=f"Then {payload}"), file=f"in/{payload}.xlsx")
    assert found.tags <= OURS
    assert not found.unclosed
    read = found.read.replace("\u2003", " ")  # what stands for tabs
    assert one_line(f"Before {payload}") in read
    assert one_line(f"Then {payload}") in read


@given(STRINGS, STRINGS)
def test_every_word_is_on_the_page_and_nothing_invisible(progress: str, next_steps: str) -> None:
    written = made("html", report(Line("1", progress, next_steps=next_steps)))
    found = seen(written)
    assert found.tags <= OURS
    assert not set(written.decode()) & set(INVISIBLE)
    for text in (progress, next_steps):
        for words in said(laid_out(text)):
            assert one_line(words) in found.read


def test_every_action_in_force_says_how_it_stands() -> None:
    sent = [
        interpreted("a.xlsx", "NZP", [Line("1", "Nil", nil=True), Line("2", "Did.", status="completed")]),
        interpreted("c.xlsx", "OT", [Line("2", "Does.", status="under_way"), Line("9", "Met.", status="completed")]),
        interpreted("d.xlsx", "MBIE", [Line("21", "Asked.")]),
    ]
    found = seen(made("html", year_end(sent, [], edition())))
    for text in (
        "1. Tell people their rights. Status: Nothing to report ",
        "2. Train front-line staff. Status: Agencies differ: Completed (NZP) · Under way (OT) ",
        "9. Use forums. Status: Completed ",
        "21. Do research. Status: Reported, no status ",
        "N1*. Hear survivors. Status: Not reported * New actions are numbered differently. ",
        " Nothing to report NZP · Action 1 ",
        "Draft. Agencies differ on the status of Action 2.",
        "5 of 6 actions of the plan are counted; Action 26 is counted under Action 9. 3 2 0 5 – ",
    ):
        assert text in found.read, text
    assert found.read.count("Status: ") == 5
    links = [h for h in found.values("href") if "note" in h or h == "#action-N1"]
    assert links[-2:] == ["#note-research", "#action-N1"]


def test_words_of_other_languages_are_marked_wherever_they_are() -> None:
    plan = replace(FRAMEWORK, language_marks={"mi": ("Police", "Raise", "rights", "Plan", "Did")})
    marked = as_of(plan, plan.period_by_id["2022"])
    sent = interpreted("in/a.xlsx", "NZP", [Line("1", "Did it. Undid it.")])
    written = made("html", year_end([sent], [], marked)).decode()
    texts = (
        "Small {Plan} 2020",
        "{Raise} awareness",
        "Tell people their {rights}.",
        "New Zealand {Police}",
        "{Did} it. Undid",
    )
    for text in texts:
        assert text.replace("{", '<span lang="mi">').replace("}", "</span>") in written


def test_the_texts_of_a_plan_in_another_language_are_marked_and_ours_are_english() -> None:
    plan = replace(FRAMEWORK, language="fr-CA", language_marks={"mi": ("whānau",)})
    french = as_of(plan, plan.period_by_id["2022"])
    sent = interpreted("in/a.xlsx", "NZP", [Line("1", "Avec les whānau.\n• Un guide")])
    written = made("html", year_end([sent], [], french)).decode()
    assert [attributes["lang"] for tag, attributes in seen(written.encode()).elements if tag == "html"] == ["en"]
    for text in (
        '<span lang="fr-CA">Avec les </span><span lang="mi">whānau</span><span lang="fr-CA">.</span>',
        '<li><span lang="fr-CA">Un guide</span></li>',
        '<span lang="fr-CA">Raise awareness</span></h3>',
        "<strong>Active agencies</strong> – <span",
    ):
        assert text in written, text


ROWS = st.lists(
    st.builds(
        lambda codes, progress, agencies, status: Line(
            ", ".join(codes), progress, agencies, status, nil=status == "no_update"
        ),
        st.lists(st.sampled_from(["1", "2", "9", "21", "26"]), min_size=1, max_size=3, unique=True),
        st.sampled_from(["", "Did it.", "- a\n- b"]),
        st.sampled_from([(), ("NZP", "OT"), ("INZ",)]),
        st.sampled_from([None, "under_way", "completed", "no_update"]),
    ),
    max_size=6,
)


@given(ROWS, ROWS, ROWS)
def test_each_published_update_has_one_anchor_and_no_link_is_dead(
    before: list[Line], police: list[Line], other: list[Line]
) -> None:
    last = year_end([interpreted("b.xlsx", "NZP", before, period="2021")], [], edition("2021"))
    sent = [interpreted("p.xlsx", "NZP", police), interpreted("o.xlsx", "OT", other)]
    now = year_end(sent, [], edition(), (last,))._replace(earlier=(last,))
    written = made("html", now)
    ids = seen(written).values("id")
    assert len(ids) == len(set(ids))
    assert {update.id for each in (now, last) for update in each.updates} <= set(ids)
    assert {href[1:] for href in seen(written).values("href") if href.startswith("#")} <= set(ids)
    headings = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", written.decode(), re.DOTALL)
    assert len(headings) == len(set(headings))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


STYLE = made("html", report()).decode()
LIGHT_AND_DARK = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in STYLE.split("dark)")[:2]]


@pytest.mark.parametrize(("palette", "paper"), [(LIGHT, "#ffffff"), (DARK, "#12171d")], ids=["light", "dark"])
def test_a_mark_can_be_told_from_its_neighbours_and_its_number_read(
    palette: dict[str, tuple[str, str]], paper: str
) -> None:
    edge = LIGHT_AND_DARK[palette is DARK]["edge"]
    for look, (fill, ink) in palette.items():
        assert contrast(fill, ink) >= 4.5, look
        assert max(contrast(fill, paper), contrast(edge, paper)) >= 3, look
