"""The YAML files of a workspace: contacts, final states of actions, and the register and log that poatool writes.

No address in contacts.yaml ever gets into a report. Without the register, only dates and original file names are lost.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from poatool.framework.edition import Edition, Standing
from poatool.framework.model import Framework
from poatool.framework.names.agencies import agency_codes
from poatool.framework.names.matching import fold
from poatool.text import did_you_mean, listed, nearest
from poatool.yaml_files import YamlFile
from poatool.yaml_values import Key, checked_yaml, quoted

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_COMMA = re.compile(r" {0,9}, {0,9}")
REGISTER = "Files that came in, when, and under what names. Written by poatool: if you delete it, nothing else is lost."
CHASE_LOG = "The drafts of e-mails that poatool chase wrote. For five days after a draft, its agency gets no other."


@dataclass(frozen=True)
class Contact:
    """The person or role to write to at an agency."""

    to: Annotated[tuple[str, ...], Key("An address, a list of addresses, or a role.")] = ()
    name: Annotated[str, Key("Whom to greet in an e-mail.")] = ""
    cc: Annotated[tuple[str, ...], Key("An address, or a list of addresses, to send copies to.")] = ()

    @property
    def addresses(self) -> str:
        """The addresses to write to, separated by commas; empty for a role."""
        to = ", ".join(self.to)
        return to if "@" in to else ""


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A return that was received; the day is unknown if it was copied into the folder, and first seen when overdue."""

    file: Annotated[str, Key("The path of the file in the folder of the period.")]
    came_as: Annotated[str, Key("The file name that its agency gave it, for use in e-mails, if it was renamed.")] = ""
    agency: Annotated[str, Key("The code of its agency, if known.")] = ""
    first_seen: Annotated[dt.date, Key("The day on which it was received or first seen, if known.")] | None = None
    sha256: Annotated[str, Key("Its checksum.")]
    replaces: Annotated[str, Key("The path of the earlier version.")] = ""


@dataclass(frozen=True)
class Chased:
    """A draft of an e-mail to an agency."""

    agency: Annotated[str, Key("The code of the agency that the draft is for.")]
    on: Annotated[dt.date, Key("The day on which it was written.")]
    stage: Annotated[str, Key("How many days before or after the due day.")] = ""


def read_contacts(path: Path, plan: Framework) -> Mapping[str, Contact]:
    """The contacts by agency code; an entry may use any name of the agency. Empty if there is no such file."""
    file = YamlFile(path, "contacts")
    known = agency_codes(plan)
    contacts: dict[str, Contact] = {}
    for name, entry in file.read(dict[str, Contact]).items():
        if (code := known.get(fold(name))) is None:
            hint = did_you_mean(known.get(nearest(fold(name), known) or ""), "Write the code of an agency.")
            file.fault((name,), f"{name} is not an agency of the plan.", hint)
            continue
        if code in contacts:
            file.fault((name,), f"There is another contact for {code} above.", "Put the addresses into one list.")
        to, cc = (tuple(_COMMA.split(", ".join(texts))) if texts else () for texts in (entry.to, entry.cc))
        contact = contacts[code] = Contact(to, entry.name, cc)
        for key, addresses in (("to", to if contact.addresses else ()), ("cc", cc)):
            for each in addresses:
                if not _ADDRESS.fullmatch(each):
                    hint = "Write one, such as ana@example.org, or a list: [ana@example.org, ben@example.org]."
                    file.fault((name, key), f"{each} is not an address.", hint)
    file.refuse()
    return contacts


def read_register(path: Path) -> Mapping[str, Registered]:
    """Each file that came in, as it was first seen, by its sha256; empty if there is no register."""
    entries = YamlFile(path, "register").read(list[Registered])
    # The earliest day replaces later ones.
    return {each.sha256: each for each in sorted(entries, key=lambda e: e.first_seen or dt.date.max, reverse=True)}


