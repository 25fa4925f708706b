"""`poatool close`: report the final state of each action when the plan ends."""

from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.checksums import is_as_written
from poatool.cli.inputs import Inputs
from poatool.cli.options import DecisionsFile, OutputFolder, Paths, flag, option
from poatool.cli.output import spare_submissions, write_drafts
from poatool.cli.settings import Settings
from poatool.cli.texts import check_texts
from poatool.render.closing import closing_files
from poatool.text import counted, listed
from poatool.workbooks.model import Unreadable
from poatool.workspace.records import closing_yaml


def close(
    settings: Settings,
    paths: Paths,
    output: OutputFolder,
    closing: Annotated[Path | None, option("FILE", "The file of confirmed final states.", "--closing")] = None,
    decisions: DecisionsFile = None,
    final: Annotated[bool, flag("--final", "Write nothing unless every final state is confirmed.")] = False,
) -> int:
    """Close the plan: report the final state of each of its actions.

    poatool close returns --output closing
    poatool close returns -o closing --closing closing.yaml --final

    Writes closing.json, closing.html, closing.md, closing.docx and closing.pdf.

    poatool proposes final states from the returns of all periods. Confirm them in a copy of closing-proposed.yaml,
    which is written beside the report until every state is confirmed.
    """
    inputs, proposals = Inputs.from_settings(settings, decisions), output / "closing-proposed.yaml"
    read = inputs.read_earlier(paths, None)
    closed = api.closing(inputs.plan, read, closing)
    passages = [(f"{closing}, Action {each.code}", each.because) for each in closed.actions if each.confirmed]
    settings.note(*check_texts(passages, closed.edition, closed.last))
    if closed.unknown:
        settings.note(f"Nothing is known about {listed(closed.unknown)}, so final states are based on other periods.")
    for action in (each for each in closed.actions if each.code in closed.otherwise):
        either = [f"“{state.replace('_', ' ')}”" for state in (action.final, closed.otherwise[action.code])]
        settings.note(f"Action {action.code}: {listed(either, 'or')}, depending on withheld updates. Choose one.")
    if closed.unconfirmed:
        number = counted(len(closed.unconfirmed), "final state is", "final states are")
        named = "" if closing or settings.workspace else ", and add --closing closing.yaml"
        where = f"{proposals}{', which close writes without --final,' if final else ''}"
        copy = f"Copy correct entries from {where} to {closing or 'closing.yaml'}{named}."
        nothing = ", so nothing was written" if final else ""
        settings.note(f"{number} not confirmed{nothing}: {listed(closed.unconfirmed)}. {copy}")
        if final:
            return 1
    contents = closing_files(closed)
    if closed.unconfirmed:
        proposed = {each.code: (each.final, each.because) for each in closed.actions if not each.confirmed}
        contents[proposals.name] = closing_yaml(proposed)
    spare_submissions(paths, [output / name for name in contents])
    done = not closed.unconfirmed and proposals.is_file() and not (closing and closing.samefile(proposals))
    done = done and is_as_written(proposals.read_bytes(), proposals.suffix)
    write_drafts(contents, output, remove=[proposals] if done else [])
    settings.screen().print(*(str(output / name) for name in contents))
    if not closed.unconfirmed and any(each.to for each in closed.actions):
        settings.note(f"Draft the plan that follows: poatool framework new --closing {closing} --output next.yaml")
    return int(any(isinstance(each.workbook, Unreadable) for each in read.not_counted))
