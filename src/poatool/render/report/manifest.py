"""The `manifest` document."""

from __future__ import annotations

from typing import Literal

from poatool.render.json import Header, Shape, header, shaped
from poatool.render.report.shapes import FileShape
from poatool.reports.manifest import Manifest


class WrittenShape(Shape):
    """A file that `compile` wrote, by its path in the folder of the report; `bytes` is its size."""

    path: str
    sha256: str
    bytes: int


class InputShape(Shape):
    """A file that a report depends on, such as the waivers, by its path as given. `sha256` is null for a pipe."""

    path: str
    sha256: str | None


class ManifestDocument(Header):
    """`coordinator/manifest.json`: what a report was made from, with which options, and every file written.

    `plan` is null for the bundled plan; the other files are null where there is none.
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
    limits: dict[str, int]
    options: dict[str, bool | list[str]]


def manifest_document(manifest: Manifest) -> ManifestDocument:
    """The `manifest` document."""
    return {
        "schema": "poatool/manifest/1",
        **header(manifest.edition.framework, manifest.edition.period),
        "files": tuple(shaped(WrittenShape, file) for file in manifest.files),
        "inputs": tuple(shaped(FileShape, file) for file in manifest.inputs),
        "earlier": tuple(shaped(FileShape, file) for file in manifest.earlier),
        "plan": shaped(InputShape, manifest.plan) if manifest.plan else None,
        "settings": shaped(InputShape, manifest.settings) if manifest.settings else None,
        "waivers": shaped(InputShape, manifest.waivers) if manifest.waivers else None,
        "decisions": shaped(InputShape, manifest.decisions) if manifest.decisions else None,
        "template": shaped(InputShape, manifest.template) if manifest.template else None,
        "limits": dict(manifest.limits),
        "options": dict(manifest.options),
    }
