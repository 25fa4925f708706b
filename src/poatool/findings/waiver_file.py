"""Read a file of waivers; every fault is reported with its line and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.findings.model import Place, Waiver, code_meant
from poatool.framework.load.yaml import Document, Mark, Value, read
from poatool.text import nearest, read_bounded
from poatool.workbooks.addresses import address

KEYS = ("code", "file", "cell", "action", "reason", "until", "by")
"""The keys of a waiver; `code` and `reason` are required."""

_EXAMPLE = 'Write each as a block of its own: "- code: ACT202", and below it "reason: …".'


class Fault(NamedTuple):
    """What is wrong at a line and column of the file, and what to do about it."""

    mark: Mark
    message: str


def read_waivers(path: Path, codes: Mapping[str, str]) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    Args:
        path: a YAML file with a list of blocks, whose keys are `KEYS`.
        codes: the code of each rule by its code and by its name, as a waiver may write either.

    Raises:
        InputError: it cannot be opened or has faults; the message names the line and column of each.
    """
    try:
        data = read_bounded(path)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file of waivers. Check the path.") from None
    except OSError as error:
        raise InputError(f"{path}: the waivers cannot be opened ({error.strerror}).") from None
    document, broken = read(data)
    faults = [Fault(Mark(*fault.mark), f"{fault.message} {fault.hint}".rstrip()) for fault in broken]
    waivers: list[Waiver] = []
    for found in _waivers(document, str(path), codes) if document is not None else ():
        if isinstance(found, Fault):
            faults.append(found)
        else:
            waivers.append(found)
    if faults:
        lines = (f"{path}:{mark.line}:{mark.column}: {message}" for mark, message in sorted(faults))
        raise InputError("\n".join(lines))
    return tuple(waivers)


def _waivers(document: Document, path: str, codes: Mapping[str, str]) -> Iterator[Waiver | Fault]:
    if not isinstance(document.root, list):
        yield Fault(document.place(()), f"A list of waivers is expected. {_EXAMPLE}")
        return
    for number, item in enumerate(document.root):
        if isinstance(item, dict):
            yield from _waiver(document, number, item, path, codes)
        else:
            yield Fault(document.place((number,)), f"A waiver is expected. {_EXAMPLE}")


def _waiver(
    document: Document, number: int, keys: Mapping[str, Value], path: str, codes: Mapping[str, str]
) -> Iterator[Waiver | Fault]:
    faults = [*_unknown_keys(document, number, keys), *_missing_keys(document.place((number,)), keys)]
    texts = {key: str(value) for key, value in keys.items() if isinstance(value, str) and value}
    code = codes.get(texts.get("code", "").upper()) or codes.get(texts.get("code", "").casefold())
    if "code" in texts and code is None:
        faults.append(Fault(document.place((number, "code")), _no_rule(texts["code"], codes)))
    until = _day(texts["until"]) if "until" in texts else None
    if "until" in texts and until is None:
        message = f"`until` is not a date: {texts['until']}. Write it as in 2023-06-30."
        faults.append(Fault(document.place((number, "until")), message))
    sheet, _, cell = texts.get("cell", "").rpartition("!")
    if "cell" in texts and address(cell) is None:
        message = f"`cell` is not a cell: {texts['cell']}. Write it as in Updates!B7, or B7."
        faults.append(Fault(document.place((number, "cell")), message))
    if faults or code is None:
        yield from faults
        return
    yield Waiver(
        code,
        texts["reason"],
        file=texts.get("file"),
        sheet=_unquoted(sheet) or None,
        cell=cell.replace("$", "").upper() or None,
        action=texts.get("action"),
        until=until,
        by=texts.get("by"),
        source=Place(path, row=document.place((number,)).line),
    )


def _unknown_keys(document: Document, number: int, keys: Mapping[str, Value]) -> Iterator[Fault]:
    for key, value in keys.items():
        if key not in KEYS:
            likely = nearest(key, KEYS)
            hint = f"Did you mean `{likely}`?" if likely else f"Write one of {', '.join(KEYS)}."
            yield Fault(document.key_place((number, key)), f"`{key}` is not a key of a waiver. {hint}")
        elif not isinstance(value, str) or not value.strip():
            message = f"`{key}` needs one value. Write it after the colon, or delete the key."
            yield Fault(document.place((number, key)), message)


def _missing_keys(mark: Mark, keys: Mapping[str, Value]) -> Iterator[Fault]:
    if "code" not in keys:
        yield Fault(mark, "The waiver does not say what it accepts. Add `code:` with the code of a rule.")
    if "reason" not in keys:
        yield Fault(mark, "The waiver gives no reason. Add `reason:` with why the finding is accepted.")


def _no_rule(word: str, codes: Mapping[str, str]) -> str:
    likely = nearest(code_meant(word), codes) or nearest(word.casefold(), codes)
    return f"{word} is not a rule." + (f" Did you mean {likely}?" if likely else " See: poatool rules")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _unquoted(sheet: str) -> str:
    quoted = len(sheet) > 1 and sheet.startswith("'") and sheet.endswith("'")
    return sheet[1:-1].replace("''", "'") if quoted else sheet
