"""What a workbook carries besides cells. Nothing of it is ever run, followed or fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poatool.workbooks.model import Feature
from poatool.workbooks.package import Package
from poatool.workbooks.xlsx.relationships import Relationship

_BY_RELATION = {
    "vbaProject": Feature.MACROS,
    "xlMacrosheet": Feature.MACRO_SHEETS,
    "xlIntlMacrosheet": Feature.MACRO_SHEETS,
    "externalLink": Feature.EXTERNAL_LINKS,
    "connections": Feature.CONNECTIONS,
    "oleObject": Feature.EMBEDDED,
    "package": Feature.EMBEDDED,
    "control": Feature.EMBEDDED,
    "threadedComment": Feature.THREADED_COMMENTS,
    "revisionHeaders": Feature.TRACKED_CHANGES,
}
_DDE = b"ddeLink"


def features(package: Package, links: Iterable[Relationship]) -> Iterator[Feature]:
    """Tell what the relationships of a workbook and its sheets show of it.

    Raises:
        Refused: the part of an external link is damaged.
    """
    for link in links:
        feature = _BY_RELATION.get(link.kind)
        if feature is not None:
            yield feature
        if feature is Feature.EXTERNAL_LINKS and link.target in package and _DDE in package.read(link.target):
            yield Feature.DDE
