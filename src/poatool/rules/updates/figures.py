"""UPD: figures in a text that cannot all be right."""

from collections.abc import Iterator
from itertools import pairwise

from poatool.findings.model import Severity
from poatool.phrases import phrases
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.wording import quotes
from poatool.submissions.interpret import Interpreted
from poatool.text import lazy_pattern

_FIGURE = lazy_pattern(r"\d")
_SENTENCES = lazy_pattern(r"(?<=[.!?])\s|\n")
_N = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,3})?)"
_ALONE = r"(?<![\w.,/$€£–-])"  # no part of a date, an amount or a range
_ENDS = r"(?! ?%| per ?cent|[.,]\d|[\w/–-]| (?:hundred|thousand|million|billion))"
_NUMBER = lazy_pattern(rf"{_ALONE}(?!(?:19|20)\d\d\b){_N}{_ENDS}")
_SHARE = lazy_pattern(
    r"(?i)\b(?!100\b)[1-9]\d{2}(?: ?%| per ?cent) of (?:(?:all|the|our|those|these) )?(?:[\w’'-]{1,20} ){0,3}"
    r"(?:[\w’'-]{2,20}s|people|staff)(?= (?:\w{2,20}ed|kept|had|have|has|were|was|are|knew|took|met|told|said|came|did)\b)"
    r"|\A(?:of|among) (?:all|the|our|those|these) [^,]{1,80}, (?!100\b)[1-9]\d{2}(?: ?%| per ?cent)(?= \w)",
    needs=("%", "cent"),
)
_COMPARED = phrases(
    """targets?|goals?|plan-|budget-|quotas?|expect-|forecast|capacity|baseline|previous|(last|before) year|average|median|minimum
    prices?|costs?""",
    case="any",
)
"""Words beside a share that may be above 100 %: `120 per cent of the places planned`."""
_CHANGED = tuple(f" from {digit}" for digit in range(1, 10))
_FELL, _ROSE = (
    lazy_pattern(
        rf"\b(?:{verbs}) from ({_N})(?: in (?:19|20)\d\d)? to ({_N})(?=[.;)]\D|[.;)]?\Z|, | in (?:19|20)\d\d)",
        needs=_CHANGED,
    )
    for verbs in (
        "fell|dropped|declined|decreased|shrank|went down|(?:was|were) (?:cut|reduced)",
        "rose|increased|grew|climbed|went up|(?:was|were) (?:raised|increased)",
    )
)
_PART = lazy_pattern(
    rf"(?:\b(?:of|among) (?:which|whom)|\bamong (?:these|those|them)|\A(?:Of|Among) (?:these|those|them)),?"
    rf" ({_N})(?= [a-z]|\W{{0,9}}\Z){_ENDS}",
    needs=("of which", "of whom", "of th", "among "),
)
"""A part of what is counted before: `12 shops, of which 3`. The whole may be any number before it."""
_OF_ALL = lazy_pattern(
    rf"{_ALONE}(?<![Ss]ection )(?<![Aa]rticle )(?<![Aa]ction )(?<![Pp]art )(?!(?:19|20)\d\d\b)({_N})"
    rf" of (?:the|our|those|these) ({_N})(?= (?:[a-z’'-]{{1,20}} ){{0,2}}(?:[a-z]{{2,20}}s|people|staff)\b)",
    needs=tuple(f" of {all_of} {digit}" for all_of in ("the", "our", "those", "these") for digit in range(1, 10)),
)
_UNCOUNTED = lazy_pattern(
    r"(?i)\b(?:(?:all|every|most)(?! \d)|each|many|several|dozens|hundreds?|thousands?|millions?|billions?)\b"
)
_PLACED = lazy_pattern(
    rf"{_ALONE}({_N})(?: [A-Za-z’'-]{{1,20}}){{1,4}}(?: (?:19|20)\d\d)?(?:: | \()"
    rf"((?:{_N} in [A-ZĀĒĪŌŪ][\w’'-]{{1,20}}(?:, and |, | and |(?=\W))){{2,9}})",
    needs=tuple(f"{sign}{digit}" for sign in (": ", " (") for digit in range(1, 10)),
)


@rule("UPD330", Severity.WARNING)
def figures_contradict(submission: Interpreted) -> Iterator[Problem]:
    """Figures in a text cannot all be right: a part is larger than its whole, or a number falls to a larger one.

    Readers would doubt the whole report. To fix it, check the figures.

    Bad rows:
    | 2 | Under way | Received 34 complaints. Of these, 41 were closed. <found>                   |
    | 3 | Under way | In 2022, 130 per cent of the stores kept records. <found>                   |
    | 5 | Under way | Breaches fell from 18 to 27. <found>                                        |
    | 7 | Under way | Held 12 workshops: 5 in Napier, 4 in Nelson and 6 in Dunedin. <found>       |

    Good rows:
    | 2 | Under way | Received 41 complaints, of which 34 were closed, and 3 of the 2022 cohort came. |
    | 3 | Under way | Visited 130 per cent of the stores that we had planned to visit.                |
    | 5 | Under way | Breaches fell from 27 to 18, and visits rose from 5 to 12.                      |
    """
    for text in texts_with(submission, _FIGURE.search):
        if found := list(_contradictions(text.text)):
            yield Problem.at(text.cell, f"The figures in {quotes(dict.fromkeys(found))} cannot all be right.")


def _contradictions(text: str) -> Iterator[str]:
    for before, each in pairwise(["", *_SENTENCES.split(text)]):
        if not _COMPARED.search(each):
            yield from (match[0] for match in _SHARE.finditer(each))
        yield from (match[0] for match in _FELL.finditer(each) if _size(match[2]) > _size(match[1]))
        yield from (match[0] for match in _ROSE.finditer(each) if _size(match[2]) < _size(match[1]))
        yield from (match[0] for match in _OF_ALL.finditer(each) if _size(match[1]) > _size(match[2]))
        for match in _PART.finditer(each):
            counted = each[: match.start()] or before
            whole = max(_NUMBER.findall(counted), key=_size, default=match[1])
            if _size(match[1]) > _size(whole) and not _UNCOUNTED.search(counted):
                yield f"{whole} … {match[0]}"
        for match in _PLACED.finditer(each):
            parts = [*map(_size, _NUMBER.findall(match[2]))]
            if max(parts) <= _size(match[1]) < sum(parts):
                yield match[0].strip()


def _size(written: str) -> float:
    return float(written.replace(",", ""))
