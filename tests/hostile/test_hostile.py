"""Hostile and broken files, made here, each with what must happen to it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from poatool.workbooks.model import Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from tests.hostile.archives import archives, markup
from tests.hostile.case import Case
from tests.hostile.opendocument import opendocument
from tests.hostile.others import binary, others
from tests.hostile.sheets import sheets, texts

SECONDS = 20
FAMILIES = (archives, markup, sheets, texts, others, opendocument, binary)
CASES = tuple(case for family in FAMILIES for case in family())
_UNSPEAKABLE = ("Error", "Exception", "Traceback", "None", "codec")


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """End the test run if this takes more processor time, however busy the computer is."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def everything(workbook: Workbook) -> str:
    """Everything that a user may see of the workbook."""
    cells = [str(part) for sheet in workbook.sheets for cell in sheet.cells for part in cell]
    return "\n".join([*cells, *(note.message for note in workbook.notes), *(str(f) for f in workbook.features)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_hostile_file(case: Case) -> None:
    with alarm(SECONDS):
        found = open_bytes(case.data, case.name, case.limits)
    if case.trouble is None:
        assert isinstance(found, Workbook), found
        assert case.says in everything(found)
    else:
        assert isinstance(found, Unreadable), found
        assert found.trouble is case.trouble, found
        assert case.says in found.message + found.hint
        assert found.hint
        assert not any(word in found.message for word in _UNSPEAKABLE)


def test_there_are_enough_of_them_and_each_has_its_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 120
