"""The pages of the settings, of the limits and of the files of a workspace."""

from __future__ import annotations

from collections.abc import Iterator

from chapters.markdown import code, page, table
from chapters.schemas import roles
from poatool.cli.settings import COMMANDS_WITH, Config
from poatool.decisions.model import KINDS
from poatool.findings.model import Waiver
from poatool.framework.columns import DeclaredLayout
from poatool.framework.model import Source
from poatool.submissions.yaml_returns import NilReturn
from poatool.typed_values import fields_of
from poatool.workbooks.limits import Limits
from poatool.workspace.records import Chased, Confirmed, Contact, Registered

FOLDER = "docs/reference"
SETTINGS = """\
Put options that are the same each time into `poatool.toml` ([how](../how-to/settings.md)). poatool uses the nearest
such file from the working folder upward, or else the user's own. It ignores a settings file in or below a path that is
checked, and names that file on stderr. The command line and `POATOOL_FRAMEWORK` take precedence. Paths are relative to
the folder of the file.

```toml
period = "2022"
ignore = ["UPD308"]
previous = ["returns/2021"]

[limits]
file_mib = 50

[[layouts]]
file = "police*.xlsx"
heading_row = 4
columns = {Action = "action", C = "progress"}

[source]
licence = "CC BY 4.0"
```
"""
LAYOUTS = """\
A layout says how to read a sheet that poatool cannot read with certainty ([how](../how-to/odd-layout.md)). It names
columns by their headings, or by letters within the sheet's width; all others are left out, and so is any other table of
the sheet. Texts that go to one column are joined. A plan may have the same under `layouts:`; those in the settings take
precedence. If a sheet differs, nothing on it is published ([WBK104](rules/wbk.md#wbk104)).
"""
LIMITS = """\
A file beyond a limit is refused with a sentence that names the limit, and the other files are still read. Set limits
under `[limits]` in `poatool.toml`, each from 1 to 1,000,000,000. A file, or a report, may have 20,000 updates, with
5,000,000 characters in their texts. A file with more gives one error, and none of its rows counts. A PDF may have 2,500
updates.
"""
HERE = {"last_updated": "The day of the report, as in 2023-03-01. Not printed if it is before the end of the period."}
HEAD = ("key", "meaning")
WORKSPACE = """\
The files that a coordinator or poatool keeps in a workspace. Each is YAML; faults are listed with line and column.
"""


def files() -> dict[str, str]:
    """The pages, by path."""
    options = [
        (
            f"`{name.replace('_', '-')}`",
            each.meaning,
            code(COMMANDS_WITH[name]) if name in COMMANDS_WITH else "all commands",
        )
        for name, each in fields_of(Config).items()
    ]
    settings = page(
        "Settings",
        SETTINGS,
        table(("setting", "value", "for"), options),
        "`[limits]` has the [limits](limits.md) on one file.",
        "## Layouts",
        LAYOUTS,
        table(("key of `[[layouts]]`", "meaning"), _keys(DeclaredLayout)),
        "## Source",
        "What reports say about their publication, in place of the plan's own `source:`.",
        table(
            ("key of `[source]`", "meaning"),
            ((f"`{key}`", HERE.get(key, each.meaning)) for key, each in fields_of(Source).items()),
        ),
    )
    limits = page("Limits", LIMITS, table(("limit", "default", "of"), _limits()))
    return {
        f"{FOLDER}/settings.md": settings,
        f"{FOLDER}/limits.md": limits,
        f"{FOLDER}/workspace.md": page("Files of a workspace", WORKSPACE, *_kept()),
    }


def _limits() -> Iterator[tuple[str, str, str]]:
    for name, each in fields_of(Limits).items():
        yield f"`{name}`", f"{getattr(Limits, name):,}", each.meaning


def _kept() -> Iterator[str]:
    yield "## contacts.yaml"
    yield "Whom to write to, by agency. Nothing in it enters a report."
    yield table(HEAD, _keys(Contact))
    yield "## decisions.yaml"
    yield "What a named role decided. An entry that names none in `decided_by` (or `by`) is a proposal, without effect."
    for kind, decision in KINDS.items():
        yield f"### kind: {kind}"
        yield table(HEAD, (*_keys(decision), *((f"`{key}`", f"{it} Optional.") for key, it in roles(kind).items())))
    yield "## waivers.yaml"
    yield "Accepted findings, for `--waivers`."
    yield table(HEAD, _keys(Waiver))
    yield "## closing.yaml"
    yield "The final state of each action, by its code, for `poatool close`."
    yield table(HEAD, _keys(Confirmed))
    yield "## register.yaml, chase.yaml and nil returns"
    yield "poatool writes these beside the returns."
    yield table(("key of register.yaml", "meaning"), _keys(Registered))
    yield table(("key of chase.yaml", "meaning"), _keys(Chased))
    yield table(("key of a nil return", "meaning"), _keys(NilReturn))


def _keys(kind: type) -> Iterator[tuple[str, str]]:
    for key, each in fields_of(kind).items():
        yield f"`{key}`", each.meaning if each.required else f"{each.meaning} Optional."
