"""Open a workbook as a zip of parts that point to one another (ECMA-376 part 2), and parse their XML, within limits."""

import io
import posixpath
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from time import process_time
from typing import NamedTuple, NoReturn
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from poatool.bounded import MIB
from poatool.workbooks.limits import RESEND, Limits, Refused
from poatool.workbooks.model import Trouble

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "",
)
RELATION_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

_BYTES_A_CHARACTER = 4  # the most bytes in a character, in UTF-8 or UTF-16
_SLICE = 1024


def qualified(local: str) -> frozenset[str]:
    """An element's name as in ElementTree, in each of Excel's namespaces: Transitional, Strict, none."""
    return frozenset(f"{{{space}}}{local}" if space else local for space in MAIN_NAMESPACES)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def relation_of(element: Element) -> str | None:
    """The id of the relationship that an element names, such as `r:id`."""
    return next((v for space in RELATION_NAMESPACES if (v := element.get(f"{{{space}}}id")) is not None), None)


def is_true(value: str | None) -> bool:
    """Whether an XML attribute says “true”: `1`, `true` or `on`."""
    return value is not None and value.strip().casefold() in {"1", "true", "on"}


Take = Callable[[Element, bool], bool]
"""Removes the finished elements below a root, or all of them if the flag is set; returns whether there were any."""


def finished(element: Element, *, done: bool) -> list[Element]:
    """Remove the finished children from an element and return them: all but the last, or all if it is `done`."""
    taken = element[:] if done else element[:-1]
    del element[: len(taken)]
    return taken


def _well_formed(part: str, parse: Callable[..., object], *piece: bytes) -> None:
    try:
        parse(*piece)
    except (ParseError, expat.ExpatError, LookupError, ValueError) as error:
        # No position is given, as elements before it may already have been removed.
        message = str(error).partition(":")[0]
        raise Refused.damaged(f"The file is damaged: {part} inside it is not well-formed ({message}).") from error


def _refuse(part: str, *_: object) -> NoReturn:
    raise Refused.unsafe(f"{part} inside the file declares a document type, which could be an attack.")


_LOCAL_HEADER = struct.Struct("<4s22xHH")
_TIMES_OVER = 4  # all parts together may be unpacked to at most this many times `limits.unpacked_mib`
_ENCRYPTED = 0x1
_BY_DAMAGE = MIB  # how far a damaged part may unpack beyond its declared size before its checksum shows the damage
# Fits into a processor's cache: larger chunks made reading a large sheet a third slower.
_CHUNK = 64 * 1024
_DRIVE = re.compile(r"^[A-Za-z]:")
_MALFORMED = (
    *(zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError, OSError, OverflowError),
    zlib.error,
)


@lru_cache(maxsize=1_000)
def part_name(name: str) -> str:
    """Normalise a part's name: ignore case, a leading slash and backslashes."""
    return name.replace("\\", "/").lstrip("/").casefold()


class Relationship(NamedTuple):
    """What a part points to: another part, or an address outside the package, which is kept as written."""

    id: str
    kind: str  # the last word of its type, the same in Strict and Transitional files
    target: str


