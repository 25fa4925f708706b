"""Record the actions that each agency's workbook asks about, beside the templates."""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from poatool.bounded import read_bounded
from poatool.errors import InputError

if TYPE_CHECKING:
    from poatool.submissions.kept_back import KeptBack

Sent = Mapping[str, tuple[str, ...]]
"""The actions that each agency was asked about, by their codes in the period; none if about all of them."""

T = TypeVar("T")

NOTHING_SENT: Sent = MappingProxyType({})

SENT_FILE = "sent.json"  # the file beside the templates; `poatool template` writes it

SENT_SCHEMA: Final = "poatool/sent/1"


def read_sent(path: Path, period: str) -> Sent:
    """The actions asked about in a period; empty if the file is for another period.

    Raises InputError if `poatool template` did not write the file.
    """

    def asked(document: Any) -> Sent:  # noqa: ANN401 - whatever the file contains
        is_ours = (document["schema"], document["period"]) == (SENT_SCHEMA, period)
        agencies = document["agencies"].items() if is_ours else ()
        return {str(code): tuple(map(str, asked)) for code, asked in agencies}

    return _read(path, asked)


def kept_back_in(path: Path) -> "tuple[KeptBack, ...]":
    """What was not published under an earlier plan. Raises InputError if `poatool template` did not write the file."""
    from poatool.submissions.kept_back import KeptBack

    return _read(path, lambda document: tuple(map(KeptBack.parsed, document.get("kept_back", ()))))


def _read(path: Path, part: Callable[[Any], T]) -> T:
    """A part of the document in a file."""
    import json  # here, as few commands read the file

    try:
        return part(json.loads(read_bounded(path)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise InputError(
            f"{path}: poatool template did not write this. Delete it, or write the templates again."
        ) from None


def other_due(path: Path, due: dt.date | None) -> dt.date | None:
    """The due day in a readable `sent.json` if it differs from `due`."""
    import json

    with suppress(ValueError):
        sent = dt.date.fromisoformat(str(json.loads(read_bounded(path)).get("due")))
        return sent if sent != due else None
    return None
