"""`poatool close`: report the final state of each action when the plan ends."""

from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.checksums import is_as_written, with_checksums
from poatool.cli.files import write_all
from poatool.cli.inputs import Inputs
from poatool.cli.options import DecisionsFile, OutputFolder, Paths, Settings, flag, option
from poatool.cli.output import refuse_edited, refuse_overwriting
from poatool.cli.texts import checked
from poatool.render.closing import closing_document, closing_files
from poatool.text import counted, listed
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
    inputs = Inputs.of(settings, decisions)
    closed = api.closing(inputs.plan, inputs.earlier(paths, None), closing)
    passages = [(f"{closing}, Action {each.code}", each.because) for each in closed.actions if each.confirmed]
    settings.note(*checked(passages, closed.edition))
    if closed.unknown:
        settings.note(f"Nothing is known of {listed(closed.unknown)}: final states rest on the other periods.")
    if closed.unconfirmed:
        number = counted(len(closed.unconfirmed), "final state is", "final states are")
        where = " Nothing was written: run it without --final to get proposals." if final else ""
        settings.note(f"{number} not confirmed: {listed(closed.unconfirmed)}.{where}")
        if final:
            return 1
    contents = with_checksums({"closing.json": closing_document(closed), **closing_files(closed)})
    proposals = output / "closing-proposed.yaml"
    if closed.unconfirmed:
        proposed = {each.code: (each.final, each.because) for each in closed.actions if not each.confirmed}
        contents[proposals.name] = closing_yaml(proposed)
    refuse_edited(output / name for name in contents)
    refuse_overwriting(paths, [output / name for name in contents])
    done = not closed.unconfirmed and proposals.is_file() and not (closing and closing.samefile(proposals))
    done = done and is_as_written(proposals.read_bytes(), proposals.suffix)
    write_all(contents, output, remove=[proposals] if done else [])
    settings.screen().print(*(str(output / name) for name in contents))
    return 0
