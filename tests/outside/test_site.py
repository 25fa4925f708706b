"""The built site: every link leads somewhere, nothing is fetched from elsewhere, and everyone can read it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.outside.commands import ROOT
from tests.outside.test_browser import WCAG
from tests.support.web import seen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MAIN = ("index", "tutorial/a-year", "how-to/findings", "reference/rules/wbk")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("zensical", reason="zensical is not installed")
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    build = (sys.executable, "-m", "zensical", "build", "--strict")
    done = subprocess.run(build, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "build" / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_every_link_of_every_page_leads_somewhere_on_the_site(site: Path) -> None:
    (site / "404.html").unlink()  # a host shows it at any address, so its links begin at the root
    pages = {path.as_uri(): seen(path.read_bytes()) for path in site.rglob("*.html")}
    named = {uri: {*page.values("id"), *page.values("name")} for uri, page in pages.items()}
    lost = []
    for uri, page in pages.items():
        linked = ((tag, given.get("href") or given.get("src")) for tag, given in page.elements)
        for tag, link in ((tag, link) for tag, link in linked if link):
            target, _, anchor = urljoin(uri, link).partition("#")
            if tag == "a" and target.startswith("https:"):  # a link that the reader may follow elsewhere
                continue
            there = target.startswith("file:") and Path(unquote(urlsplit(target).path)).exists()
            if not there or (anchor and anchor not in named[target]):
                lost.append(f"{link} of {uri.removeprefix(site.as_uri())}")
    assert len(pages) > 15
    assert lost == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", MAIN)
def test_no_barrier_that_axe_knows_and_no_request_to_elsewhere(
    browser: Browser, address: str, name: str, scheme: Literal["light", "dark"]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    asked: list[str] = []
    page = browser.new_page(color_scheme=scheme)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(f"{address}{name}.html", wait_until="networkidle")
    results = axe.Axe().run(page, options={"runOnly": WCAG})
    page.set_viewport_size({"width": 320, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert results.violations_count == 0, results.generate_report()
    assert width <= 320


@pytest.mark.skipif(
    not all(map(shutil.which, ("chromium", "soffice", "pdftoppm"))), reason="Chromium or LibreOffice is not installed"
)
def test_pictures_have_the_same_bytes_twice(tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        subprocess.run([sys.executable, ROOT / "docs" / "pictures.py", folder], check=True)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 3
