"""Whether a text that was not read seems to report work."""

from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.framework.reference.resolve import actions_worded, is_like_wording, mentions, resolve
from poatool.submissions.model import Table
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, trimmed

LONG = 25  # from this many words on, a left-out text is at least a warning
SHORT = 5  # a text without a heading of its own reports work if it has at least this many words
_FAR = 3  # a cell more than this many columns from a table is unrelated to it
SENTENCE, _OTHER_TEXT = 3, 8  # the fewest words of a sentence, and of any other text, that reports work
_TO_READER = lazy_pattern(
    r"(?i)\b(?:please|you|your|must be|should be|(?:is|are) asked to|fill in|\d+ words (?:at most|or (?:less|fewer))"
    r"|this (?:form|template|workbook|spreadsheet|sheet|column)|the (?:first|second|third|last) column)\b"
)


def reports(text: str, least: int, edition: Edition) -> bool:
    """Whether a text has the `least` words, is not for the person who fills in the form, and is not the plan's."""
    told = len(text.split(None, least)) >= least and not _TO_READER.search(text)
    return told and not repeats_plan(text, edition) and not resolve(edition, text).resolved


def is_lost(cell: RawCell, table: Table | None, edition: Edition) -> bool:
    """Whether an unread cell seems to report work: a long text or, far from the table, a shorter one too."""
    text = trimmed(cell.value)
    columns = [heading.cell.column for heading in table.headings] if table is not None and not table.is_form else []
    is_far = bool(columns) and not min(columns) - _FAR <= cell.column <= max(columns) + _FAR
    shorter = SHORT if text.endswith((".", "!", ";")) else _OTHER_TEXT
    return reports(text, shorter if is_far else LONG, edition)


def repeats_plan(text: str, edition: Edition) -> bool:
    """Whether a text is only an action's wording (exact or similar), a heading of the plan, or names of agencies."""
    named = agencies(edition.framework, text, suggest=False)
    worded = text in edition.framework.group_titles or actions_worded(edition, text) or is_like_wording(edition, text)
    return bool(worded or (named.ids and not named.unknown))


def action_reported(text: str, edition: Edition) -> tuple[str, ...]:
    """The action that a text begins with, if enough of its other words are not the plan's; otherwise empty."""
    for mention in mentions(edition, text)[:1]:
        rest = text[len(mention.text) :].strip(" :.–—-)(")
        words = len(rest.split())
        telling = words >= _OTHER_TEXT or (words >= SENTENCE and text.endswith((".", "!", ";")))
        if mention.start == 0 and len(mention.references.codes) == 1 and telling and not actions_worded(edition, rest):
            return mention.references.codes
    return ()
