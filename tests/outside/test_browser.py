"""The pages in a browser: fit for everyone to read, on any screen and on paper, and quiet on the network."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from poatool.render.coverage.tables import By, View
from poatool.render.formats import COVERAGE_FORMATS
from tests.outside.commands import EXAMPLES, poatool
from tests.support.payloads import PAYLOADS
from tests.support.reports import Line, edition, interpreted, made, year_end

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
"""The tags of axe-core's rules for every level up to WCAG 2.2 AA, and for its further recommendations."""

COLOURS = {"type": "rule", "values": ["color-contrast"]}

Medium = Literal["desk", "desk at night", "desk at 200 %", "phone", "small phone", "small phone at night", "paper"]
WIDTHS: dict[Medium, int] = {
    "desk": 1280,
    "desk at night": 1280,
    "desk at 200 %": 640,
    "phone": 400,
    "small phone": 320,
    "small phone at night": 320,
    "paper": 658,
}
"""In CSS pixels. WCAG 2.2, 1.4.10 Reflow, requires 320; paper is A4 without the margins of the style sheet."""
LANDSCAPE = 986
"""The width of landscape A4 without the margins, on which wide pages are printed."""

NAMES = ("report", "coverage", "findings", "changes", "hostile-report", "hostile-coverage", "hostile-findings")


