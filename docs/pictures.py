"""Make the pictures of the documentation from the examples: with Chromium, LibreOffice and pdftoppm.

Usage: python docs/pictures.py [FOLDER], by default docs/pictures.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
YEAR = ("examples/2022", "--period", "2022", "--previous", "examples/2021")
LINES = 30
SHEETS = ((60, 105, 1400, 340), (40, 40, 1380, 389))
"""What is shown of the two sheets of the workbook: left, top, right and bottom in pixels at 120 dpi."""
COLOURS = 64


def poatool(*arguments: str | Path) -> str:
    """What a command prints in colour."""
    command = [sys.executable, "-m", "poatool", "--color", "always", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    return done.stdout


def findings() -> str:
    """The first findings of the example year on a terminal, as SVG without the font that rich would fetch."""
    console = Console(record=True, file=io.StringIO(), width=110)
    console.print(Text.from_ansi("\n".join(poatool("validate", *YEAR).splitlines()[:LINES])))
    drawn = console.export_svg(title="poatool validate", unique_id="validate")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def report(folder: Path) -> bytes:
    """The first screen of the report."""
    from playwright.sync_api import sync_playwright

    poatool("compile", *YEAR, "--format", "html", "--output", folder)
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((folder / "publish" / "report.html").as_uri())
        taken = page.screenshot()
        browser.close()
    return small(Image.open(io.BytesIO(taken)))


def annotated(folder: Path) -> bytes:
    """The two sheets of an annotated workbook, as LibreOffice prints them: the findings, and where they are."""
    poatool("validate", *YEAR, "--annotate", folder)
    workbook = folder / "justice-with-mistakes.checked.xlsx"
    office = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf")
    subprocess.run((*office, "--outdir", folder, workbook), check=True, capture_output=True)  # noqa: S603
    subprocess.run(("pdftoppm", "-r", "120", "-png", workbook.with_suffix(".pdf"), folder / "sheet"), check=True)  # noqa: S603, S607
    sheets = [Image.open(folder / f"sheet-{number}.png").crop(part) for number, part in enumerate(SHEETS, 1)]
    both = Image.new("RGB", (sheets[0].width, sum(sheet.height for sheet in sheets)), "white")
    both.paste(sheets[0], (0, 0))
    both.paste(sheets[1], (0, sheets[0].height))
    return small(both)


def small(picture: Image.Image) -> bytes:
    """A picture as PNG of few colours."""
    written = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def pictures() -> dict[str, bytes]:
    """Every picture by its name."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        return {
            "report.png": report(Path(one)),
            "annotated.png": annotated(Path(other)),
            "validate.svg": findings().encode(),
        }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else PICTURES
    for name, content in pictures().items():
        (folder / name).write_bytes(content)
