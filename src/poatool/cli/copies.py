"""`validate --annotate`, `--fix` and `--diff`: what of it was asked for, and whether that goes together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poatool.errors import UsageError

if TYPE_CHECKING:
    from poatool.cli.settings import Settings
    from poatool.reports.validation import Validation
    from poatool.rules.registry import Rule


class Copies(NamedTuple):
    """The folders for annotated and for corrected copies.

    `unsafe`: likely meanings are taken too. `diff`: what would be corrected is shown, and no corrected copy written.
    """

    annotate: Path | None
    fix: Path | None
    unsafe: bool
    diff: bool

    def check(self) -> None:
        """See that the options go together.

        Raises:
            UsageError: they do not.
        """
        if self.unsafe and self.fix is None and not self.diff:
            raise UsageError("--unsafe is for --fix and --diff: add one of them.")

    @property
    def used(self) -> tuple[str, ...]:
        """The options that were given, and need not be offered."""
        given = {"--fix": self.fix, "--annotate": self.annotate, "--unsafe": self.unsafe}
        return tuple(option for option, value in given.items() if value)

    def make(self, result: Validation, rules: Sequence[Rule], output: Path | None, settings: Settings) -> list[str]:
        """Write the copies, or show what would be corrected; what is to be said of it on the side."""
        said: list[str] = []
        if self.annotate is not None:
            from poatool.cli.write_back import annotate

            said += annotate(result, self.annotate, settings)
        if self.fix is not None or self.diff:
            from poatool.cli.write_back import correct

            said += correct(result, rules, None if self.diff else self.fix, output, settings, unsafe=self.unsafe)
        return said
