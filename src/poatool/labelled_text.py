"""Split a text into pages, and each page into parts that begin with a label."""

from collections.abc import Iterator


def labelled_pages(text: str, *labels: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the first line of each page, and the rest of its text by label: `Why: …` is under `Why`.

    An empty line ends a page. Text before the first label is under an empty label.
    """
    for page in text.strip().split("\n\n"):
        first, *lines = page.split("\n")
        parts, label = dict.fromkeys(("", *labels), ""), ""
        for line in lines:
            begin, _, rest = line.partition(": ")
            label, words = (begin, rest) if begin in labels else (label, line)
            parts[label] = f"{parts[label]} {words}".strip()
        yield first, parts
