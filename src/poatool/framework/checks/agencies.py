"""Agencies that are named exist, and units belong to an agency."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.framework.checks.loaded import LoadedFile, did_you_mean
from poatool.framework.faults import FrameworkFault
from poatool.framework.model import AgencyEventKind
from poatool.framework.names.folding import fold
from poatool.framework.nodes import Path


def check_agencies(file: LoadedFile) -> Iterator[FrameworkFault]:
    """Every agency that is named has an entry of its own."""
    known = file.framework.agency_by_code
    for whose, code, path in _named(file):
        if file.lacks(code, known):
            yield file.fault("FRM301", path, f"{whose}: there is no agency {code}.", _hint(file, code))


def check_units(file: LoadedFile) -> Iterator[FrameworkFault]:
    """No agency is a unit of itself, directly or through others; a ring is told once."""
    told: set[str] = set()
    parents = {agency.code: agency.unit_of for agency in file.framework.agencies}
    for i, agency in enumerate(file.framework.agencies):
        ring = [agency.code]
        while (parent := parents.get(ring[-1])) and parent not in ring:
            ring.append(parent)
        if parent == agency.code and told.isdisjoint(ring):
            told.update(ring)
            message = f"agency {agency.code} is a unit of itself: {' → '.join([*ring, parent])}."
            yield file.fault("FRM302", ("agencies", i, "unit_of"), message, "A unit points to its agency, not back.")


def _named(file: LoadedFile) -> Iterator[tuple[str, str, Path]]:
    for action, _, path in file.actions:
        for key, codes in (("lead", action.lead), ("supporting", action.supporting)):
            for n, code in enumerate(codes):
                yield f"action {action.code}", code, (*path, key, n)
    for i, agency in enumerate(file.framework.agencies):
        if agency.unit_of is not None:
            yield f"agency {agency.code}", agency.unit_of, ("agencies", i, "unit_of")
        for n, event in enumerate(agency.history):
            path = ("agencies", i, "history", n)
            if event.event is AgencyEventKind.MERGED and event.into is not None:
                yield f"agency {agency.code}", event.into, (*path, "into")
            if event.event is AgencyEventKind.MOVED and event.was is not None:
                yield f"agency {agency.code}", event.was, (*path, "was")


def _hint(file: LoadedFile, written: str) -> str:
    """The code of the agency that is meant, where the name or something like the code is known."""
    agencies = file.framework.agencies
    for agency in agencies:
        if fold(written) in map(fold, (agency.code, agency.name, *agency.aliases)):
            return f"Write its code, {agency.code}."
    return did_you_mean(written, [a.code for a in agencies], "Add it to `agencies`.")
