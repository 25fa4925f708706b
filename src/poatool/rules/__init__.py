"""The rule book: every rule, in the order of its codes.

Put a rule into the file of its subject; list new files here.
"""

from collections.abc import Mapping

from poatool.decisions.waivers import KINDS
from poatool.findings.model import Severity
from poatool.framework.faults import FAULTS
from poatool.rules import across, notes, style
from poatool.rules.actions import references, repetition, texts
from poatool.rules.agencies import inferred, names, returns
from poatool.rules.publication import characters, confidences, drafts, links, people, privacy, restrictions
from poatool.rules.registry import Rule, page_of
from poatool.rules.updates import dates, figures, progress, status
from poatool.rules.workbook import cells, files, headings, not_meant, not_read, periods, rows

_SUBJECTS = (
    *(files, headings, rows, not_meant, periods, cells, not_read),
    *(references, repetition, texts, progress, status, figures, dates),
    *(names, inferred, returns, privacy, people, drafts, characters, links, restrictions, confidences),
    *(across, style),
)

_FOUND = (found for subject in _SUBJECTS for found in vars(subject).values() if isinstance(found, Rule))
RULES: tuple[Rule, ...] = tuple(sorted(_FOUND, key=lambda rule: int(rule.code[3:])))

BY_CODE = {rule.code: rule for rule in RULES}

BOOK = (*map(page_of, FAULTS.values()), *RULES, *map(page_of, KINDS))  # a page for everything that any command can find
_ERRORS = [rule for rule in RULES if rule.severity is Severity.ERROR]
KEEPING_OUT = frozenset(code for rule in _ERRORS for code in (rule.code, *rule.requires))
"""The codes of rules that decide which rows are set aside: all errors, and the rules that these require."""

CODES: Mapping[str, str] = {
    **{word: rule.code for rule in RULES for word in (rule.code, rule.name, *rule.aliases)},
    **{word: kind.code for kind in notes.KINDS for word in (kind.code, kind.name)},
}
"""The current code of a rule or note, by each code and name that it has or had."""

FAMILIES = {
    "FRM": "the framework file",
    "WBK": "the workbook",
    "ACT": "references to actions",
    "UPD": "what an update says",
    "AGY": "agencies",
    "PUB": "fit to publish",
    "ALL": "across submissions",
    "WVR": "waivers",
}
"""The subject of each family, in the order of the book."""

# Documentation pages with more information, by code or family.
_GUIDES = {
    "FRM": "reference/framework-file",
    **dict.fromkeys(("WBK103", "WBK104"), "how-to/odd-layout"),
    **dict.fromkeys(("WBK115", "WBK117", "WBK137", "AGY"), "explanation/scope"),
    "WBK101": "reference/limits",
    "ACT": "explanation/references",
    "PUB": "explanation/privacy",
    "ALL": "explanation/coverage",
    "WVR": "how-to/findings",
    "WVR704": "how-to/decisions",
}
SETS = {"style": "house style; sent back to agencies only if selected"}  # a description of each set of rules


def guide(code: str) -> str:
    """The page of the documentation that explains what a rule is about, or an empty text."""
    return _GUIDES.get(code) or _GUIDES.get(code[:3], "")
