"""The plans that the books report on, as far as a generator needs to know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
BUNDLED = FOLDER.parents[2] / "data" / "framework.yaml"


@dataclass(frozen=True)
class Agency:
    """An agency, and the code under which its updates are published: its own, or that of the agency it belongs to."""

    code: str
    name: str
    spellings: tuple[str, ...]
    published: str


@dataclass(frozen=True)
class Status:
    """A status with the words that agencies may use for it."""

    id: str
    label: str
    words: tuple[str, ...]
    progress: bool
    ends: bool
    nil: bool


@dataclass(frozen=True)
class Action:
    """An action with the pillar and the objective under which it is published."""

    code: str
    text: str
    pillar: str
    objective: str


@dataclass(frozen=True)
class Plan:
    """A plan: its open actions, in published order."""

    file: str
    word: str
    language: str
    actions: tuple[Action, ...]
    agencies: tuple[Agency, ...]
    statuses: tuple[Status, ...]
    periods: tuple[str, ...]

    def action(self, code: str) -> Action:
        """The action with this code."""
        return next(action for action in self.actions if action.code == code)

    def agency(self, code: str) -> Agency:
        """The agency with this code."""
        return next(agency for agency in self.agencies if agency.code == code)

    def status(self, id_: str) -> Status:
        """The status with this id."""
        return next(status for status in self.statuses if status.id == id_)


def path_of(file: str) -> Path:
    """The plan's file; an empty name is the bundled plan."""
    return FOLDER / file if file else BUNDLED


@cache
def load(file: str = "") -> Plan:
    """Read a plan. Incorporated actions are left out; a kind that needs one names it."""
    data: Mapping[str, Any] = YAML(typ="safe").load(path_of(file))
    columns: Mapping[str, Any] = data.get("columns", {})
    return Plan(
        file=file,
        word=str(columns.get("action", ["Action"])[0]),
        language=str(data.get("language", "en")),
        actions=tuple(
            Action(
                str(action["code"]), str(action["text"]).strip(), str(pillar["title"]), str(objective["title"]).strip()
            )
            for pillar in data["pillars"]
            for objective in pillar["objectives"]
            for action in objective["actions"]
            if not any(event["event"] == "incorporated" for event in action.get("history", ()))
        ),
        agencies=tuple(
            Agency(
                str(agency["code"]),
                str(agency["name"]),
                (str(agency["name"]), *(str(alias) for alias in agency.get("aliases", ()))),
                str(agency.get("unit_of", agency["code"])),
            )
            for agency in data["agencies"]
        ),
        statuses=tuple(
            Status(
                str(status["id"]),
                str(status["label"]),
                (str(status["label"]), *(str(alias) for alias in status.get("aliases", ()))),
                bool(status.get("progress", True)),
                bool(status.get("ends", False)),
                bool(status.get("nil", False)),
            )
            for status in data["statuses"]
        ),
        periods=tuple(str(period["id"]) for period in data["periods"]),
    )
