"""Spellings of statuses, agencies, periods and citations (`names.txt`), and how they are read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from poatool.framework.dates import Fit
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.model import ReportingPeriod
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import Names
from poatool.framework.names.statuses import contradicts, status, status_with_remark
from poatool.framework.reference.resolve import index_of, mentions
from poatool.framework.reference.weights import action_named
from poatool.framework.spans import fit, periods_in, without_spans

FRAMEWORK = load()
IN_2022 = FRAMEWORK.period_by_id["2022"]
EDITION = as_of(FRAMEWORK, IN_2022)
BY_QUARTER = replace(  # its years begin in April
    FRAMEWORK,
    periods=(
        ReportingPeriod(
            id="2022-23 Q1", start=date(2022, 4, 1), end=date(2022, 6, 30), aliases=("Year 1", "1. del 2022")
        ),
        ReportingPeriod(id="2022-23 Q2", start=date(2022, 7, 1), end=date(2022, 9, 30)),
        ReportingPeriod(id="2022-23 Q3", start=date(2022, 10, 1), end=date(2022, 12, 31)),
        ReportingPeriod(id="2022-23 Q4", start=date(2023, 1, 1), end=date(2023, 3, 31), aliases=("4. del 2022",)),
    ),
)
_YEARS = [ReportingPeriod(id=f"Year {n}", start=date(2020 + n, 1, 1), end=date(2020 + n, 12, 31)) for n in (1, 2, 3)]
BY_YEAR = replace(FRAMEWORK, periods=tuple(_YEARS))
OF_MESURES = as_of(replace(FRAMEWORK, words={"action": ("Mesure",)}), None)


def read(found: Names) -> str:
    return " ".join((*found.ids, *("?" for _ in found.unknown)))


def offered(text: str) -> str:
    """The ids that may be meant, if it may be any of several."""
    (guess,) = status(FRAMEWORK, text).unknown
    assert guess.each is (len(guess.suggestions) > 1)
    return " ".join(guess.suggestions)


def told_apart(text: str) -> str:
    """A status, its remark and what both may mean; a question mark if the remark may contradict the status."""
    found = status_with_remark(FRAMEWORK, text)
    if not found:
        return ""
    doubtful = contradicts(found.remark, FRAMEWORK.status_by_id[found.ids[0]])
    return f"{found.text} | {found.remark} | {' '.join(found.ids)}{'?' * doubtful}"


def citations(text: str, edition: Edition = EDITION) -> str:
    return "; ".join(f"{each.text} = {' '.join(each.references.codes) or 'none'}" for each in mentions(edition, text))


def completed(text: str) -> str:
    """Every reading of a text, and `completed` if it is suggested."""
    found = status(FRAMEWORK, text)
    return " ".join((*found.ids, *("completed" for guess in found.unknown if "completed" in guess.suggestions)))


SECTIONS: dict[str, Callable[[str], str]] = {
    "statuses read": lambda text: read(status(FRAMEWORK, text)),
    "statuses in doubt": lambda text: "".join((*status(FRAMEWORK, text).ids, status(FRAMEWORK, text).remark)),
    "what may be meant": offered,
    "what is offered first": lambda text: offered(text).partition(" ")[0],
    "completed is not offered": completed,
    "remarks of statuses": lambda text: status(FRAMEWORK, text).remark,
    "statuses and remarks": told_apart,
    "agencies read": lambda text: read(agencies(FRAMEWORK, text)),
    "agencies in doubt": lambda text: "" if agencies(FRAMEWORK, text).unknown else "nothing in doubt",
    "agencies offered": lambda text: " ".join(c for g in agencies(FRAMEWORK, text).unknown for c in g.suggestions),
    "short names": lambda text: action_named(index_of(EDITION, suggest=False), text) or "",
    "remarks of agencies": lambda text: agencies(FRAMEWORK, text).remark,
    "citations": citations,
    "citations of mesures": lambda text: citations(text, OF_MESURES),
    "periods": lambda text: " ".join(periods_in(text, FRAMEWORK)),
    "periods by quarter": lambda text: " ".join(each[-2:] for each in periods_in(text, BY_QUARTER)),
    "times beside a fourth quarter": lambda text: (
        found.name.lower() if (found := fit(text, BY_QUARTER.periods[3], BY_QUARTER)) else ""
    ),
    "times beside Year 2": lambda text: found.name.lower() if (found := fit(text, BY_YEAR.periods[1], BY_YEAR)) else "",
    "texts without their times": lambda text: without_spans(text, FRAMEWORK),
    "times beside 2022": lambda text: found.name.lower() if (found := fit(text, IN_2022, FRAMEWORK)) else "",
}
"""How the texts of each section are read."""


def cases() -> Iterator[tuple[str, str, str]]:
    """A section, a text, and its reading, which follows the arrow; empty without one."""
    section = ""
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[([A-Za-z 0-9]+)\]", line):
            section = heading[1]
        elif section and line:
            text, _, meant = line.rpartition(" → ") if "→" in line else (line, "", "")
            yield section, text.replace("\\n", "\n"), meant


CASES = list(cases())


@pytest.mark.parametrize("section", dict.fromkeys(section for section, *_ in CASES))
def test_what_is_read_in_each_text(section: str) -> None:
    due = [(text, meant) for each, text, meant in CASES if each == section]
    assert [(text, SECTIONS[section](text)) for text, _ in due] == due


@given(st.text(alphabet="Actions 123N,.–-&and\n()", max_size=60))
def test_a_mention_is_at_its_position(text: str) -> None:
    for mention in mentions(EDITION, text):
        assert text[mention.start :].startswith(mention.text)


_WORDS = "0 00 1 12 31 32 2022 1999 9999 22 Q0 Q1 H3 FY Year June février 1st ended to until as at of the – - / . ( ) '"
_TIMES = st.sampled_from(_WORDS.split())


@given(st.lists(st.tuples(_TIMES, st.sampled_from([" ", ""])), max_size=9))
def test_no_time_raises(words: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in words)
    found = periods_in(text, FRAMEWORK)
    assert set(found) <= FRAMEWORK.period_by_id.keys()
    assert fit(text, IN_2022, FRAMEWORK) is not Fit.OTHER or "2022" not in found