class Package:
    """The parts of a zip file by name, ignoring case.

    The position and declared size of each part are checked when the package is opened; no part is unpacked beyond its
    declared size. `members` holds the zip's entry for each part, and `sizes` its declared size, by `part_name`. Every
    method that reads a part raises Refused if the part is damaged.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open a package. Raises Refused if it is damaged, over a limit, or made to mislead."""
        self.data = data
        self.limits = limits
        self._unpacked = 0
        # In processor time, so that a file is not refused because the computer is busy.
        self._deadline = process_time() + limits.seconds
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _MALFORMED as error:
            message = "The file is cut short or damaged: its list of parts cannot be read."
            raise Refused(Trouble.DAMAGED, message, RESEND) from error
        infos = self._archive.infolist()
        _check_totals(infos, limits)
        _check_places(data, infos)
        self._links: dict[str, tuple[Relationship, ...]] = {}
        self.members: dict[str, zipfile.ZipInfo] = {}
        self.sizes: dict[str, int] = {}
        for info in infos:
            if info.is_dir():
                continue
            name = part_name(info.filename)
            if self.members.setdefault(name, info) is not info:
                raise Refused.unsafe(f"The file may be malicious: it has {info.filename} twice.")
            # The standard library would read no further than the declared size.
            self.sizes[name], info.file_size = info.file_size, sys.maxsize

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self.members

    def read(self, name: str) -> bytes:
        """Unpack a part. Raises Refused if it is damaged."""
        return b"".join(self._pieces(name))

    def find(self, name: str, *texts: bytes) -> bytes | None:
        """Whichever of these texts occurs in a part; None if none does, or there is no such part."""
        before = b""
        for chunk in self._pieces(name) if name in self else ():
            if first := next((text for text in texts if text in before + chunk), None):
                return first
            before = chunk[-max(map(len, texts)) :]
        return None

    def tree(self, name: str, take: Take | None = None) -> Element:
        """Parse a part. `take` removes finished elements after each chunk, since a long part would fill memory.

        Raises Refused if the XML is damaged, unsafe or too large, or if the package's processor time is used up.
        """
        builder = TreeBuilder()
        shell = builder.start("shell", {})
        prologue = expat.ParserCreate()
        prologue.StartDoctypeDeclHandler = partial(_refuse, name)
        parser = XMLParser(target=builder)  # noqa: S314 - a DOCTYPE, and with it any entity, is refused first
        most = max(self.limits.characters * _BYTES_A_CHARACTER, MIB)
        elements = at_start = size = 0
        for chunk in self._pieces(name):
            # Count everything that may be an element, an attribute or a character before it takes memory.
            elements += chunk.count(b"<") + chunk.count(b"=")
            size += len(chunk)
            if size > most:
                raise self.limits.exceeded("characters", f"{name} inside the file has too many characters in one place")
            if elements > self.limits.elements:
                raise self.limits.exceeded("elements", f"{name} inside the file has too many elements in one place")
            for piece in (chunk[:_SLICE], chunk[_SLICE:]):
                if not len(shell):  # a DOCTYPE can only come before the root element
                    _well_formed(name, prologue.Parse, piece)
                _well_formed(name, parser.feed, piece)
            if take is not None and len(shell) and take(shell[0], False):
                at_start = at_start or elements
                elements, size = at_start, 0
            if process_time() > self._deadline:
                raise self.limits.exceeded("seconds", f"Reading took too many seconds: it got as far as {name}")
        _well_formed(name, parser.close)
        if take is not None:
            take(shell[0], True)
        return shell[0]

    def links(self, source: str) -> tuple[Relationship, ...]:
        """The relationships of a part, in file order; "" is the package itself."""
        if source not in self._links:
            part = rels_name(source)
            self._links[source] = tuple(_relationships(self.tree(part), source)) if part in self else ()
        return self._links[source]

    def linked(self, source: str, *kinds: str) -> list[str]:
        """The parts of these kinds that a part points to, except missing ones."""
        return [link.target for link in self.links(source) if link.kind in kinds and link.target in self]

    def _pieces(self, name: str) -> Iterator[bytes]:
        info, declared, size = self.members[part_name(name)], self.sizes[part_name(name)], 0
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    if self._unpacked > _TIMES_OVER * self.limits.unpacked_mib * MIB:
                        raise Refused.unsafe("The file may be malicious: it points to the same parts over and over.")
                    if size <= declared:
                        yield chunk
                    elif size > declared + _BY_DAMAGE:
                        break
            if size > declared:
                raise Refused.unsafe(f"The file may be malicious: {info.filename} unpacks to more than it says.")
            if size != declared:
                raise EOFError
        except _MALFORMED as error:
            raise Refused.damaged(f"The file is damaged: {info.filename} inside it is incomplete.") from error


def _check_totals(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members:
        raise limits.exceeded("members", f"The file has {len(infos):,} parts")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_mib * MIB:
        raise limits.exceeded("unpacked_mib", f"The file unpacks to {unpacked // MIB:,} MiB")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            message = f"The file is a zip with a password: {info.filename} cannot be read."
            raise Refused(Trouble.ENCRYPTED, message, "Remove the password and send it again.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused.unsafe(f"{info.filename} is compressed in a way that no spreadsheet program uses.")
        if info.file_size > MIB and info.file_size > limits.ratio * info.compress_size:
            times = info.file_size // max(info.compress_size, 1)
            message = f"{info.filename} unpacks to {times:,} times its size, which looks like a zip bomb"
            raise limits.exceeded("ratio", message, Trouble.UNSAFE)
        if ".." in part_name(info.filename).split("/") or _DRIVE.match(info.filename):
            raise Refused.unsafe(f"The file may be malicious: a part is named {info.filename}, outside the workbook.")


def _check_places(data: bytes, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that overlap, or that are not where the zip's list says."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        offset = info.header_offset
        if offset < 0 or offset + _LOCAL_HEADER.size > len(data):
            raise Refused(Trouble.DAMAGED, f"The file is cut short: {info.filename} is missing.", RESEND)
        signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, offset)
        if signature != b"PK\x03\x04":
            raise Refused.damaged(f"The file is damaged: {info.filename} is not where the file says.")
        if offset < end:
            raise Refused.unsafe(f"The file may be malicious: {info.filename} overlaps another part.")
        end = offset + _LOCAL_HEADER.size + name_length + extra_length + info.compress_size
        if end > len(data):
            raise Refused(Trouble.DAMAGED, f"The file is cut short: {info.filename} is incomplete.", RESEND)


def rels_name(source: str) -> str:
    """The part that lists the relationships of a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships(root: Element, source: str) -> Iterator[Relationship]:
    for element in root:
        if local(element.tag) == "Relationship":
            target = element.get("Target", "")
            if element.get("TargetMode", "").casefold() != "external":
                target = unquote(target).replace("\\", "/")
                joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
                target = part_name(posixpath.normpath("/" + joined))
            yield Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target)