@pytest.fixture(scope="session")
def pages(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page of each kind, and one of text that does harm if it is not escaped."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "report.html").write_bytes((compiled / "publish" / "report.html").read_bytes())
    year = (EXAMPLES / "2022", "--period", "2022", "--format", "html", "--output")
    poatool("gaps", *year, folder / "coverage.html", "--history", EXAMPLES / "2021")
    poatool("validate", *year, folder / "findings.html")
    years = (EXAMPLES / "2021", EXAMPLES / "2022")
    poatool("diff", *years, "--format", "html", "--output", folder / "changes.html")
    lines = [Line("1", f"Before {payload}", next_steps=payload, evidence=(payload,)) for payload in PAYLOADS]
    report = year_end([interpreted("in/<b>.xlsx", "NZP", lines)], [], edition())
    (folder / "hostile-report.html").write_bytes(made("html", report))
    (folder / "hostile-coverage.html").write_bytes(COVERAGE_FORMATS["html"](report.coverage, View(By.ACTION)))
    hostile = folder / "<b>&amp;.csv"
    with hostile.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(("Action", "Agency", "Status", "Progress", "Evidence"))
        written.writerows((payload, payload, payload, payload, payload) for payload in PAYLOADS)
    poatool("validate", hostile, "--period", "2022", "--format", "html", "--output", folder / "hostile-findings.html")
    return folder


class Visit:
    """An open page, with its network requests and its console errors."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.goto(file.as_uri())

    def show(self, medium: Medium) -> int:
        """Show the page on a medium; return its width there in CSS pixels."""
        width = WIDTHS[medium] if medium != "paper" or not self.page.locator(".coverage").count() else LANDSCAPE
        self.page.set_viewport_size({"width": width, "height": 900})
        scheme: Literal["dark", "light"] = "dark" if "night" in medium else "light"
        self.page.emulate_media(media="print" if medium == "paper" else "screen", color_scheme=scheme)
        return width


@pytest.fixture(scope="module", params=NAMES)
def visit(request: pytest.FixtureRequest, browser: Browser, pages: Path) -> Iterator[Visit]:
    file = pages / f"{request.param}.html"
    if not file.exists():
        pytest.skip(f"there is no {file.name}: this format is not written")
    page = browser.new_page()
    yield Visit(page, file)
    page.close()


@pytest.mark.parametrize("medium", ["desk", "desk at night", "small phone", "small phone at night", "paper"])
def test_no_barrier_that_axe_knows(visit: Visit, medium: Medium) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    visit.show(medium)
    at_night = medium.endswith("night")  # if only the colours differ
    results = axe.Axe().run(visit.page, options={"runOnly": COLOURS if at_night else WCAG})
    assert len(results.response["passes"]) > (0 if at_night else 15)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("medium", ["desk", "desk at 200 %", "phone", "small phone", "paper"])
def test_no_page_is_wider_than_its_screen_or_paper(visit: Visit, medium: Medium) -> None:
    width = visit.show(medium)
    visit.page.evaluate("document.querySelectorAll('.actions p').forEach(p => p.append(' ' + 'word'.repeat(99)))")
    near = "[...document.querySelectorAll('.number+td:not(.number)')].some(e => getComputedStyle(e).paddingLeft < '1')"
    assert width < 700 or not visit.page.evaluate(near)
    boxes = "[document.documentElement, ...document.querySelectorAll('.scroll')]"
    assert visit.page.evaluate(f"{boxes}.every(e => e.scrollWidth <= Math.min({width}, e.clientWidth))")


def test_it_asks_the_network_for_nothing_and_runs_nothing(visit: Visit) -> None:
    assert set(visit.requests) == {visit.page.url.partition("#")[0]}
    assert visit.complaints == []
    assert visit.page.evaluate("document.scripts.length") == 0
    assert visit.page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    visit.show("desk")
    visit.page.reload()
    visit.page.keyboard.press("Tab")
    skip = visit.page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.evaluate("element => element.getBoundingClientRect().x") >= 0
    skip.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"


def test_every_link_inside_the_page_leads_somewhere(visit: Visit) -> None:
    broken = visit.page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById("
        "decodeURIComponent(a.hash.slice(1)))).map(a => a.outerHTML)"
    )
    assert broken == []


def test_text_stretched_by_its_reader_is_not_cut(visit: Visit) -> None:
    # WCAG 2.2, 1.4.12 Text spacing: the four values that a page must tolerate.
    visit.show("phone")
    visit.page.evaluate(
        "document.documentElement.style.cssText = 'line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em'"
    )
    cut = visit.page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).overflowX === 'hidden'"
        " && !e.classList.contains('hidden') && e.scrollWidth > e.clientWidth).map(e => e.outerHTML)"
    )
    assert cut == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"]


def test_every_heading_is_unique(visit: Visit) -> None:
    headings = visit.page.locator("h1, h2, h3, h4").all_text_contents()
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_holds_the_four_figures_and_the_draft_mark(
    browser: Browser, pages: Path, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto((pages / "report.html").as_uri())
    boxes = page.evaluate(
        "[...document.querySelectorAll('.figures > li, .draft')].map(e => e.getBoundingClientRect())"
        ".map(b => [b.left, b.top, b.right, b.bottom])"
    )
    page.close()
    assert len(boxes) == 5
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_paper_has_page_numbers_and_each_address_once(browser: Browser, pages: Path, tmp_path: Path) -> None:
    if (pdftotext := shutil.which("pdftotext")) is None:
        pytest.skip("pdftotext is not installed")
    page = browser.new_page()
    page.goto((pages / "report.html").as_uri())
    pdf = page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True, tagged=True)
    assert b"/StructTreeRoot" in pdf
    addresses = page.evaluate("[...document.querySelectorAll('a[href^=http]')].map(a => a.href)")
    page.close()
    done = subprocess.run([pdftotext, "-raw", tmp_path / "report.pdf", "-"], check=True, capture_output=True)
    text = done.stdout.decode()
    sheets = text.split("\f")[:-1]
    assert all(f"{number} / {len(sheets)}" in said for number, said in enumerate(sheets, 1))
    printed = "".join(text.split())
    assert [printed.count(each.removeprefix("https://")) for each in addresses] == [*map(addresses.count, addresses)]


def test_paper_is_used_to_its_foot_by_long_updates(browser: Browser, tmp_path: Path) -> None:
    if (pdftotext := shutil.which("pdftotext")) is None:
        pytest.skip("pdftotext is not installed")
    texts = [
        f"Guidance on {about} was written. " * 70 for about in ("wages", "visas", "housing", "contracts", "phones")
    ]
    lines = [Line("1", text) for text in texts]
    html = made("html", year_end([interpreted("long.xlsx", "NZP", lines)], [], edition()))
    (tmp_path / "long.html").write_bytes(html)
    page = browser.new_page()
    page.goto((tmp_path / "long.html").as_uri())
    page.pdf(path=tmp_path / "long.pdf", prefer_css_page_size=True)
    page.close()
    done = subprocess.run([pdftotext, "-raw", tmp_path / "long.pdf", "-"], check=True, capture_output=True)
    sheets = [sheet for sheet in done.stdout.decode().split("\f") if "written" in sheet]
    assert len(sheets) < len(lines)  # each update would take one and leave half of it empty
