"""The `manifest` document."""

from __future__ import annotations

from typing import Literal

from poatool.render.json import Header, Shape, document
from poatool.render.report.shapes import FileShape
from poatool.reports.manifest import Manifest, Role


class WrittenShape(Shape):
    """A file that `compile` wrote, by its path in the folder of the report; `bytes` is its size."""

    path: str
    sha256: str
    bytes: int


class InputShape(Shape):
    """A file that a report depends on, such as the waivers, by its path as given; `at` is its path from the manifest.

    `sha256` is null for a pipe, and `at` for a file on another disk.
    """

    path: str
    sha256: str | None
    at: str | None


class ReadShape(InputShape):
    """A file of submissions that was read; `given` is the part of its path that the user gave."""

    given: str
    role: Role


class TextShape(InputShape):
    """A text of the coordinator's own, by its name in the report."""

    name: str


class ManifestDocument(Header):
    """`coordinator/manifest.json`: the inputs of a report, the options, and every file written.

    `plan` is null for the bundled plan; other files are null if they were not used. `read` are all files that the
    submissions come from. A `sealed` report is replaced only with a reason; `corrections` are those reasons.
    """

    schema: Literal["poatool/manifest/1"]
    files: tuple[WrittenShape, ...]
    inputs: tuple[FileShape, ...]
    earlier: tuple[FileShape, ...]
    plan: InputShape | None
    settings: InputShape | None
    waivers: InputShape | None
    decisions: InputShape | None
    template: InputShape | None
    sent: InputShape | None
    texts: tuple[TextShape, ...]
    read: tuple[ReadShape, ...]
    limits: dict[str, int]
    options: dict[str, bool | list[str]]
    counts: dict[str, int]
    sealed: bool
    corrections: tuple[str, ...]


def manifest_document(manifest: Manifest) -> ManifestDocument:
    """The `manifest` document."""
    return document(ManifestDocument, manifest.edition.framework, manifest.edition.period, manifest)
