"""What can be wrong with a framework file; each kind of fault has a code."""

from typing import Literal, NamedTuple

from poatool.yaml_values import Fault

Severity = Literal["error", "warning", "advice"]


class FaultKind(NamedTuple):
    """A kind of fault. `message`, `why` and `hint` make up its page in the rule book, in one or two sentences each.

    `was` holds the codes and names of kinds merged into it.
    """

    code: str
    name: str
    message: str
    why: str
    hint: str
    was: str = ""
    severity: Severity = "error"


_KINDS = (
    FaultKind(
        "FRM001",
        "unreadable",
        "The file cannot be read as a framework file.",
        "It is empty, larger than 1 MiB, has over 500 periods, is not in UTF-8, or is not valid YAML. Anchors, aliases,"
        " tags, lines that begin with %, a second document and more than 20 levels are not allowed, as a reader could"
        " not see what the file says.",
        "Correct the line named. Put text in quotes if it has a colon and a space in it, or begins with a special"
        " character. Write each value in full where it is needed.",
        was="FRM002 unsupported-yaml",
    ),
    FaultKind(
        "FRM003",
        "wrong-key",
        "A key occurs twice in one block, or is not a key of a framework file.",
        "Only one of two values could count, and a misspelt key would be silently ignored.",
        "Delete one of the two, or correct the key. `poatool framework schema` lists all keys.",
        was="FRM005 duplicate-key unknown-key",
    ),
    FaultKind(
        "FRM004",
        "unquoted-text",
        "Some programs do not read this as text unless it has quotes.",
        "YAML may turn no into false, 1.10 into 1.1 and 010 into 8, so a code or a word could change unnoticed.",
        'Put it in quotes, such as "1.10".',
    ),
    FaultKind(
        "FRM006",
        "missing-key",
        "Something required is missing or empty.",
        "The plan cannot be used without it: an action without a text cannot be printed.",
        "Add it.",
    ),
    FaultKind(
        "FRM007",
        "wrong-value",
        "A value of the wrong kind.",
        "The key takes something else there: a date, true or false, a list, or one of a few words.",
        "Write it as the message says.",
    ),
    FaultKind(
        "FRM101",
        "two-meanings",
        "A code, an id or a name means two things at the same time.",
        "A reference to it could mean either, and poatool does not guess. In names, case, spaces and punctuation make"
        " no difference.",
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
        "Reporting moves to a place where it cannot be counted.",
        "The target is not in the file, is the action itself, names both an action and an objective or neither, is not"
        " in force at that time, or leads back in a circle. Updates under the old code would be counted nowhere.",
        "Write the code of an action in force, with `part` if it is only a part of that action, or the id of an"
        " objective. If the events form a circle, delete or correct one of them.",
        was="FRM202 FRM203 FRM204 FRM205 dangling-target self-target cyclic-target ambiguous-target"
        " target-not-in-force",
    ),
    FaultKind(
        "FRM206",
        "target-moved-on",
        "Reporting moves to an action whose own reporting has moved on.",
        "poatool counts it under the last action of the chain, which may not be what you meant.",
        "Name the last action of the chain.",
        severity="warning",
    ),
    FaultKind(
        "FRM207",
        "wrong-event",
        "An event lacks a key it needs, has one it cannot have, or cannot follow the event before it.",
        "Events are applied in order of time. An action can be added only once, as its first event, and reinstated only"
        " if it is not in force.",
        "Add `into` if reporting moved, and `was` if something was replaced. Put the earliest event first.",
        was="FRM208 FRM209 event-fields impossible-event events-out-of-order",
    ),
    FaultKind(
        "FRM301",
        "wrong-agency",
        "An agency is not in the file, or is a unit of itself, directly or through others.",
        "poatool could not expect a return from it, nor publish one.",
        "Add it to `agencies`, or write the code of an agency that is there. `unit_of` names the agency that a unit"
        " belongs to.",
        was="FRM302 unknown-agency unit-ring",
    ),
    FaultKind(
        "FRM303",
        "unknown-name",
        "A footnote mark, a period, a column or an objective is not in the file.",
        "A mark would be printed without its note, a change would have no date, headings would never be used, and an"
        " action would have no place.",
        "Correct it, or add what it names: a note to `footnotes`, a period to `periods`. A change may have a `date` or"
        " `known_by` instead of a period.",
        was="FRM304 FRM305 FRM306 unknown-footnote unknown-period unknown-column unknown-objective",
    ),
    FaultKind(
        "FRM401",
        "dates-disagree",
        "Two dates contradict each other.",
        "A period cannot end before it starts, a change cannot happen after it was known, and a page cannot be updated"
        " before it was published.",
        "Swap the dates, or correct one. A period includes its first and its last day.",
        was="FRM404 period-backwards",
    ),
    FaultKind(
        "FRM402",
        "periods-overlap",
        "Two periods share days.",
        "An update could belong to either. Ignore this warning if the plan has both years and quarters.",
        "Correct the dates. A period includes its first and its last day.",
        severity="warning",
    ),
    FaultKind(
        "FRM403",
        "before-publication",
        "Something changed before the plan was published.",
        "The published plan already includes it, so it is not a change.",
        "Correct the date, or delete the event.",
        severity="warning",
    ),
)

FAULTS = {kind.code: kind for kind in _KINDS}


def is_error(fault: Fault) -> bool:
    """Whether this fault makes the file unusable."""
    return FAULTS[fault.code].severity == "error"
