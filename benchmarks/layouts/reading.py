"""Read written books in one process, and return what `validate` and `compile` say about them, as JSON documents."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from poatool import api
from poatool.framework.model import Framework
from poatool.render.findings.json import validation_document
from poatool.render.report.json import report_document
from poatool.reports.validation import validation


@lru_cache(maxsize=16)
def _plan(path: str | None) -> Framework:
    return api.load_framework(path)


def documents(paths: Sequence[str], period: str, framework: str | None) -> dict[str, Any]:
    """The checks and the report of some workbooks for a period of a plan; None is the bundled plan."""
    plan = _plan(framework)
    checked = api.check(api.read_submissions(paths, plan, period))
    found = validation(checked)
    return {"validation": _plain(validation_document(found)), "report": _plain(report_document(api.year_end(checked)))}


def _plain(document: object) -> Any:
    return json.loads(json.dumps(document, default=str))
