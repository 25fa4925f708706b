"""The kinds of faults that a framework file can have, each with a code."""

from typing import Literal, NamedTuple, cast

from poatool.labelled_text import labelled_pages
from poatool.yaml_values import Fault

Severity = Literal["error", "warning", "advice"]


class FaultKind(NamedTuple):
    """A kind of fault, with its page in the rule book. `was` holds the codes and names of kinds merged into it."""

    code: str
    name: str
    severity: Severity
    page: str
    hint: str
    was: tuple[str, ...]


def fault_kinds(pages: str) -> tuple[FaultKind, ...]:
    """Read pages: code, name, severity; what is wrong, why it matters, how to fix it, and the kinds merged into it."""
    found = []
    for line, parts in labelled_pages(pages, "Was", "Why", "Fix"):
        code, name, severity = line.split()
        page = f"{parts['']}\n\n{parts['Why']}\n\nTo fix it, {parts['Fix']}"
        found.append(FaultKind(code, name, cast("Severity", severity), page, parts["Fix"], tuple(parts["Was"].split())))
    return tuple(found)


_PAGES = """
FRM001 unreadable error
The file cannot be read as a framework file.
Why: It is empty, larger than 1 MiB, has over 500 periods, is not in UTF-8, or is not valid YAML. Anchors, aliases,
tags, lines that begin with %, a second document and more than 20 levels are not allowed, as a reader could not see what
the file says.
Fix: Correct the line named. Put text in quotes if it has a colon and a space in it, or begins with a special character.
Write each value in full where it is needed.
Was: FRM002 unsupported-yaml

FRM003 wrong-key error
A key occurs twice in one block, or is not a key of a framework file.
Why: Only one of two values could count, and a misspelt key would be silently ignored.
Fix: Delete one of the two, or correct the key. `poatool framework schema` lists all keys.
Was: FRM005 duplicate-key unknown-key

FRM004 unquoted-text error
Some programs do not read this as text unless it has quotes.
Why: YAML may turn no into false, 1.10 into 1.1 and 010 into 8, so a code or a word could change unnoticed. In Phase #2,
it takes #2 for a comment, and the text would end before it.
Fix: Put it in quotes, such as "1.10".

FRM006 missing-key error
Something required is missing or empty.
Why: The plan cannot be used without it: an action without a text cannot be printed.
Fix: Add it.

FRM007 wrong-value error
A value of the wrong kind.
Why: The key takes something else there: a date, true or false, a list, or one of a few words.
Fix: Write it as the message says.

FRM101 two-meanings error
A code, an id or a name means two things at the same time.
Why: A reference to it could mean either, and poatool does not guess. In names, case, spaces and punctuation make no
difference.
Fix: Give one of them another code, or delete the alias. An alias is only another spelling of the same thing.
Was: FRM102 duplicate-code alias-collision

FRM103 column-declaration error
A plan declares an invalid column.
Why: A column that every plan has would be read twice, and a private one would be published.
Fix: Correct what the message names: the id, the headings, the prompt or `published`.

FRM201 wrong-target error
Reporting moves to a place where it cannot be counted.
Why: The event names no target, or both an action and an objective; or its target is the action itself, is not in the
file or not in force at that time, or leads back in a circle. Updates under the old code would be counted nowhere.
Fix: Write the code of an action in force, with `part` if it is only a part of that action, or the id of an objective.
If the events form a circle, delete or correct one of them.
Was: FRM202 FRM203 FRM204 FRM205 dangling-target self-target cyclic-target ambiguous-target target-not-in-force

FRM206 target-moved-on warning
Reporting moves to an action whose own reporting has moved on.
Why: poatool counts it under the last action of the chain, which may not be what you meant.
Fix: Name the last action of the chain.

FRM207 wrong-event error
An event lacks a key it needs, has one it cannot have, or cannot follow the event before it.
Why: Events are applied in order of time. An action can be added only once, as its first event, and reinstated only if
it is not in force.
Fix: Add `into` if reporting moved, and `was` if something was replaced. Put the earliest event first.
Was: FRM208 FRM209 event-fields impossible-event events-out-of-order

FRM301 wrong-agency error
An agency is not in the file, or is a unit of itself, directly or through others.
Why: poatool could not expect a return from it, or publish one.
Fix: Add it to `agencies`, or write the code of an agency that is there. `unit_of` names the agency that a unit belongs
to.
Was: FRM302 unknown-agency unit-ring

FRM303 unknown-name error
A footnote mark, a period, a column or an objective is not in the file.
Why: A mark would be printed without its note, a change would have no date, headings would never be used, and an action
would have no place.
Fix: Correct it, or add what it names: a note to `footnotes`, a period to `periods`. A change may have a `date` or
`known_by` instead of a period.
Was: FRM304 FRM305 FRM306 unknown-footnote unknown-period unknown-column unknown-objective

FRM401 dates-disagree error
Two dates contradict each other.
Why: A period cannot end before it starts, a change cannot happen after it was known, and a page cannot be updated
before it was published.
Fix: Swap the dates, or correct one. A period includes its first and its last day.
Was: FRM404 period-backwards

FRM402 periods-overlap warning
Two periods share days.
Why: An update could belong to either. Ignore this warning if the plan has both years and quarters.
Fix: Correct the dates. A period includes its first and its last day.

FRM403 before-publication warning
Something changed before the plan was published.
Why: The published plan already includes it, so it is not a change.
Fix: Correct the date, or delete the event.
"""

FAULTS = {kind.code: kind for kind in fault_kinds(_PAGES)}


def is_error(fault: Fault) -> bool:
    """Whether a fault makes the file unusable."""
    return FAULTS[fault.code].severity == "error"
