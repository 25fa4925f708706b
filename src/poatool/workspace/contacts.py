"""contacts.yaml: the person or role to write to at each agency. No address in it ever enters a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.text import nearest
from poatool.workspace.blocks import Shape, read_blocks

CONTACTS = Shape(
    "contacts",
    {
        "to": "An address, a list of addresses, or a role.",
        "name": "Whom to greet in a mail.",
        "cc": "An address, or a list of addresses, to which a copy goes.",
    },
    named=True,
    several=("to", "cc"),
)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Contact(NamedTuple):
    """Whom to write to at an agency: addresses or a role, a name, and addresses for a copy; each may be empty."""

    to: str = ""
    name: str = ""
    cc: str = ""

    @property
    def address(self) -> str:
        """The addresses, separated by commas; empty if there are none."""
        return self.to if "@" in self.to else ""


def read_contacts(path: Path, agencies: Iterable[str]) -> Mapping[str, Contact]:
    """The contacts by the codes of agencies; none if there is no such file.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    known = {code.casefold(): code for code in agencies}
    contacts: dict[str, Contact] = {}
    for name, texts, mark, _ in read_blocks(path, CONTACTS):
        code = known.get(name.casefold())
        if code is None:
            likely = nearest(name.casefold(), known)
            hint = f" Did you mean {known[likely]}?" if likely else " Write the code of an agency."
            raise InputError(f"{path}:{mark.line}: {name} is not an agency of the plan.{hint}")
        to, cc = (", ".join(re.split(r" *, *", texts.get(key, ""))) for key in CONTACTS.several)
        contact = contacts[code] = Contact(to, texts.get("name", ""), cc)
        for each in filter(None, (*contact.address.split(", "), *cc.split(", "))):
            if not _ADDRESS.fullmatch(each):
                hint = "Write one, such as ana@example.org, or several in a list: [ana@example.org, ben@example.org]."
                raise InputError(f"{path}:{mark.line}: {each} is not an address. {hint}")
    return contacts
