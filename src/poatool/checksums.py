"""Checksums in the texts that poatool writes, by which it sees whether somebody has edited them."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

MARKED = (".eml", ".md", ".html")  # the endings of texts that people edit
_MEANING = b"Checksum, by which poatool sees edits:"
_LENGTH = 8  # how many hex digits to keep


def with_checksums(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The contents of files by name; e-mails and pages, which people edit, get a checksum."""
    texts = {name: PurePath(name).suffix for name in contents if name.endswith(MARKED)}
    return {**contents, **{name: with_checksum(contents[name], ending) for name, ending in texts.items()}}


def with_checksum(text: bytes, ending: str) -> bytes:
    """A text file with its checksum: in the first header of an e-mail, or else in the last line, as a comment."""
    digest = hashlib.sha256(text).hexdigest()[:_LENGTH].encode()
    match ending:
        case ".eml":
            return b"X-poatool-checksum: %b\r\n%b" % (digest, text)
        case ".md" | ".html":
            return b"%b\n<!-- %b %b -->\n" % (text, _MEANING, digest)
        case _:
            return b"%b# %b %b\n" % (text, _MEANING, digest)


def is_as_written(data: bytes, ending: str) -> bool:
    """Whether `with_checksum` made these bytes, so that nobody loses anything if they are replaced."""
    lines = data.splitlines(keepends=True)
    text = b"".join(lines[1:] if ending == ".eml" else lines[:-1])
    return data == with_checksum(text.removesuffix(b"\n") if ending in (".md", ".html") else text, ending)
