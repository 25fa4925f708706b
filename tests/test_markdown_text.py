"""The Markdown of a coordinator's own texts: what is supported, and that anything else is refused with its line."""

from contextlib import suppress

from hypothesis import given, strategies as st

from poatool.blocks import Item, ItemList, Paragraph, Run, parse_markdown
from poatool.errors import InputError

TEXT = """# A *title*

One {{n}}
line, **bold** and [a link](https://example.org).

3. Third
   - within
4. Fourth of Te Tari
"""


def test_paragraphs_lists_emphasis_links_and_numbers() -> None:
    found = parse_markdown(TEXT, {"n": "22"}, "f.md", {"mi": ["Te Tari"]})
    assert found.title == (Run("A "), Run("title", italic=True))
    assert found.blocks == (
        (
            3,
            Paragraph(
                (
                    *(Run("One 22"), Run(" "), Run("line, "), Run("bold", bold=True), Run(" and ")),
                    *(Run("a link", href="https://example.org"), Run(".")),
                )
            ),
        ),
        (
            6,
            ItemList(
                (
                    Item((Run("Third"),), (ItemList((Item((Run("within"),)),)),)),
                    Item((Run("Fourth of "), Run("Te Tari", lang="mi"))),
                ),
                start=3,
            ),
        ),
    )


@given(st.text(st.sampled_from("ab \n*_-1.#>[]()`<&!|~{}\t+=\\:/http\u200b"), max_size=60))
def test_any_text_is_printed_visibly_or_refused_with_its_place(text: str) -> None:
    with suppress(InputError):
        assert "\\u200b" not in repr(parse_markdown(text, {"a": "1"}, "f.md"))
