"""Change some parts of a workbook and add others; all other parts stay byte for byte."""

from __future__ import annotations

from itertools import count
from xml.sax.saxutils import quoteattr

from poatool.workbooks.edit.xml_patch import Keep, XmlPatch, everything
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.package import Package, part_name
from poatool.workbooks.refusal import damaged
from poatool.workbooks.sniff import in_zip
from poatool.workbooks.writing import Member, zip_bytes
from poatool.workbooks.xlsx.relationships import Relationship, relationships, rels_name

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_SHEET_KINDS = ("/worksheet", "/chartsheet", "/dialogsheet")


class PackageEdit:
    """Changes to the `package` of a workbook, whose main part is `main`.

    `office` is the start of its relationship types, which differs between Strict and Transitional files, and
    `namespace` the XML namespace of its sheets.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        """Open a workbook to change it.

        Raises Refused if it is damaged, or not a workbook whose parts can be changed.
        """
        self.package = Package(data, limits)
        _, self.main = in_zip(self.package, limits)
        self._limits = limits
        self._changing: dict[str, XmlPatch] = {}
        self._added: dict[str, bytes] = {}
        self._replaced: dict[str, bytes] = {}
        self._related: dict[str, list[str]] = {}
        book = self.part(self.main).root
        self.namespace = book.attributes.get(f"xmlns:{book.prefix[:-1]}" if book.prefix else "xmlns", "")
        types = [r.attributes.get("Type", "") for r in self.part(rels_name(self.main)).root.all("Relationship")]
        sheet_types = [each for each in types if each.endswith(_SHEET_KINDS)]
        if not sheet_types:
            raise damaged("The file is damaged: it does not say where its sheets are.")
        self.office = sheet_types[0].rpartition("/")[0]

    def part(self, name: str, keep: Keep = everything) -> XmlPatch:
        """A part to be changed; the first caller decides which elements are kept."""
        known = part_name(name)
        if known not in self._changing:
            if known not in self.package:
                raise damaged(f"The file is damaged: {name} is missing.")
            self._changing[known] = XmlPatch(self.package.read(known), keep)
        return self._changing[known]

    def links(self, source: str) -> tuple[Relationship, ...]:
        """The relationships of a part of the original."""
        return relationships(self.package, source, self._limits)

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part with a content type of its own."""
        self._added[name] = content
        types = self.part(_TYPES)
        types.append(types.root, f'<{types.root.prefix}Override PartName="/{name}" ContentType="{content_type}"/>')

    def add_by_ending(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part whose content type goes by the ending of its name."""
        ending = name.rpartition(".")[2]
        types = self.part(_TYPES)
        known = {node.attributes.get("Extension", "").casefold() for node in types.root.all("Default")}
        first_of_ending = not any(added.endswith(f".{ending}") for added in self._added)
        if ending not in known and first_of_ending:
            default = f'<{types.root.prefix}Default Extension="{ending}" ContentType="{content_type}"/>'
            types.insert(types.root.inner, default)
        self._added[name] = content

    def replace(self, name: str, content: bytes) -> None:
        """Replace the content of a part."""
        self._replaced[part_name(name)] = content

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relationship from one part to another, and return its id."""
        new = self._related.setdefault(source, [])
        taken = {link.id for link in self.links(source)}
        identity = next(name for n in count(len(new) + 1) if (name := f"rIdPoatool{n}") not in taken)
        new.append(f'Relationship Id="{identity}" Type="{self.office}/{kind}" Target={quoteattr(f"/{target}")}/>')
        return identity

    def free_name(self, pattern: str) -> str:
        """A name that no part has, from a pattern with a place for a number."""
        names = (pattern.format(number) for number in count(1))
        return next(name for name in names if name not in self.package and name not in self._added)

    def data(self) -> bytes:
        """The changed workbook: the original parts in their order, then the new ones."""
        for source, links in self._related.items():
            self._relate(rels_name(source), links)
        self._related.clear()
        members = self.package.members.items()
        parts = [Member(info.filename, self._content(name), info.date_time) for name, info in members]
        return zip_bytes([*parts, *(Member(name, content) for name, content in self._added.items())])

    def _relate(self, name: str, links: list[str]) -> None:
        if name in self.package:
            rels = self.part(name)
            rels.append(rels.root, "".join(f"<{rels.root.prefix}{link}" for link in links))
        else:
            inner = "".join(f"<{link}" for link in links)
            content = f'<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'.encode()
            self.add_by_ending(name, content, _RELATIONSHIPS_TYPE)

    def _content(self, name: str) -> bytes:
        if name in self._replaced:
            return self._replaced[name]
        changing = self._changing.get(name)
        return changing.result() if changing is not None and changing.changed else self.package.read(name)
