"""Read decisions.yaml or a file of waivers, and report every fault with its line and column."""

from dataclasses import replace
from pathlib import Path

from poatool.decisions.keys import ReadingContext
from poatool.decisions.model import KINDS, Decision, Decisions, Kind
from poatool.findings.model import Place, Waiver
from poatool.submissions.update_ids import period_of
from poatool.yaml_files import YamlFile
from poatool.yaml_values import Value

_COMMON_KEYS = ("kind", "decided_by", "by")


def read_waivers(path: Path, reader: ReadingContext) -> tuple[Waiver, ...]:
    """Read a file of waivers, a YAML list of blocks. Raises InputError with the line and column of each fault."""
    file = YamlFile(path, "waivers", reader, required=True)
    return tuple(replace(each, source=_source(file, n, reader)) for n, each in enumerate(file.read(list[Waiver])))


def read_decisions(path: Path, reader: ReadingContext) -> Decisions:
    """Read a decisions.yaml: a YAML list of blocks, each with a `kind`. A file of comments alone is allowed.

    A block with no role in `decided_by` is a proposal, and may lack values. `by` will do too, except in a clearance.
    Raises InputError with the line and column of each fault.
    """
    file = YamlFile(path, "decisions", reader, required=True)
    proposals: list[Place] = []
    decided: dict[tuple[object, ...], Decision] = {}
    for n, block in file.blocks():
        made = _decision(file, n, block, reader)
        if isinstance(made, Place):
            proposals.append(made)
        elif made is not None and (other := decided.setdefault(made.subject, made)) is not made:
            file.fault((n,), f"Line {other.source.row} already decides this.", "Delete one of them.")
    file.refuse()
    return Decisions(tuple(decided.values()), tuple(proposals))


def _source(file: YamlFile, n: int, reader: ReadingContext) -> Place:
    return Place(reader.named or file.path.as_posix(), row=file.document.place((n,)).line)


def _decision(file: YamlFile, n: int, block: dict[str, Value], reader: ReadingContext) -> Decision | Place | None:
    """The decision in a block, or the place of a proposal; None if it has a fault."""
    before = len(file.faults)
    named = {key: value.strip() for key, value in block.items() if key in _COMMON_KEYS and isinstance(value, str)}
    kind = file.word(Kind, named.get("kind", "").casefold(), (n, "kind"))
    if not isinstance(kind, Kind):
        return None
    in_its_place = "decided_by" if kind is Kind.CLEARANCE else "by"  # a clearance says in `by` who cleared the texts
    role = named.get("decided_by" if "decided_by" in block else in_its_place, "")
    fields: dict[str, Value] = {key: value for key, value in block.items() if key not in _COMMON_KEYS}
    values = file.values(KINDS[kind], fields, (n,), partial=not role)
    if values is None or len(file.faults) > before:
        return None
    source = _source(file, n, reader)
    if not role:
        return source
    if "update" in values:
        values.setdefault("period", period_of(values["update"], reader.plan))
    if kind is Kind.EXTENSION:  # by default, for the latest period that has ended or is due by that day
        periods, until = reader.plan.periods, values["until"]
        due = {each.returns_due: each.id for each in periods if min(each.end, each.returns_due) <= until}
        values.setdefault("period", due[max(due)] if due else None)
    if kind is Kind.CLEARANCE and values.get("date"):  # by default, for the latest period that had ended or was due
        ended = {each.end: each.id for each in reader.plan.periods if min(each.end, each.returns_due) < values["date"]}
        values.setdefault("period", ended[max(ended)] if ended else None)
    if kind is Kind.ACCEPT:
        values["because"] = values["reason"]
    if kind is Kind.CLEARANCE:
        values["cleared_by"] = named.get("by", "")
    return KINDS[kind](**values, by=role, source=source)
