"""Text in the boxes and shapes that lie over a sheet (DrawingML, ECMA-376 part 1, 20.5)."""

from __future__ import annotations

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.package import Package


def holds_text(package: Package, part: str, limits: Limits) -> bool:
    """Whether a drawing has text that a person sees. Pictures and charts are not looked into.

    Raises:
        Refused: the part is damaged, unsafe or too large.
    """
    boxes = (element for element in tree(package.chunks(part), limits, part).iter() if local(element.tag) == "txBody")
    return any((text.text or "").strip() for box in boxes for text in box.iter() if local(text.tag) == "t")
