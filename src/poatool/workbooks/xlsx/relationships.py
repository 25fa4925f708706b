"""How the parts of a package point to one another (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.package import Package, resolve


class Relationship(NamedTuple):
    """A part, or a place outside the package, that a part points to; an outside address is as written.

    `kind` is the last word of its type, the same in Strict and Transitional files.
    """

    id: str
    kind: str
    target: str


def rels_name(source: str) -> str:
    """The part that lists the relationships of a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(package: Package, source: str, limits: Limits) -> tuple[Relationship, ...]:
    """The relationships of a part, in the order of the file; the package itself is the part named "".

    Raises Refused if the list of relationships is damaged.
    """
    part = rels_name(source)
    if part not in package:
        return ()
    root = tree(package.chunks(part), limits, part)
    return tuple(
        Relationship(
            id=element.get("Id", ""),
            kind=element.get("Type", "").rpartition("/")[2],
            target=element.get("Target", "") if external else resolve(source, element.get("Target", "")),
        )
        for element in root
        if local(element.tag) == "Relationship"
        for external in [element.get("TargetMode", "").casefold() == "external"]
    )
