"""Type a page of the documentation as its reader would: block by block, in one folder, on a terminal of 80 columns.

```console     lines that begin with `$ ` are typed; what follows is the exact screen; a line `…` is any number of lines
```python      runs; if the next block is ```text below a `<!-- printed -->`, that is what it prints
```sh, ```bat  is for the reader alone: installing, make

Comments above a block:

<!-- from: demo -->          start again in a new folder: `demo`, `nothing`, or a path of the repository to copy
<!-- today: 2023-02-01 -->   the day, from here on
<!-- exit: 1 -->             the exit code of the block's last command
<!-- file: NAME -->          the block is the content of this file; `append:` adds it to one
<!-- run: COMMAND -->        type this without showing it
"""

import contextlib
import glob
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import indent

from poatool.cli.entry import run

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"((?:^ *<!-- .*? -->\n+)*)^( *)```(\w+)\n(.*?)^\2```$", re.MULTILINE | re.DOTALL)
TIMED = {"receive", "status", "chase"}
"""The commands that take `--today`."""

ANY = "…"
"""A line that stands for any number of lines."""


@dataclass(frozen=True)
class Block:
    """A fenced block: the position of its text in the page, and the comments above it."""

    start: int
    end: int
    indent: str
    language: str
    text: str
    comments: tuple[tuple[str, str], ...]


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for found in BLOCK.finditer(page):
        comments = re.findall(r"<!-- (\w+)(?:: (.*?))? -->", found[1])
        text = "".join(line.removeprefix(found[2]) for line in found[4].splitlines(keepends=True))
        yield Block(found.start(4), found.end(4), found[2], found[3], text, tuple(comments))


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@dataclass
class Shell:
    """Somebody who types the blocks of a page in a folder below `home`."""

    home: Path
    today: str = ""
    folders: int = 0
    printed: str = ""
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "__main__"})

    def start(self, place: str) -> None:
        """Go to a new folder with these contents."""
        self.folders += 1
        folder = self.home / str(self.folders)
        if place == "demo":
            assert run(["demo", str(folder)]) == 0
        else:
            folder.mkdir()
        os.chdir(folder)
        if place not in {"demo", "nothing"}:
            source = ROOT / place
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / source.name)

    def type(self, line: str) -> tuple[str, int]:
        """The screen and the exit code after a line; a command of poatool runs in this process if it can."""
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            os.chdir(Path(words[1]).expanduser())
            return "", 0
        if words[0] != "poatool" or re.search("[|<>&;]", line):
            done = subprocess.run(["sh", "-c", line], stdout=-1, stderr=subprocess.STDOUT, check=False)  # noqa: S607
            return done.stdout.decode(), done.returncode
        files = [sorted(glob.glob(os.path.expanduser(word))) or [word] for word in words[1:]]  # noqa: PTH111, PTH207
        arguments = [each for named in files for each in named]
        timed = self.today and not TIMED.isdisjoint(words[1:2])
        screen = _Terminal(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
            code = run([*arguments, *(["--today", self.today] if timed else [])])
        return screen.buffer.getvalue().decode(), code  # type: ignore[attr-defined]

    def write(self, name: str, text: str, how: str) -> None:
        """Write a file, or add to one."""
        with Path(name).open(how, encoding="utf-8", newline="\n") as file:
            file.write(text)

    def replay(self, page: str) -> str:
        """The page as it should be, after playing every block."""
        again, at = "", 0
        for block in blocks(page):
            again += page[at : block.start] + indent(self.play(block), block.indent)
            at = block.end
        return again + page[at:]

    def play(self, block: Block) -> str:
        """The text of a block as it should be, with the actual screens of its commands."""
        said = dict(block.comments)
        for name, value in block.comments:
            match name:
                case "from":
                    self.start(value)
                case "today":
                    self.today = value
                case "run":
                    screen, code = self.type(value)
                    assert code <= 1, f"{value}\n{screen}"
                case "file" | "append":
                    self.write(value, block.text, "a" if name == "append" else "w")
                case "exit" | "printed":
                    pass
                case _:
                    raise AssertionError(f"no such comment: {name}")
        match block.language:
            case "console":
                return self.console(block.text, int(said.get("exit", 0)))
            case "python":
                with contextlib.redirect_stdout(io.StringIO()) as printed:
                    exec(block.text, self.names)  # noqa: S102 - our own page
                self.printed = trimmed(printed.getvalue())
            case "text" if "printed" in said and not fits(block.text, self.printed):
                return renewed(block.text, self.printed)
        return block.text

    def console(self, text: str, expected: int) -> str:
        """A console block with its screens. Raises AssertionError if its last command ends with another exit code."""
        nothing, *parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
        assert not nothing, f"what is typed begins with “$ ”, not with: {nothing}"
        again = []
        for left, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
            typed, shown = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*\n)(.*)", part, re.DOTALL).groups()  # type: ignore[union-attr]
            screen, code = self.type(typed.replace("\\\n", " ").strip())
            screen = trimmed(screen)
            assert code == (0 if left else expected), f"$ {typed}ends with {code}\n{screen}"
            again.append(f"$ {typed}{shown if fits(shown, screen) else renewed(shown, screen)}")
        return "".join(again)


def trimmed(screen: str) -> str:
    """A screen without spaces at the ends of lines, and without empty lines at its end."""
    return "".join(f"{line.rstrip()}\n" for line in screen.rstrip().splitlines())


def fits(shown: str, screen: str) -> bool:
    """Whether a page shows what was on the screen."""
    lines = (r"(?:.*\n)*?" if line == ANY else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch("".join(lines), screen) is not None


def renewed(shown: str, screen: str) -> str:
    """The screen with the page's omissions: as many lines between them, those most like the page's; or all of it."""
    parts, lines, again, at = shown.split(f"{ANY}\n"), screen.splitlines(keepends=True), list[str](), 0
    for number, part in enumerate(parts):
        size = part.count("\n")
        last = len(lines) - size
        places = [at] if number == 0 else [last] if number == len(parts) - 1 else range(at, last + 1)
        close = {at: SequenceMatcher(None, part, "".join(lines[at : at + size])).ratio() for at in places}
        at = max(close, key=close.__getitem__, default=at)
        again.append("".join(lines[at : (at := at + size)]))
    found = f"{ANY}\n".join(again)
    return found if len(parts) > 1 and fits(found, screen) else screen


def shell_in(home: Path) -> Shell:
    """A shell whose user has this folder, and a program `poatool` for lines that need a real shell."""
    program = home / "bin" / "poatool"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m poatool "$@"\n', "utf-8")
    program.chmod(0o755)
    return Shell(home)
