"""Record the actions that the workbook for each agency asks about, beside the templates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from typing_extensions import TypedDict

from poatool import __version__
from poatool.errors import InputError

Sent = Mapping[str, tuple[str, ...]]
"""The actions that each agency was asked about, by the codes of the period."""

NOTHING_SENT: Sent = MappingProxyType({})

SENT_FILE = "sent.json"
"""The file beside the templates; `poatool template` writes it."""

_SCHEMA: Final = "poatool/sent/1"


class SentDocument(TypedDict):
    """`sent.json`: the actions that the workbook for each agency asks about."""

    schema: Literal["poatool/sent/1"]
    poatool: str
    period: str
    agencies: Mapping[str, Sequence[str]]


def sent_document(period: str, agencies: Mapping[str, Iterable[str]]) -> SentDocument:
    """What `sent.json` holds: the actions that the workbook sent to each agency asks about."""
    codes = {code: list(asked) for code, asked in agencies.items()}
    return {"schema": _SCHEMA, "poatool": __version__, "period": period, "agencies": codes}


def read_sent(path: Path, period: str) -> Sent:
    """The actions asked about in a period; empty if the file is for another period.

    Raises InputError if `poatool template` did not write the file.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
        agencies = document["agencies"].items() if (document["schema"], document["period"]) == (_SCHEMA, period) else ()
        return {str(code): tuple(map(str, asked)) for code, asked in agencies}
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise InputError(
            f"{path}: poatool template did not write this. Delete it, or write the templates again."
        ) from None
