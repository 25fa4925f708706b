"""Paragraphs, lists, emphasis and links as agencies type them into a cell."""

import pytest

from poatool.blocks import Blocks, Item, ItemList, Paragraph, Run, Runs, plain
from poatool.cell_text import laid_out


def p(*runs: str | Run) -> Paragraph:
    return Paragraph(as_runs(runs))


def ul(*items: str | Item) -> ItemList:
    return ItemList(as_items(items))


def ol(*items: str | Item, start: int = 1) -> ItemList:
    return ItemList(as_items(items), start)


def li(text: str, *lists: ItemList) -> Item:
    return Item((Run(text),), lists)


def as_runs(runs: tuple[str | Run, ...]) -> Runs:
    return tuple(Run(run) if isinstance(run, str) else run for run in runs)


def as_items(items: tuple[str | Item, ...]) -> tuple[Item, ...]:
    return tuple(li(item) if isinstance(item, str) else item for item in items)


def same(found: Blocks, expected: list[Paragraph | ItemList]) -> bool:
    """Named tuples of different types are equal if their values are: their names tell them apart."""
    return repr(list(found)) == repr(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("One sentence.", [p("One sentence.")]),
        ("", []),
        ("First.\nSecond.\n\nThird.", [p("First."), p("Second."), p("Third.")]),
        ("  two   spaces\u00a0here ", [p("two spaces\u00a0here")]),
        ("A long sentence that was\nbroken by hand.", [p("A long sentence that was broken by hand.")]),
        ("Te tari\no Aotearoa", [p("Te tari o Aotearoa")]),
        ("Visits\nnorth\t14 \t 5\t\nsouth\t1 2", [p("Visits"), p("north\u200314\u20035"), p("south\u20031 2")]),
        ("-5 degrees\n2021 was cold.", [p("-5 degrees"), p("2021 was cold.")]),
        ("• One\n• Two", [ul("One", "Two")]),
        ("•\tOne\n•\n•Two", [ul("One", "Two")]),
        ("- One\n– Two\n* Three", [ul("One", "Two", "Three")]),
        ("We did:\n– one that\ngoes on\n\nThen more.", [p("We did:"), ul("one that goes on"), p("Then more.")]),
        ("• One\n   - a\n   - b\n• Two", [ul(li("One", ul("a", "b")), "Two")]),
        ("• One\no\ta\n▪ b\n1. c", [ul(li("One", ul("a"), ul("b"), ol("c")))]),
        ("1. One\n2) Two\n4. Four", [ol("One", "Two"), ol("Four", start=4)]),
        ("1. One\n\n2. Two\n- a\n3. Three", [ol("One", li("Two", ul("a")), "Three")]),
        ("• One\n\n1. Two", [ul("One"), ol("Two")]),
        ("i) one\nii) two", [p("i) one"), p("ii) two")]),
        ("1. One:\n   (a) this\n   (b) that\n2. Two", [ol("One:"), p("(a) this"), p("(b) that"), ol("Two", start=2)]),
        (
            "2. Two:\n   a. this\n   ii. that\n3. Three",
            [ol("Two:", start=2), p("a. this"), p("ii. that"), ol("Three", start=3)],
        ),
        ("It falls under\ns. 98 of the Act,\ne.g. here.", [p("It falls under s. 98 of the Act, e.g. here.")]),
        ("**Not** _markup_ <b>", [p("**Not** _markup_ <b>")]),
        (
            "See https://example.org/a.\nhttps://example.org/b",
            [
                p("See ", Run("https://example.org/a", href="https://example.org/a"), "."),
                p(Run("https://example.org/b", href="https://example.org/b")),
            ],
        ),
        ("See https://", [p("See https://")]),
    ],
)
def test_lines_as_paragraphs_and_lists(cell: str, expected: list[Paragraph | ItemList]) -> None:
    assert same(laid_out(cell), expected)


BOLD, ITALIC = Run("", bold=True), Run("", italic=True)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (
            ("Trained ", BOLD._replace(text="forty"), " people."),
            [p("Trained ", BOLD._replace(text="forty"), " people.")],
        ),
        ((BOLD._replace(text="All "), BOLD._replace(text="of it.")), [p("All of it.")]),
        (
            (BOLD._replace(text="•\tOne:"), " two\n• Three ", ITALIC._replace(text="four  ")),
            [
                ItemList(
                    (
                        Item((BOLD._replace(text="One:"), Run(" two"))),
                        Item((Run("Three "), ITALIC._replace(text="four"))),
                    )
                )
            ],
        ),
        ((BOLD._replace(text="Other"), " words"), [p("Trained forty people.")]),
        (
            ("A ", Run("page", href="https://example.org/"), " and ", Run("a file", href="file:///c:/x")),
            [p("A ", Run("page", href="https://example.org/"), " and a file")],
        ),
    ],
)
def test_runs_of_a_cell(runs: tuple[str | Run, ...], expected: list[Paragraph | ItemList]) -> None:
    text = plain(as_runs(runs)).strip() if expected[0] != p("Trained forty people.") else "Trained forty people."
    assert same(laid_out(f" {text}\n", as_runs(runs)), expected)


def test_runs_of_which_the_text_is_a_part() -> None:
    runs = as_runs(("Progress: We ", BOLD._replace(text="did it"), ". Next: rest"))
    assert same(laid_out("We did it.", runs), [p("We ", BOLD._replace(text="did it"), ".")])
    assert same(laid_out("did", runs), [p("did")])


HREF = "https://example.org/guide"


@pytest.mark.parametrize(
    ("text", "link", "expected"),
    [
        ("The guide", HREF, [p(Run("The guide", href=HREF))]),
        ("Mail us", "mailto:help@example.org?subject=x", [p(Run("Mail us", href="mailto:help@example.org"))]),
        ("One.\nTwo.", HREF, [p("One."), p("Two. (", Run(HREF, href=HREF), ")")]),
        (f"See {HREF}", HREF, [p("See ", Run(HREF, href=HREF))]),
        ("The guide", "#Sheet2!A1", [p("The guide")]),
        ("The guide", "javascript:alert(1)", [p("The guide")]),
        ("The guide", "file:///c:/guide.docx", [p("The guide")]),
    ],
)
def test_the_link_behind_a_cell(text: str, link: str, expected: list[Paragraph]) -> None:
    assert same(laid_out(text, link=link), list(expected))


def test_words_of_other_languages_are_marked_where_the_plan_lists_them() -> None:
    marks = {"mi": ["Oranga Tamariki", "Tamariki"], "sm": ["Talofa"]}
    found = laid_out("Oranga Tamariki, Tamariki; Tamarikis. Talofa", (), None, marks)
    mi = [Run(text, lang="mi") for text in ("Oranga Tamariki", "Tamariki")]
    assert same(found, [p(mi[0], ", ", mi[1], "; Tamarikis. ", Run("Talofa", lang="sm"))])


def test_deep_lists_and_many_lines_take_little() -> None:
    (long,) = laid_out("a\n" * 30_000)
    assert isinstance(long, Paragraph)
    assert len(long.runs[0].text) == 59_999
    cell = "\n".join(f"{' ' * depth}- item" for depth in range(0, 4_000, 2))
    (found,) = laid_out(cell)
    assert isinstance(found, ItemList)
    assert len(found.items[0].lists[0].items) == 1_999
