"""Read YAML files, such as those that coordinators keep: plain values with positions, or a list of all faults.

Values are built from the parser's events: text is never converted, and only mappings, lists and text are allowed.
"""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import TypeVar, cast, get_origin

from poatool.bounded import read_bounded
from poatool.errors import InputError
from poatool.typed_values import Converter, Document
from poatool.yaml_reading import read
from poatool.yaml_values import Fault, Value

T = TypeVar("T")


class YamlFile(Converter):
    """A YAML file written by hand, called `what` in messages. A missing file counts as empty unless `required`.

    `context` is passed to the functions that read keys' values. Raises InputError if the file cannot be opened.
    """

    def __init__(self, path: FilePath, what: str, context: object = None, *, required: bool = False) -> None:
        self.path = path
        document, faults = Document(), list[Fault]()
        try:
            data = read_bounded(path).removeprefix(b"\xef\xbb\xbf")
            if any(line.strip() and not line.lstrip().startswith(b"#") for line in data.splitlines()):
                document, faults = read(data)
        except FileNotFoundError:
            if required:
                raise InputError(f"{path}: there is no such file of {what}. Check the path.") from None
        except OSError as error:
            raise InputError(f"{path}: the {what} cannot be opened ({error.strerror}). Check the path.") from None
        super().__init__(document, context)
        self.faults += faults

    def read(self, kind: type[T]) -> T:
        """The whole file as a list or a mapping, empty if the file is empty. Raises InputError if it has faults."""
        empty = self.document.root is None
        made = cast("type", get_origin(kind))() if empty else self.value(kind, self.document.root, ())
        self.refuse()
        return cast("T", made)

    def blocks(self) -> Iterator[tuple[int, dict[str, Value]]]:
        """Yield each block of a file that is a list, with its number from 0; report anything else as a fault."""
        root = self.document.root
        if root is not None and not isinstance(root, list):
            self.wrong((), "a list of blocks", "Begin each block with a dash.")
        for n, item in enumerate(root if isinstance(root, list) else ()):
            if self.is_full((n,)):
                break
            if isinstance(item, dict):
                yield n, item
            else:
                self.report_no_mapping((n,))

    def refuse(self) -> None:
        """Raise InputError if there are faults; the message names the line and column of each."""
        if self.faults:
            in_order = sorted(self.faults, key=lambda fault: fault.position)
            raise InputError("\n".join(each.shown(self.path) for each in in_order))


def read_typed(data: bytes, kind: type[T], *, strict: bool = False) -> tuple[T | None, Document, list[Fault]]:
    """Read the bytes of a YAML file as a type; None if there are faults. `Converter` explains `strict`."""
    document, faults = read(data)
    if faults:
        return None, document, faults
    converter = Converter(document, strict=strict)
    made = converter.value(kind, document.root, ())
    return (None if converter.faults else cast("T", made)), document, converter.faults
