"""Read decisions.yaml or a file of waivers; every fault is reported with its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from poatool.decisions.keys import KEYS, WAIVER, Key, Reader, Values, WrongValueError
from poatool.decisions.model import KINDS, Accept, Decision, Decisions, Kind, Proposal
from poatool.errors import InputError
from poatool.findings.model import Place, Waiver
from poatool.framework.faults import Mark
from poatool.framework.load.yaml import Document, Value
from poatool.submissions.update_ids import period_of
from poatool.text import listed, nearest
from poatool.workspace.blocks import Faults, open_yaml, refuse

_EXAMPLES = {
    "waiver": 'Write each as a block of its own: "- code: ACT202", and below it "reason: …".',
    "decision": 'Write each as a block of its own: "- kind: status", and below it "action: …" and what else it needs.',
}
_DECIDED_BY = ("kind", "decided_by", "by")
"""The keys that every decision has: its kind, and the role that decided."""

_MOST_FAULTS = 100


def read_waivers(path: Path, reader: Reader) -> tuple[Waiver, ...]:
    """Read a file of waivers: a YAML file with a list of blocks, whose keys are `WAIVER`.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    file = _File(path, "waiver", reader)
    found: list[Waiver] = []
    for entry in file.entries():
        values = file.values(entry, WAIVER)
        if not file.faults:
            found.append(_waiver(values, file.source(entry)))
    refuse(path, file.faults)
    return tuple(found)


def read_decisions(path: Path, reader: Reader) -> Decisions:
    """Read a decisions.yaml: a YAML file with a list of blocks, each of a kind. One of comments alone has none.

    A block that names no role in `decided_by` (or `by`) is a proposal, in which values may be missing. Raises
    InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    file = _File(path, "decision", reader)
    proposals: list[Proposal] = []
    decided: dict[tuple[object, ...], Decision] = {}
    for entry in file.entries():
        made = file.decision(entry)
        if isinstance(made, Proposal):
            proposals.append(made)
        elif made is not None and (other := decided.setdefault(made.subject, made)) is not made:
            file.fault(entry.mark, f"Line {other.source.row} decides on the same. Delete one of them.")
    refuse(path, file.faults)
    return Decisions(tuple(decided.values()), tuple(proposals))


class _Entry(NamedTuple):
    """A block of a file."""

    document: Document
    number: int
    block: Mapping[str, Value]

    @property
    def mark(self) -> Mark:
        return self.document.place((self.number,))

    def mark_of(self, key: str) -> Mark:
        """The place of the value of a key."""
        return self.document.place((self.number, key))

    def text(self, key: str) -> str:
        """The text of a key; empty if there is none."""
        value = self.block.get(key)
        return str(value) if isinstance(value, str) and value.strip() else ""


@dataclass(frozen=True)
class _File:
    """A file of blocks, the name of such a block, and the faults found so far, each with its place."""

    path: Path
    what: str
    reader: Reader
    faults: Faults = field(default_factory=list)

    def fault(self, mark: Mark, message: str) -> None:
        self.faults.append((mark, message))

    def source(self, entry: _Entry) -> Place:
        return Place(self.reader.named or str(self.path), row=entry.mark.line)

    def entries(self) -> Iterator[_Entry]:
        """The blocks; anything else is a fault."""
        what = self.what
        try:
            document = open_yaml(self.path, f"{what}s", self.faults)
        except FileNotFoundError:
            raise InputError(f"{self.path}: there is no such file of {what}s. Check the path.") from None
        if document is None:
            if what == "waiver" and not self.faults:
                self.fault(Mark(1, 1), "The file is empty. Is it the right file?")
        elif not isinstance(document.root, list):
            self.fault(document.place(()), f"A list of {what}s is expected. {_EXAMPLES[what]}")
        else:
            for number, item in enumerate(document.root):
                if len(self.faults) >= _MOST_FAULTS:
                    self.fault(
                        document.place((number,)), "The rest of the file was not read: correct the faults above first."
                    )
                    return
                if isinstance(item, dict):
                    yield _Entry(document, number, item)
                else:
                    self.fault(document.place((number,)), f"A {what} is expected. {_EXAMPLES[what]}")

    def decision(self, entry: _Entry) -> Decision | Proposal | None:
        """The decision of a block; None if something is wrong with it."""
        stated, before = entry.text("kind").strip().casefold(), len(self.faults)
        if stated not in list(Kind):
            wrong = f"{stated} is not a kind of decision" if stated else "The decision has no `kind`"
            self.fault(entry.mark_of("kind"), f"{wrong}. Write {listed([*Kind], 'or')}.")
            return None
        kind = Kind(stated)
        role = entry.text("decided_by" if "decided_by" in entry.block else "by")
        values = self.values(entry, KEYS[kind], _DECIDED_BY, proposed=not role)
        if len(self.faults) > before:
            return None
        if not role:
            return Proposal(kind, self.source(entry))
        if "update" in values:
            values.setdefault("period", period_of(values["update"], self.reader.plan))
        common: dict[str, Any] = {key: values.pop(key) for key in ("because", "period") if key in values}
        common |= {"by": role, "source": self.source(entry)}
        if kind is Kind.ACCEPT:
            waiver = _waiver({**values, "by": role}, self.source(entry))
            return Accept(**common, because=waiver.reason, waiver=waiver)
        if kind is Kind.CLEARANCE:
            common["cleared_by"] = entry.text("by")
        return KINDS[kind](**common, **values)

    def values(
        self, entry: _Entry, keys: Mapping[str, Key], others: Collection[str] = (), *, proposed: bool = False
    ) -> dict[str, Any]:
        """The values of a block by key; `others` are keys left to the caller. Keys may be missing from a proposal."""
        texts: Values = {key: text for key in entry.block if (text := entry.text(key))}
        values: dict[str, Any] = {}
        for key, written in entry.block.items():
            if key not in keys and key not in others:
                likely = nearest(key, [*keys, *others])
                hint = f"Did you mean `{likely}`?" if likely else f"Write one of {', '.join([*others, *keys])}."
                named = f"a decision of kind {texts['kind']}" if others else "a waiver"
                mark = entry.document.key_place((entry.number, key))
                self.fault(mark, f"`{key}` is not a key of {named}. {hint}")
            elif key not in texts and (not proposed or isinstance(written, list | dict)):
                needs = f"`{key}` needs one value. Write it after the colon, or delete the key."
                self.fault(entry.mark_of(key), needs)
            elif key in texts and key in keys:
                try:
                    values[key] = keys[key].read(texts[key], self.reader, texts)
                except WrongValueError as wrong:
                    self.fault(entry.mark_of(key), str(wrong))
        for key, each in keys.items():
            if each.required and key not in entry.block and not proposed:
                self.fault(entry.mark, f"The {self.what} has no `{key}`. Add it: {each.meaning}")
        return values


def _waiver(values: dict[str, Any], source: Place) -> Waiver:
    sheet, cell = values.pop("cell", (None, None))
    return Waiver(**values, sheet=sheet, cell=cell, source=source)
