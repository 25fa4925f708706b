"""contacts.yaml: the person or role to write to at each agency. No address in it ever enters a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.text import nearest
from poatool.workspace.blocks import Shape, read_blocks

CONTACTS = Shape("contacts", {"to": "An address, or a role.", "name": "Whom to greet in a mail."}, named=True)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Contact(NamedTuple):
    """Whom to write to at an agency: an address or a role, and a name; each may be empty."""

    to: str = ""
    name: str = ""

    @property
    def address(self) -> str:
        """The address, empty if there is none."""
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
        contact = contacts[code] = Contact(texts.get("to", ""), texts.get("name", ""))
        if contact.address and not _ADDRESS.fullmatch(contact.address):
            raise InputError(f"{path}:{mark.line}: {contact.to} is not an address. Write one, such as ana@example.org.")
    return contacts
