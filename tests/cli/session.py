"""A session at the command line, as a page of `sessions/` shows it: everything typed and everything shown.

A page is written like those of the documentation (`tests/docs/shell.py`). The blocks above its first `## ` run before
each of its sections, in a new folder. On the screen, `2> ` begins a line of stderr, `[3]` is the exit code of a command
that does not end with 0, `~` the folder, `SHA-256` a checksum, and a line `…` any number of lines. Paths are shown with
`/` on every system.

```sheet     below `<!-- file: in/dia.xlsx -->`: a workbook with this table on its sheet `Updates`

The functions from `cat` to `comments` are the commands that can be typed besides `poatool` and `cd`.
"""

import email
import os
import re
import shlex
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path

import docx
import openpyxl

from poatool.text import in_shell
from tests.cli.conftest import Desk
from tests.cli.test_json_schemas import validator
from tests.docs.shell import Shell
from tests.support.checking import saved
from tests.support.read_back import text_of
from tests.support.tables import sheet_from_markdown

in_shell.__kwdefaults__ = {"windows": False}  # pages show commands as for other shells


def cat(name: str) -> str:
    return Path(name).read_text("utf-8-sig")


def grep(text: str, name: str) -> str:
    return "".join(f"{line}\n" for line in cat(name).splitlines() if text in line)


def tail(text: str, name: str) -> str:
    """The end of a file, from the first line that contains a text."""
    lines = cat(name).splitlines(keepends=True)
    return "".join(lines[next(at for at, line in enumerate(lines) if text in line) :])


def ls(folder: str = ".") -> str:
    """All files below a folder."""
    files = (path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())
    return "".join(f"{name}\n" for name in sorted(files))


def rm(name: str) -> str:
    shutil.rmtree(name) if Path(name).is_dir() else Path(name).unlink()
    return ""


def mv(old: str, new: str) -> str:
    Path(new).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(old, new)
    return ""


def cp(old: str, new: str) -> str:
    Path(new).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old, new)
    return ""


def link(target: str, name: str) -> str:
    Path(name).symlink_to(target)
    return ""


def pack(name: str, *files: str) -> str:
    """Put files into a zip."""
    with zipfile.ZipFile(name, "w") as archive:
        for each in files:
            archive.write(each)
    return ""


def same(one: str, other: str) -> str:
    """Whether two files have the same bytes."""
    return "yes" if Path(one).read_bytes() == Path(other).read_bytes() else "no"


def replace(old: str, new: str, name: str) -> str:
    """Edit a text file by hand."""
    assert old in cat(name)
    Path(name).write_text(cat(name).replace(old, new.replace("\\n", "\n")), "utf-8", newline="\n")
    return ""


def holding(text: str, folder: str) -> str:
    """The files below a folder that contain a text."""
    return "".join(f"{name}\n" for name in ls(folder).splitlines() if text in text_of(Path(folder, name)))


def mail(name: str) -> str:
    """A draft of a mail, with its headers but for the checksum, and the names of its attachments."""
    draft = email.message_from_bytes(Path(name).read_bytes(), policy=default)
    assert isinstance(draft, EmailMessage)
    heads = [f"{head}: {said}" for head, said in draft.items() if not head.startswith(("Content", "MIME", "X-poatool"))]
    attached = [f"Attached: {part.get_filename()}" for part in draft.iter_attachments()]
    body = draft.get_body()
    return "\n".join([*heads, *attached, "", body.get_content().replace("\r\n", "\n") if body else ""])


def paragraphs(name: str) -> str:
    """The paragraphs of a Word file."""
    return "".join(f"{each.text}\n" for each in docx.Document(name).paragraphs)


def retype(old: str, new: str, name: str) -> str:
    """Change words of a Word file, and save it."""
    file = docx.Document(name)
    [run] = [run for paragraph in file.paragraphs for run in paragraph.runs if old in run.text]
    run.text = run.text.replace(old, new)
    file.save(name)
    return ""


def put(name: str, *cells: str) -> str:
    """Fill in cells of a workbook, such as `Updates!A4=9`."""
    book = openpyxl.load_workbook(name)
    for cell, _, value in (each.partition("=") for each in cells):
        sheet, _, place = cell.partition("!")
        (book[sheet] if sheet in book else book.create_sheet(sheet))[place].value = value or None
    book.save(name)
    return ""


def cells(name: str, sheet: str, area: str) -> str:
    """The values in an area of a sheet, such as `A4:C9`."""
    rows = openpyxl.load_workbook(name)[sheet][area]
    return "".join(f"| {' | '.join(str(cell.value or '') for cell in row)} |\n" for row in rows)


def comments(name: str, sheet: str) -> str:
    """The comments of a sheet."""
    rows = openpyxl.load_workbook(name)[sheet].iter_rows()
    return "".join(f"{cell.coordinate}: {cell.comment.text}\n" for row in rows for cell in row if cell.comment)


@cache  # the blocks above the sections of a page are written again for each of them
def workbook(table: str) -> bytes:
    """A workbook with this table, as an agency saves it."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Updates"
    for cell in sheet_from_markdown(table).cells:
        book.worksheets[0].cell(cell.row, cell.column).value = cell.value  # type: ignore[assignment] # whatever is typed
    return saved(book)


TYPED: dict[str, Callable[..., str]] = {
    each.__name__: each
    for each in (
        *(cat, grep, tail, ls, rm, mv, cp, link, pack, same, replace, holding, mail),
        *(paragraphs, retype, put, cells, comments),
    )
}


@dataclass(kw_only=True)
class Session(Shell):
    """Somebody who types the blocks of a section."""

    desk: Desk

    def type(self, line: str) -> tuple[str, int]:
        name, *words = shlex.split(line)
        match name:
            case "cd":
                return super().type(line)
            case "poatool":
                done = self.desk.run(*words)
                aside = "".join(f"2> {each}\n" for each in done.err.splitlines())
                if done.out.startswith("{"):
                    validator(done.json).validate(done.json)
                screen = f"{done.out}{aside}{f'[{done.code}]' if done.code else ''}"
            case _:
                screen = TYPED[name](*words)
        screen = re.sub(r"\b[0-9a-f]{64}\b", "SHA-256", screen).replace(str(self.home), "~").replace("\ufeff", "")
        is_json = screen.startswith("{")  # in which all paths have slashes
        return re.sub(r"(?<=[\w.~])\\(?=[\w.])", "/", screen) if os.sep == "\\" and not is_json else screen, 0

    def write(self, name: str, text: str, how: str) -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".xlsx"):
            Path(name).write_bytes(workbook(text))
        else:
            super().write(name, text, how)
