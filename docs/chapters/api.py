"""The page of the Python API, from its docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from chapters.markdown import page
from poatool import api

PATH = "docs/reference/python.md"


def files() -> dict[str, str]:
    """The page, by its path."""
    public = [each for each in vars(api).values() if inspect.isfunction(each) and each.__module__ == api.__name__]
    functions = [each for each in public if not each.__name__.startswith("_")]
    return {PATH: page("Python", *_parts(api.__doc__ or ""), *(part for each in functions for part in _section(each)))}


def _section(function: Callable[..., object]) -> Iterator[str]:
    signature = inspect.signature(function)
    given = list(signature.parameters.values())
    apart = sum(each.kind is not each.KEYWORD_ONLY for each in given)
    names = [*map(_plain, given[:apart]), *(["*"] if given[apart:] else []), *map(_plain, given[apart:])]
    lines = "".join(f"    {name},\n" for name in names)
    yield f"## {function.__name__}"
    yield f"```py\n{function.__name__}(\n{lines}) -> {signature.return_annotation}\n```"  # not `python`: that is run
    yield from _parts(inspect.getdoc(function) or "")


def _plain(parameter: inspect.Parameter) -> str:
    return str(parameter).replace(f"'{parameter.annotation}'", str(parameter.annotation))


def _parts(docstring: str) -> Iterator[str]:
    """The paragraphs of a docstring: examples as code, arguments and errors as lists."""
    for paragraph in docstring.split("\n\n"):
        if paragraph.startswith(">>>"):
            yield f"```pycon\n{paragraph}\n```"
        elif paragraph.startswith(("Args:", "Raises:")):
            head, *lines = paragraph.splitlines()
            yield f"{head}\n\n" + "\n".join("- `{0}`:{2}".format(*line.strip().partition(":")) for line in lines)
        else:
            yield paragraph