def read_chase_log(path: Path) -> tuple[Chased, ...]:
    """The drafts that were written; empty if there is no log."""
    return tuple(YamlFile(path, "log of drafts").read(list[Chased]))


def listed_yaml(entries: Iterable[Registered | Chased], about: str) -> bytes:
    """The contents of the register or the log: `about` as a comment, then the entries without empty keys."""
    written = ([f"{key}: {quoted(str(value))}" for key, value in asdict(each).items() if value] for each in entries)
    return "\n".join([f"# {about}", *("- " + "\n  ".join(keys) for keys in written), ""]).encode()


class Final(StrEnum):
    """The final state of an action when its plan ended."""

    COMPLETED = "completed"
    CONTINUES = "continues"
    CARRIED_OVER = "carried_over"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"
    NOT_DONE = "not_done"
    NEVER_REPORTED = "never_reported"


@dataclass(frozen=True)
class Successor:
    """The action of another plan that continues an action of this one."""

    plan: Annotated[str, Key("The id of the other plan.")]
    code: Annotated[str, Key("The code of the action there.")]


@dataclass(frozen=True)
class Confirmed:
    """The final state of an action, the reason, and the actions of other plans that continue it."""

    final: Annotated[Final, Key(f"What became of the action: {listed([*Final], 'or')}.")]
    because: Annotated[str, Key("Why; the closing report prints it.")]
    to: Annotated[
        tuple[Successor, ...], Key("The actions of other plans that continue it, each with `plan` and `code`.")
    ] = ()


BY_PLAN = {
    Standing.IN_FORCE: None,
    Standing.NOT_YET: None,
    Standing.INCORPORATED: Final.INCORPORATED,
    Standing.WITHDRAWN: Final.WITHDRAWN,
}
"""The final state that an action's standing in the plan decides; None if the reports decide."""
_EVENTS = {Final.WITHDRAWN: "withdraw {}", Final.INCORPORATED: "incorporate {} --into CODE"}
"""The command that adds the event leading to each of these final states."""


def read_closing(path: Path, edition: Edition) -> Mapping[str, Confirmed]:
    """The confirmed final states by action code."""
    file = YamlFile(path, "final states (poatool close proposes some)", required=True)
    confirmed = file.read(dict[str, Confirmed])
    for name, each in confirmed.items():
        if (standing := edition.by_code.get(name)) is None:
            file.fault((name,), f"{name} is not an action of the plan.", did_you_mean(nearest(name, edition.by_code)))
        elif each.final is Final.CARRIED_OVER and not each.to:
            message = "An action that is carried over needs `to`: a list of blocks, each with `plan` and `code`."
            file.fault((name,), message)
        elif (by_plan := BY_PLAN[standing.standing]) not in (None, each.final):
            message = f"According to the plan, {name} is {by_plan}."
            file.fault((name,), message, "Correct the history in the plan, or delete this.")
        elif by_plan is None and each.final in BY_PLAN.values():
            message = f"According to the plan, {name} is not {each.final}."
            how = f"poatool framework {_EVENTS[each.final].format(name)} --since PERIOD"
            file.fault((name,), message, f"First add this to its history in the plan: {how}")
    file.refuse()
    return confirmed


_PROPOSED = f"""\
# Copy each correct entry to closing.yaml, and the others once you have corrected them. A final state is
# {listed([*Final], "or")}. An action that another plan continues:
# "14":
#   final: carried_over
#   because: "The next plan continues it."
#   to: [{{plan: next-plan, code: "3"}}]
"""


def closing_yaml(proposed: Mapping[str, tuple[str, str]]) -> bytes:
    """The contents of a closing.yaml that proposes the final state of each action, and why; `proposed` is by code."""
    lines = _PROPOSED.splitlines()
    for code, (final, because) in proposed.items():
        lines += [f"{quoted(code)}:", f"  final: {final}", f"  because: {quoted(because)}"]
    return checked_yaml(lines)
