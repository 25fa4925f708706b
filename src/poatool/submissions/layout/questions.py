"""Take out the letters `Q` and `A` before questions and answers; say which action a question is about."""

from collections.abc import Sequence

from poatool.framework.edition import Edition
from poatool.framework.reference.resolve import index_of, mentions
from poatool.submissions.evidence.heading_words import ASKS, Other
from poatool.submissions.evidence.kinds import ends_like_prose
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Line
from poatool.submissions.layout.columns import ROLE
from poatool.text import lazy_pattern
from poatool.workbooks.model import text_of

_LETTER = lazy_pattern(r"(?i)([qa])(?:uestion|nswer)?\s?\d{0,2}(?:[.:)–-]\s{0,9}|\Z)", needs=("q", "a"))
_REMARK = lazy_pattern(r"\s?\([^()]{1,120}\)")


def without_q_and_a(lines: Sequence[Line], edition: Edition) -> Sequence[Line]:
    """The lines without the letters `Q` and `A` before questions and answers, if these letters are in order.

    In a plan whose codes begin with one of these letters, `Q2` is an action.
    """
    if index_of(edition, suggest=False).beginnings & {"A", "Q"}:
        return lines
    marks = [_LETTER.match(text_of(line.cells[0].value or "").strip()) for line in lines]
    letters = "".join(each[1].casefold() for each in marks if each)
    marked = [(mark, line.cells[1:]) for mark, line in zip(marks, lines, strict=True) if mark]
    told = (mark.end() == len(mark.string) and ends_like_prose(text_of(rest[0].value)) for mark, rest in marked if rest)
    beside = all(rest for _, rest in marked) and not all(told)  # `Q2` before an answer numbers no question
    if letters[:1] != "q" or "aa" in letters or not ("a" in letters or beside):
        return lines
    found: list[Line] = []
    for mark, line in zip(marks, lines, strict=True):
        first, *rest = line.cells
        text = mark.string[mark.end() :] if mark else ""
        cells = [first._replace(value=text), *rest] if text else rest or [first]
        found.append(line._replace(cells=cells) if mark else line)
    return found


def action_asked_about(text: str, evidence: Evidence) -> str | None:
    """The only action in a question or request about its progress, with a remark in brackets after it, or None."""
    asks = text.endswith("?") or ((found := ASKS.match(text)) and found["request"])
    cited = mentions(evidence.edition, text) if asks else ()
    if len({each.references.codes for each in cited}) != 1 or len(cited[0].references.codes) > 1:
        return None
    sense = evidence.headings.sense(text)
    private = sense.dated or sense.forbids or sense.other is Other.AUDIENCE
    if private or sense.weights.get("progress", 0.0) < max(ROLE, sense.weights.get("next_steps", 0.0)):
        return None
    remark = _REMARK.match(text, cited[0].start + len(cited[0].text))
    return cited[0].text + (remark[0] if remark else "")
