"""Read a table of long texts that is written as pages of text, with a label before each part."""

from collections.abc import Iterator


def labelled_pages(text: str, *labels: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Pages with an empty line between them: the first line of each, and the words after each label, as in `Why: …`.

    Words before the first label have an empty label.
    """
    for page in text.strip().split("\n\n"):
        first, *lines = page.split("\n")
        parts, label = dict.fromkeys(("", *labels), ""), ""
        for line in lines:
            begin, _, rest = line.partition(": ")
            label, words = (begin, rest) if begin in labels else (label, line)
            parts[label] = f"{parts[label]} {words}".strip()
        yield first, parts
