"""Renderers imported at their first call, so that a command loads only the format it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast


def lazy(place: str) -> Callable[..., bytes]:
    """The renderer at `module:function` in this package; if it returns a document, that is written as JSON."""
    module, _, name = place.partition(":")

    def render(*arguments: object, **options: object) -> bytes:
        rendered: object = getattr(import_module(f"poatool.render.{module}"), name)(*arguments, **options)
        if isinstance(rendered, bytes):
            return rendered
        from poatool.render.json import json_bytes

        return json_bytes(cast("Mapping[str, object]", rendered))

    return render
