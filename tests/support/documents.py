"""A document with every kind of part that reports have, for tests of formats."""

from dataclasses import replace

from poatool.blocks import Item, ItemList, Run
from poatool.framework.edition import as_of
from poatool.render.document import (
    Contents,
    Document,
    Grid,
    GridColumn,
    Heading,
    Labelled,
    LabelledList,
    Look,
    Passage,
    Picture,
    paragraph,
    words,
)
from tests.support.reports import FRAMEWORK

PLAN = replace(FRAMEWORK, title="Plan of Action")
UPDATE = "2022-mbie-1-3-5"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><rect width="200" height="30" fill="#1b6b8f"/>'
    '<text x="5" y="50" font-size="14">Whānau – 2</text></svg>'
)
LIVE = "#import <b>& \\u{41} $x$ *y* {{title}} =1+1"
"""Text of an agency that would be markup in one of the formats of documents."""

LONG = tuple((words(f"Row {number}"), words(str(number))) for number in range(60))

DOCUMENT = Document(
    title="Annual report 2022",
    edition=as_of(PLAN, PLAN.period_by_id["2022"]),
    page="report",
    mark="DRAFT",
    parts=(
        paragraph(words("Plan of Action"), look=Look.SUBTITLE),
        paragraph(words("Annual report 2022"), look=Look.TITLE),
        paragraph(words("Ministry of Plans"), look=Look.DETAILS),
        paragraph(Run("Draft. ", bold=True), Run("Two entries are set aside."), look=Look.NOTICE),
        Contents("Contents"),
        Heading(1, words("At a glance"), "glance"),
        Grid(
            "",
            "In figures",
            (GridColumn("Reported"), GridColumn("Nil")),
            (((*words("22", bold=True), *words(" of 28")), words("2", bold=True)), (words("20 in 2021"), ())),
            ("standing", "nil"),
            ("", ""),
            figures=True,
        ),
        Picture(SVG, 400, 60, "Actions in force", "Prevention: 2 under way."),
        Grid("Statuses", "A row for each status.", (GridColumn("Status", 3), GridColumn("All", 1, number=True)), LONG),
        Heading(2, words("Train inspectors"), "train"),
        LabelledList(
            (
                Labelled(words("1."), words("Train them."), "action-1"),
                Labelled(words("N1*."), words("More."), "action-N1"),
            )
        ),
        Heading(3, words("In 2022")),
        paragraph(words("Key achievements"), look=Look.SUBHEADING),
        Heading(4, (Run("MBIE", bold=True), Run(" · Action "), Run("1", href="#action-1")), UPDATE),
        paragraph(Run("With "), Run("whānau", lang="mi"), Run(" in "), Run("Porirua", italic=True), words(f". {LIVE}")),
        Passage(ItemList((Item(words("recognise")), Item(words("ask"), (ItemList((Item(words("who")),)),))), start=1)),
        Passage(ItemList((Item(words("begin at three")),), start=3)),
        Passage(ItemList((Item(words("a poster")), Item(words("a film"))))),
        paragraph(
            Run("See "),
            Run("example.org", href="https://example.org/a b?c=é&d=1"),
            Run(" and "),
            Run("above", href=f"#{UPDATE}"),
        ),
    ),
)
