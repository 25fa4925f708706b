"""The coordinator's own texts: where they are printed, the numbers in them, and refusals that name the line."""

from pathlib import Path

import pytest
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


@pytest.fixture
def sent(desk: Desk) -> Path:
    return desk.workbook((1, None, "Completed", "Did."), (2, None, "Under way", "Does."))


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / "text" / f"{name.replace('__', '/').replace('_', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "text"


def test_each_text_is_in_its_place_in_every_format(desk: Desk, sent: Path) -> None:
    folder = write(
        desk.folder,
        foreword=FOREWORD,
        summary="In short.",
        pillar_prevention="On prevention.",
        objective_supply_chains="# On chains\n\n## Why\n\nThey bind.",
        action_N1="On survivors.",
        case_studies__harvest="# A harvest\n\nIt went well.",
        README="Not printed.",
    )
    done = desk.compile(sent, "--text", folder, "--format", "html,markdown,docx,pdf")
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


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("fourword", "Hello.", "fourword.md: the report has no place for a text of this name. Did you mean forew"),
        ("foreword", "Good.\n\n{{repoted}}", "foreword.md:3: the report has no number {{repoted}}. Did you"),
        ("foreword", "Good.\n\n> Quoted.", "foreword.md:3: this blockquote cannot be printed. Write paragraphs, ## h"),
        ("foreword", "Good.\n\n| a | b |\n|---|---|\n| 1 | 2 |", "foreword.md:3: this table cannot be printed."),
        ("foreword", "## Good\n\n### Too deep", "foreword.md:3: this heading cannot be printed."),
        ("foreword", "- ## Good", "foreword.md:1: this list item cannot be printed."),
        ("foreword", "Good.\n\n<b>bold</b>", "foreword.md:3: this html"),
        ("foreword", "- ![A picture](x.png)", "foreword.md:1: this image cannot"),
        ("foreword", "[Here](ftp://example.org/x)", "foreword.md:1: this link cannot"),
        ("foreword", "Good.\n\nMail a.b@example.org.", "foreword.md:3: PUB501 The text says how to reach"),
        ("foreword", "[Mail](mailto:a.b@example.org)", "foreword.md:1: PUB501 "),
        ("case_studies__one", "No title.", "one.md:1: a case study needs a title."),
    ],
)
def test_unpublishable_text_is_refused_with_its_line(desk: Desk, sent: Path, name: str, text: str, said: str) -> None:
    done = desk.compile(sent, "--text", write(desk.folder, **{name: text}))
    assert done.code in (2, 3)
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not (desk.folder / "report").exists()


@pytest.mark.parametrize("name", ["foreword.md.txt", "summary.docx", "case-studies/one.md.txt"])
def test_a_text_with_another_ending_is_refused_unless_it_is_there(desk: Desk, sent: Path, name: str) -> None:
    folder = desk.folder / "text"
    (folder / "case-studies").mkdir(parents=True)
    (folder / name).write_text("# Well\n\nGood.", "utf-8")
    done = desk.compile(sent, "--text", folder)
    meant = f"{name.partition('.')[0]}.md"
    assert (done.code, "end in .md. Save it as plain text: " + meant in done.err) == (3, True)
    (folder / meant).write_text("# Well\n\nGood.", "utf-8")
    (folder / "photo.png").write_bytes(b"x")
    assert desk.compile(sent, "--text", folder).code == 0


def test_who_decided_a_status_is_checked_as_it_is_printed(desk: Desk, sent: Path) -> None:
    decided = (
        '- {kind: status, action: "2", period: "2022", status: ongoing, because: Agreed, decided_by: a.b@example.org}'
    )
    done = desk.compile(sent, "--decisions", desk.write("decisions.yaml", decided))
    assert done.code == 3
    assert "decisions.yaml:1: PUB501 " in done.err
    assert not (desk.folder / "report").exists()


def test_the_reason_of_a_correction_is_checked_as_it_is_printed(desk: Desk, sent: Path) -> None:
    assert desk.compile(sent, "--final", "--seal").code == 0
    page = (desk.folder / "report/publish/report.html").read_bytes()
    done = desk.compile(sent, "--no-status", "--correct", "In confidence: the victim, Mary Example, asked for it.")
    assert done.code == 3
    assert "--correct: PUB513 " in done.err
    assert (desk.folder / "report/publish/report.html").read_bytes() == page


def test_a_link_out_of_the_folder_is_refused(desk: Desk, sent: Path) -> None:
    folder = write(desk.folder, foreword="Good.")
    desk.write("elsewhere.md", "Secret.")
    (folder / "summary.md").symlink_to(desk.folder / "elsewhere.md")
    done = desk.compile(sent, "--text", folder)
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert "summary.md: this link leads out of the folder of texts" in done.err


def test_the_mark_of_a_draft_is_noted_and_printed(desk: Desk, sent: Path) -> None:
    done = desk.compile(sent, "--text", write(desk.folder, summary="Good.\n\nThe figure is TBC."))
    assert done.code == 0
    assert "summary.md:3: PUB505" in done.err
