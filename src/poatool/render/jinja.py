"""The templates of HTML pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poatool.render.table import shown
from poatool.render.wording import is_web_address, link_text, percentage
from poatool.text import publishable

if TYPE_CHECKING:
    from jinja2 import Environment


def environment() -> Environment:
    """The templates; every text that others wrote is escaped, and nothing invisible is printed."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("poatool.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"percentage": percentage, "link_text": link_text, "shown": shown}
    environment.tests |= {"web_address": is_web_address}
    return environment


def _finalize(value: object) -> object:
    """Every text that is printed passes the door; what the template itself marks up is left as it is."""
    return publishable(value) if type(value) is str else value
