"""Texts with labels are read page by page, whatever their lines."""

from poatool.labelled_text import labelled_pages

PAGES = """
FRM001 unreadable error
The file cannot be read: it is
damaged.
Why: It is empty.
Note: this is no label.
Fix: Save it
again.

FRM002 other advice
Something: else.
"""


def test_each_page_has_its_first_line_and_the_words_after_each_label() -> None:
    assert list(labelled_pages(PAGES, "Why", "Fix")) == [
        (
            "FRM001 unreadable error",
            {
                "": "The file cannot be read: it is damaged.",
                "Why": "It is empty. Note: this is no label.",
                "Fix": "Save it again.",
            },
        ),
        ("FRM002 other advice", {"": "Something: else.", "Why": "", "Fix": ""}),
    ]
