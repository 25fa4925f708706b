"""The texts in a written file, whatever its format."""

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdf


def texts(path: Path) -> Iterator[str]:
    """The texts in a file: its bytes as text, the parts of a package, and both without escapes and markup."""
    contents, mixed = [path.read_bytes()], path.suffix in (".pdf", ".docx")
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            contents += [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        contents += [" ".join(pdf_pages(path)).encode()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            contents = [*(name.encode() for name in package.namelist()), *map(package.read, package.namelist())]
    for content in contents:
        text = content.decode("utf-8-sig", "replace" if mixed else "strict")
        yield text
        yield html.unescape(re.sub(r"<[^>]*>", "", text))
        yield re.sub(r"\\([^\w\s])", r"\1", text)
        yield text.replace("\\n", "\n").replace('\\"', '"')


def pdf_pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def text_of(path: Path) -> str:
    return "\n".join(texts(path))
