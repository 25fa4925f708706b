"""A published file, in any format that is read, to a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from poatool.errors import FrameworkError
from poatool.framework.importing.blocks import PageBlock, html_blocks, markdown_blocks, text_blocks
from poatool.framework.importing.draft import Draft
from poatool.framework.importing.page import page_draft
from poatool.framework.load.yaml import MOST_BYTES
from poatool.text import read_bounded

_READERS: Mapping[str, Callable[[str], list[PageBlock]]] = {
    ".txt": text_blocks,
    ".html": html_blocks,
    ".htm": html_blocks,
    ".xhtml": html_blocks,
    ".md": markdown_blocks,
    ".markdown": markdown_blocks,
}


def import_file(path: Path) -> Draft:
    """Draft a framework from a published page, or from an OSCAL catalogue in JSON.

    Raises:
        FrameworkError: it cannot be opened or read, or contains no plan.
    """
    if path.suffix.lower() == ".json":
        from poatool.framework.importing.oscal import catalogue_draft

        return catalogue_draft(_text(path), str(path))
    return page_draft(page_blocks(path), str(path))


def page_blocks(path: Path) -> list[PageBlock]:
    """The blocks of a published page.

    Raises:
        FrameworkError: it cannot be opened or read, or has far too much text.
    """
    text, suffix = _text(path), path.suffix.lower()
    if suffix not in _READERS:
        raise FrameworkError(
            f"{path}: a page is read from {', '.join(_READERS)}, a catalogue from .json. Save the page as text or HTML."
        )
    blocks = _READERS[suffix](text)
    if sum(len(block.text) for block in blocks) > MOST_BYTES:
        raise FrameworkError(f"{path}: more text than a framework file may hold (1 MiB): is it the page of a plan?")
    return blocks


def _text(path: Path) -> str:
    try:
        data = read_bounded(path)
    except FileNotFoundError:
        address = str(path).startswith(("http:", "https:"))
        reason = (
            "pages are not downloaded. Save the page and name the file."
            if address
            else "there is no such file. Check the path."
        )
        raise FrameworkError(f"{path}: {reason}") from None
    except OSError as error:
        raise FrameworkError(f"{path}: the page cannot be opened ({error.strerror}).") from None
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        raise FrameworkError(f"{path}: it is not in UTF-8. Save it again as UTF-8.") from None
