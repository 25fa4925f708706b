"""Take the pictures of the README with playwright: the report's first screen, and findings in a terminal."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
YEAR = ("examples/2022", "--period", "2022", "--previous", "examples/2021")
LINES = 24


def poatool(*arguments: str | Path) -> str:
    """What the command prints in colour."""
    command = [sys.executable, "-m", "poatool", "--color", "always", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    return done.stdout


def take(browser: Browser, address: str, name: str, width: int, height: int) -> None:
    """Take a picture of a page's first screen."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.screenshot(path=PICTURES / name)
    page.close()


def terminal(printed: str) -> str:
    """Printed lines as a web page."""
    console = Console(record=True, file=io.StringIO(), width=120)
    console.print(Text.from_ansi("\n".join(printed.splitlines()[:LINES])))
    return console.export_html(inline_styles=True).replace("<body>", '<body style="margin: 16px; font-size: 14px">')


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        folder = Path(name)
        poatool("compile", *YEAR, "--format", "html", "--output", folder)
        findings = folder / "terminal.html"
        findings.write_text(terminal(poatool("validate", *YEAR)), "utf-8")
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        take(browser, (folder / "publish" / "report.html").as_uri(), "report.png", 1280, 800)
        take(browser, findings.as_uri(), "terminal.png", 980, 420)
        browser.close()


if __name__ == "__main__":
    main()
