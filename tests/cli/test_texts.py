"""The coordinator's own texts: where they are printed, and the numbers in them. `sessions/texts.md` shows refusals."""

from docx import Document

from tests.cli.conftest import Desk
from tests.support.web import seen

FOREWORD = """# From the Minister

In {{in_force}} actions, **{{ reported }}** moved; {{status.completed}} is *done*.

1. See [the plan](https://example.org/plan).
   - Oranga Tamariki helped.

## With *thanks*

To all.
"""


def test_each_text_is_in_its_place_in_every_format(desk: Desk) -> None:
    texts = {
        "foreword": FOREWORD,
        "summary": "In short.",
        "pillar-prevention": "On prevention.",
        "objective-supply-chains": "# On chains\n\n## Why\n\nThey bind.",
        "action-N1": "On survivors.",
        "case-studies/harvest": "# A harvest\n\nIt went well.",
        "README": "Not printed.",
    }
    for name, text in texts.items():
        desk.write(f"text/{name}.md", text)
    sent = desk.workbook((1, None, "Completed", "Did."), (2, None, "Under way", "Does."))
    done = desk.compile(sent, "--text", desk.folder / "text", "--format", "html,markdown,docx,pdf")
    assert done.code == 0, done.err
    out = desk.folder / "report" / "publish"
    page = seen((out / "report.html").read_bytes())
    paragraphs = Document(str(out / "report.docx")).paragraphs
    words = " ".join(paragraph.text for paragraph in paragraphs)
    styles = {paragraph.text: paragraph.style.name for paragraph in paragraphs if paragraph.style}
    source = (out / "report.html").read_text("utf-8").replace("<em>", "").replace("</em>", "")
    for title, level in {"From the Minister": 1, "With thanks": 2, "On chains": 3, "Why": 4}.items():
        assert f">{title}</h{level + 1}>" in source
        assert styles[title].casefold() == f"heading {level}"
    for text in (page.read, (out / "report.md").read_text("utf-8").replace("**", "").replace("*", ""), words):
        places = [
            *("At a glance", "From the Minister", "In 28 actions, 2 moved; 1 is done.", "With thanks", "In short."),
            *("On prevention.", "They bind.", "On survivors.", "A harvest", "It went well.", "By agency"),
        ]
        found = [text.rindex(place) for place in places]
        assert found == sorted(found), text
        assert "Not printed." not in text
    assert {"foreword", "case-studies", "case-studies-1"} <= set(page.values("id"))
    assert "mi" in page.values("lang")
    assert page.values("href").count("https://example.org/plan") == 1
    assert desk.run("verify", desk.folder / "report").code == 0
