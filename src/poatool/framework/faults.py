"""What can be wrong with a framework file; each kind of fault has a code."""

from __future__ import annotations

from typing import Literal, NamedTuple

from poatool.yaml_values import Fault

Severity = Literal["error", "warning", "advice"]


class FaultKind(NamedTuple):
    """A kind of fault. `message`, `why` and `hint` are its page in the rule book, one sentence or two each.

    `was` are the codes and names that it had before it was merged with another kind.
    """

    code: str
    name: str
    message: str
    why: str
    hint: str
    was: str = ""
    severity: Severity = "error"

    @property
    def aliases(self) -> tuple[str, ...]:
        """The codes and names that it had, one by one."""
        return tuple(self.was.split())


_KINDS = (
    FaultKind(
        "FRM001",
        "unreadable",
        "The file cannot be read as a framework file.",
        "It is empty, larger than 1 MiB, has over 500 periods, is not in UTF-8, or breaks the rules of YAML. Anchors,"
        " aliases, tags, directives, several documents and nesting beyond 20 levels are not allowed: they hide what the"
        " file says.",
        "Correct the line named. Text that contains a colon and a space, or begins with a special character, needs"
        " quotes; write a value out in full where it is needed.",
        was="FRM002 unsupported-yaml",
    ),
    FaultKind(
        "FRM003",
        "wrong-key",
        "A key that occurs twice in one block, or that a framework file does not have.",
        "Only one of two values could count, and a misspelt key would be ignored with its value; nobody would notice.",
        "Delete one of the two, or correct the key; `poatool framework schema` lists all of them.",
        was="FRM005 duplicate-key unknown-key",
    ),
    FaultKind(
        "FRM004",
        "unquoted-text",
        "Text without quotes that other programs read as something else.",
        "YAML may turn no into false, 1.10 into 1.1 and 010 into 8: a code or a word would change silently.",
        'Put it in quotes, as in "1.10".',
    ),
    FaultKind(
        "FRM006",
        "missing-key",
        "Something that must be there is missing or empty.",
        "Without it the plan cannot be used: an action without a text cannot be printed.",
        "Add it.",
    ),
    FaultKind(
        "FRM007",
        "wrong-value",
        "A value of the wrong kind.",
        "A date, true or false, a list or one of a few words is expected there.",
        "Write it as the message says.",
    ),
    FaultKind(
        "FRM101",
        "two-meanings",
        "A code, an id or a name means two things at the same time.",
        "A reference to it could mean either, and nothing is guessed. In names, case, spaces and punctuation do not"
        " count.",
        "Give one of them another code, or delete the alias. An alias is only another spelling of the same thing.",
        was="FRM102 duplicate-code alias-collision",
    ),
    FaultKind(
        "FRM103",
        "column-declaration",
        "A plan declares an invalid column.",
        "A column that every plan has would be read twice, and a private one would be published.",
        "Correct what the message names: the id, the headings, the prompt or `published`.",
    ),
    FaultKind(
        "FRM201",
        "wrong-target",
        "Reporting goes where it cannot be counted.",
        "The target is not in the file, is the action itself, names both an action and an objective or neither, is not"
        " in force itself then, or leads back in a ring. Updates under the old code would be counted nowhere.",
        "Write the code of the action in force that took it in (add `part` if it is a part of that action), or the id"
        " of an objective. Correct the dates, or delete the event that closes a ring.",
        was="FRM202 FRM203 FRM204 FRM205 dangling-target self-target cyclic-target ambiguous-target"
        " target-not-in-force",
    ),
    FaultKind(
        "FRM206",
        "target-moved-on",
        "An action takes over reporting after its own reporting has gone elsewhere.",
        "poatool follows the reporting to the last action, but that is probably not what was meant.",
        "Name the action at the end of the route.",
        severity="warning",
    ),
    FaultKind(
        "FRM207",
        "wrong-event",
        "An event lacks what its kind needs, has what it does not use, or cannot follow the one before it.",
        "Events are applied in order of time, each to the result of the one before it: an action is added once and"
        " first, and only an action that is not in force can be reinstated.",
        "Add `into` where reporting went elsewhere, and `was` where something was replaced. Begin with the earliest.",
        was="FRM208 FRM209 event-fields impossible-event events-out-of-order",
    ),
    FaultKind(
        "FRM301",
        "wrong-agency",
        "An agency that is not in the file, or that is a unit of itself, directly or through others.",
        "Nothing could be expected from it, and it could not be published.",
        "Add it to `agencies`, or write the code of one that is there; `unit_of` points from the unit to the agency.",
        was="FRM302 unknown-agency unit-ring",
    ),
    FaultKind(
        "FRM303",
        "unknown-name",
        "A footnote mark, a period, a column or an objective that is not in the file.",
        "A mark would be printed without its note, a change would have no time, headings would never be used, and an"
        " action would have no place.",
        "Correct it, or add what it names: a note to `footnotes`, a period to `periods`. A change may give a "
        "`date` or `known_by` instead of a period.",
        was="FRM304 FRM305 FRM306 unknown-footnote unknown-period unknown-column unknown-objective",
    ),
    FaultKind(
        "FRM401",
        "dates-disagree",
        "Two dates contradict each other.",
        "A period cannot end before it starts, a change begin after it was known, nor a page be updated before it was"
        " published.",
        "Swap them, or correct one; the first and the last day both belong to a period.",
        was="FRM404 period-backwards",
    ),
    FaultKind(
        "FRM402",
        "periods-overlap",
        "Two periods share days.",
        "An update could belong to either, unless the file mixes years with quarters on purpose.",
        "Correct the dates; both days belong to a period.",
        severity="warning",
    ),
    FaultKind(
        "FRM403",
        "before-publication",
        "Something changed before the plan was published.",
        "Something that was true from the start is not a change.",
        "Correct the date, or delete the event.",
        severity="warning",
    ),
)

FAULTS = {kind.code: kind for kind in _KINDS}


def is_error(fault: Fault) -> bool:
    """Whether the file cannot be used until a fault is corrected."""
    return FAULTS[fault.code].severity == "error"
