"""Checksums in the files that poatool writes, which show whether somebody has edited them."""

import hashlib

MARKED = (".eml", ".md", ".html", ".docx")  # the endings of files that people edit
_MEANING = b"Checksum, by which poatool sees edits:"
_LENGTH = 8  # how many hex digits to keep
_NO_COMMENT = b"\0\0"  # the end of a zip: the length of its comment, which Word drops when it saves the file


def with_checksum(text: bytes, ending: str) -> bytes:
    """A file with its checksum: in the first header of an e-mail, or else at the end, as a comment."""
    digest = hashlib.sha256(text).hexdigest()[:_LENGTH].encode()
    match ending:
        case ".eml":
            return b"X-poatool-checksum: %b\r\n%b" % (digest, text)
        case ".docx":
            comment = b"%b %b" % (_MEANING, digest)
            return text.removesuffix(_NO_COMMENT) + len(comment).to_bytes(2, "little") + comment
        case ".md" | ".html":
            return b"%b\n<!-- %b %b -->\n" % (text, _MEANING, digest)
        case _:
            return b"%b# %b %b\n" % (text, _MEANING, digest)


def is_as_written(data: bytes, ending: str) -> bool:
    """Whether `with_checksum` made these bytes; if so, replacing them loses nobody's changes."""
    lines = data.splitlines(keepends=True)
    text = b"".join(lines[1:] if ending == ".eml" else lines[:-1])
    if ending == ".docx":
        text = data[: -len(_NO_COMMENT) - len(_MEANING) - 1 - _LENGTH] + _NO_COMMENT
    return data == with_checksum(text.removesuffix(b"\n") if ending in (".md", ".html") else text, ending)
