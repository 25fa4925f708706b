"""The Bad and Good tables in the docstrings of rules, as submissions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from poatool.framework.edition import Edition
from poatool.rules.registry import Rule
from poatool.submissions.columns import Columns
from poatool.submissions.read import read
from poatool.submissions.understand import Understood, understand
from poatool.workbooks.model import Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from tests.support.tables import workbook_from_markdown

_HEAD = re.compile(r"^(Bad|Good)((?: \w+)*):$")
_MADE_FROM_THE_TEMPLATE = {
    "custom.poatool template": "1",
    "custom.poatool framework": "nz-plan-of-action-2020-25",
    "custom.poatool period": "2022",
    "custom.poatool agency": "DIA",
}


@dataclass(frozen=True)
class RuleExample:
    """A table of a rule's page. `words` are what stands between `Bad` and the colon.

    They are a period, `unsigned`, `file`, and `template`: the workbook was made from the template for 2022.
    """

    rule: Rule
    bad: bool
    words: tuple[str, ...]
    text: str
    found_at: str

    @property
    def period(self) -> str:
        return next((word for word in self.words if word.isdigit()), "2022")

    def understood(self, edition: Edition) -> Understood:
        return understand(read(self._workbook(), Columns.of()), edition)

    def _workbook(self) -> Workbook | Unreadable:
        if "file" in self.words:
            return open_bytes(self.text.encode(), "dia.xlsx")
        properties = {} if "unsigned" in self.words else {"custom.Agency": "DIA"}
        if "template" in self.words:
            properties |= _MADE_FROM_THE_TEMPLATE
        return workbook_from_markdown(self.text, path="dia.xlsx", properties=properties)

    def __str__(self) -> str:
        return f"{self.rule.code}-{'bad' if self.bad else 'good'}"


def examples_of(rule: Rule) -> Iterator[RuleExample]:
    lines = rule.page.splitlines()
    for start, line in enumerate(lines):
        if (head := _HEAD.match(line)) is None:
            continue
        body: list[str] = []
        found_at = ""
        for following in lines[start + 1 :]:
            if following.startswith("Found at:"):
                found_at = following.removeprefix("Found at:").strip()
                break
            if not following.strip() or _HEAD.match(following):
                break
            body.append(following)
        words = tuple(head[2].split())
        yield RuleExample(rule, head[1] == "Bad", words, dedent("\n".join(body)), found_at)
