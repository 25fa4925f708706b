"""Write the YAML files of a report: the decisions it still needs, and the corrections made after it was sealed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

from poatool.render import text
from poatool.reports.proposed import Proposed, still_needed
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import YearEndReport
from poatool.text import one_line
from poatool.yaml_values import checked_yaml, quoted

_WIDTH = 118
_INTRODUCTION = """\
Proposed decisions: {title}. Nothing here has any effect.
Copy what you agree with into decisions.yaml, and name in decided_by the role that decided.
"""


def proposals_yaml(report: YearEndReport, validation: Validation) -> bytes:
    """Propose the decisions that a report still needs."""
    return entries_yaml(still_needed(report, validation), text.report_title(report.edition))


def entries_yaml(entries: Sequence[Proposed], title: str, others: Sequence[str] = ()) -> bytes:
    """Proposed decisions, each with a comment, or an empty list. `others` are comments that led to no proposal."""
    lines = [*_comment(_INTRODUCTION.format(title=title))]
    for file, of_file in groupby(entries, key=lambda entry: entry.file):
        lines += ["", *_comment(file)] if file else []
        for entry in of_file:
            lines += ["", *_comment(one_line(entry.why)), f"- kind: {entry.kind}"]
            lines += [f"  {key}: {quoted(value) if value else ''}".rstrip() for key, value in entry.values.items()]
            lines.append("  decided_by:")
    lines += ["", "# Not understood, so nothing is proposed:"] if others else []
    lines += (line for other in others for line in _comment(other))
    return checked_yaml([*lines, *([] if entries else ["[]"])])


def _comment(words: str) -> Iterator[str]:
    for paragraph in words.splitlines():
        yield from (f"# {line}" for line in wrap(one_line(paragraph), _WIDTH - 2))


_ABOUT = "# Corrections made after the report was sealed, the latest last: what it said (was) and what it says (is).\n"
_LEFT_OUT = {"id", "source", "html", "replaced"}  # keys of an update that are not content, or only repeat content


def corrections_yaml(before: bytes, because: str, changed: Mapping[str, tuple[object, object]]) -> bytes:
    """The list of corrections with a new one; `before` is the file so far, empty at first."""
    lines = [f"- because: {_quoted(because)}", "  changed:" if changed else "  changed: []"]
    for what, (was, now) in changed.items():
        lines += [f"    - what: {_quoted(what)}", f"      was: {_quoted(was)}", f"      is: {_quoted(now)}"]
    return (before or _ABOUT.encode()) + "\n".join([*lines, ""]).encode()


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    """The old and new values of everything that differs between two versions of a report's JSON, by subject."""
    then, since = dict(_statements(before)), dict(_statements(now))
    pairs = {what: (then.get(what), since.get(what)) for what in [*since, *then]}
    return {what: (was, now) for what, (was, now) in pairs.items() if was != now}


def _statements(document: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for pillar in (pillar for each in (*document["since_then"], document) for pillar in each["pillars"]):
        for objective in pillar["objectives"]:
            for action in objective["actions"]:
                yield f"Action {action['code']}, status", action["status"]
                for update in action["updates"]:
                    for key, value in update.items():
                        if key not in _LEFT_OUT and value:
                            yield f"{update['id']}, {key}", value
    yield from ((f"{key} in all", value) for key, value in document["coverage"]["totals"].items())


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # YAML can read JSON
