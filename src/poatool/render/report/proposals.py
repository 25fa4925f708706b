"""Write proposed decisions as YAML, ready to be copied into decisions.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from poatool.decisions.model import Kind
from poatool.render import text
from poatool.reports.model import YearEndReport
from poatool.reports.proposed import Proposed, proposed
from poatool.reports.validation import Validation
from poatool.text import one_line
from poatool.workspace.blocks import quoted

_WIDTH = 118
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})

_TITLES = {
    Kind.STATUS: "Actions on which agencies differ",
    Kind.COUNTS: "Agencies with two returns",
    Kind.EDIT: "Texts to publish in place of those that were sent",
    Kind.WITHHOLD: "Updates to leave out of what is published",
    Kind.ACCEPT: "Findings that keep an update out, or that stand as warnings",
    Kind.CLEARANCE: "Texts that their agency has cleared",
}
_INTRODUCTION = """\
Proposed decisions: {title}. Nothing here has any effect.
Copy what you agree with into decisions.yaml, and name in decided_by the role that decided. A finding is accepted \
only with a reason. To have a text corrected, send it back to its agency instead.
"""


def proposals_yaml(report: YearEndReport, validation: Validation) -> bytes:
    """The decisions that a report still needs."""
    return entries_yaml(proposed(report, validation), text.report_title(report.edition))


def entries_yaml(entries: Sequence[Proposed], title: str) -> bytes:
    """Proposed decisions by kind, each with a comment; an empty list if there are none."""
    lines = [*_comment(_INTRODUCTION.format(title=title))]
    for kind, of_kind in groupby(entries, key=lambda entry: entry.kind):
        lines += ["", *_comment(_TITLES[kind])]
        for file, of_file in groupby(of_kind, key=lambda entry: entry.file):
            lines += ["", *_comment(file)] if file else []
            for entry in of_file:
                lines += _entry(entry)
    lines += [] if entries else ["[]"]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _comment(words: str) -> Iterator[str]:
    for paragraph in words.splitlines():
        yield from (f"# {line}" for line in wrap(one_line(paragraph), _WIDTH - 2))


def _entry(entry: Proposed) -> Iterator[str]:
    yield from ("", *_comment(one_line(entry.why)), f"- kind: {entry.kind}")
    yield from (f"  {key}: {scalar(value)}".rstrip() for key, value in entry.values.items())
    yield "  decided_by:"


def scalar(value: str) -> str:
    """A text as a YAML scalar: in quotes unless it is a plain word."""
    if not value or (_PLAIN.fullmatch(value) and value.lower() not in _RESERVED):
        return value
    return quoted(value)
