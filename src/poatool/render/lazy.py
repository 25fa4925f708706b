"""Renderers imported at their first call, so that a command loads only the format it writes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast


def lazy(place: str) -> Callable[..., bytes]:
    """The renderer at `module:function` below this package."""
    module, _, name = place.partition(":")

    def render(*arguments: object, **options: object) -> bytes:
        return cast("bytes", getattr(import_module(f"poatool.render.{module}"), name)(*arguments, **options))

    return render
