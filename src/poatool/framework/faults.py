"""What can be wrong with a framework file: one kind a code, and one fault at one line and column."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "advice"]


class FaultKind(NamedTuple):
    """A kind of fault. `what`, `why` and `fix` are its page in the rule book, one sentence or two each."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    fix: str


class FrameworkFault(NamedTuple):
    """One fault of a framework file, at a line and a column counted from 1, with what to do about it."""

    code: str
    line: int
    column: int
    message: str
    hint: str = ""

    @property
    def mark(self) -> tuple[int, int]:
        """The line and the column."""
        return self.line, self.column

    @property
    def kind(self) -> FaultKind:
        """What kind of fault it is."""
        return FAULTS[self.code]

    def shown(self, path: str) -> str:
        """The fault as one line: file, line, column, what is wrong and what to do."""
        return f"{path}:{self.line}:{self.column}: {self.message} {self.hint}".rstrip()


_KINDS = (
    FaultKind(
        "FRM001",
        "unreadable",
        "error",
        "The file is not a readable framework file.",
        "It is empty, larger than 1 MiB, not in UTF-8, or breaks the rules of YAML at the place named.",
        "Mend the line named. Text that holds a colon and a space, or begins with a special character, needs quotes.",
    ),
    FaultKind(
        "FRM002",
        "unsupported-yaml",
        "error",
        "The file uses a feature of YAML that a framework file may not.",
        "Anchors, aliases, tags, directives, several documents and nesting beyond 20 levels hide what the file says.",
        "Write the value out in full where it is needed.",
    ),
    FaultKind(
        "FRM003",
        "duplicate-key",
        "error",
        "A key stands twice in one block.",
        "Only one of the two values could count, and nobody would notice which.",
        "Delete one of them, or join what they hold.",
    ),
    FaultKind(
        "FRM004",
        "unquoted-text",
        "error",
        "A text without quotes that other programs read as something else.",
        "YAML turns no into false, 1.10 into 1.1 and 010 into 8 or 10: the code or word would change in silence.",
        'Put it in quotes: "1.10".',
    ),
    FaultKind(
        "FRM005",
        "unknown-key",
        "error",
        "A key that a framework file does not have.",
        "A misspelt key would be passed over, and with it what it says.",
        "Correct the key; the schema that `poatool framework schema` writes lists all of them.",
    ),
    FaultKind(
        "FRM006",
        "missing-key",
        "error",
        "Something that must be there is missing or empty.",
        "Without it the plan cannot be read, for instance an action without a text.",
        "Add it.",
    ),
    FaultKind(
        "FRM007",
        "wrong-value",
        "error",
        "A value of the wrong kind.",
        "A date, true or false, a list or one of a few words was expected there.",
        "Write it as the message says.",
    ),
)

FAULTS = {kind.code: kind for kind in _KINDS}
