"""ARCHITECTURE.md draws the rooms as in the import contract, and describes each."""

import itertools
import re
import tomllib

from tests.docs.shell import ROOT

PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACT = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
LAYERS = [set(re.findall(r"poatool\.(\w+)", layer)) for layer in CONTRACT]


def test_the_picture_shows_the_layers_of_the_contract() -> None:
    [picture] = re.findall("```mermaid\nflowchart TD\n(.+?)```", PAGE, re.DOTALL)
    arrows = [[set(end.split(" & ")) for end in line.strip().split(" --> ")] for line in picture.splitlines()]
    assert arrows == [list(pair) for pair in itertools.pairwise(LAYERS)]


def test_every_room_is_in_the_table_and_exists() -> None:
    rooms = {room for layer in LAYERS for room in layer}
    told = {name for row in re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE) for name in re.findall(r"`(\w+)", row)}
    assert told == rooms
    assert {path.stem for path in (ROOT / "src/poatool").iterdir() if path.suffix in {"", ".py"}} >= rooms
