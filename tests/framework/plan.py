"""A small plan for tests, and edits to it that show where the fault is expected."""

from poatool.framework.load import examine
from poatool.framework.model import Framework

HERE = "‸"
"""Stands in an edit just before the character at which a fault is expected."""

PLAN = """\
id: pacific-plan
title: Pacific Plan
source:
  title: The plan's page
  published: 2021-01-15
  last_updated: 2024-03-01
footnotes:
  - mark: "*"
    text: Added later.
periods:
  - { id: "2021", start: 2021-01-01, end: 2021-12-31 }
  - { id: "2022", start: 2022-01-01, end: 2022-12-31 }
  - { id: "2023", start: 2023-01-01, end: 2023-12-31 }
statuses:
  - id: done
    label: Done
    aliases: [Finished]
    progress: true
    ends: true
agencies:
  - code: "POL"
    name: Police
  - code: "CUS"
    name: Customs
    aliases: [Border Service]
    unit_of: "POL"
    history:
      - event: renamed
        was: Excise
        since: "2023"
pillars:
  - id: stop
    title: Stop it
    objectives:
      - id: teach
        title: Teach people
        actions:
          - code: "1"
            text: Print leaflets.
            lead: ["POL"]
          - code: "2"
            text: Run courses.
            aliases: ["2a"]
            history:
              - event: incorporated
                into: ["1"]
                since: "2022"
          - code: "N1"
            text: Ask survivors.
            footnote: "*"
            history:
              - event: added
                since: "2023"
      - id: work
        title: Work together
        actions:
          - code: "3"
            text: Meet often.
"""


def load_text(text: str) -> Framework:
    """The framework that a text describes, which has no errors."""
    framework, faults = examine(text.encode())
    assert framework is not None, faults
    return framework


def history(code: str, *events: str) -> tuple[str, str]:
    """An edit that gives action 1 or 3 a history."""
    text = {"1": "text: Print leaflets.", "3": "text: Meet often."}[code]
    return text, "\n".join([text, "            history:", *(f"              - {{ {event} }}" for event in events)])


def edited(*edits: tuple[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """The plan after edits, and the lines and columns that they point to."""
    text = PLAN
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the plan"
        text = text.replace(old, new)
    places: list[tuple[int, int]] = []
    while HERE in text:
        before, _, after = text.partition(HERE)
        places.append((before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1))
        text = before + after
    return text, places
