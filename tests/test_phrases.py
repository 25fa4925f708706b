"""What phrases in plain notation find."""

import re

import pytest

from poatool.framework.names import status_words
from poatool.phrases import phrases
from poatool.submissions.restrictions.remarks import FAMILIES
from tests.test_patterns import PATTERNS

PARTS = {"PERSON": "worker|young (man|woman)", "TOLD": "told|wrote to"}
CASES = """
told (us|the minister)       = Told us / they told the minister   ≠ told use / retold us / told  us
TOLD (not: us|them) PERSON   = told worker / wrote to young man   ≠ told us worker / Wrote to them worker
said (not: to|by)            = said / said today / said so        ≠ said to / said by
case (before: is|,|$)        = the case / case is / a case, which ≠ case in / case isle
(the )?(not: May) CAPITAL,   = Fiji, / the Fiji, / The Fiji,      ≠ May, / the May, / fiji,
(after: 's) name             = client's name / client’s name      ≠ the name / names
(not after: no|my) plan      = a plan / Plan                      ≠ no plan / my plan / No plan
(in|(the )?best) case        = In case / Best case / the best case ≠ In the case / In Case
give …2 names                = give names / Give us two names     ≠ give us two full names
told … name                  = told us the name                   ≠ told us, the name / told. Name / toldname
-n't be one-way              = can’t be one way / isn't be one-way ≠ not be one-way / can’t be oneway
(publi-|drop|-ment) raids?   = published raid / a moment raids    ≠ ment raid / dropped raid
^delete it$                  = Delete it / (delete it.)                          ≠ please delete it / delete it now
(very )*late                 = Late / very late / Very very late  ≠ verylate / later
(CAPITAL ){1,2}Ltd           = Fiji Ltd / New Fiji Ltd            ≠ new Ltd / Limited
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_phrases_find_what_they_say(case: str) -> None:
    phrase, found, other = (part.strip() for part in case.replace(" ≠ ", " = ").split(" = "))
    pattern = phrases(phrase, PARTS)
    assert [text for text in found.split(" / ") if not pattern.search(text)] == []
    assert [text for text in other.split(" / ") if pattern.search(text)] == []


def test_there_is_one_phrase_on_each_line_and_perhaps_an_example() -> None:
    pattern = phrases("""told us  # They told us.
        left (home|town)""")
    assert list(filter(pattern.search, ("told us", "Left town", "They", "home"))) == ["told us", "Left town"]


def test_phrases_in_any_case_in_lower_case_and_with_words_to_skip() -> None:
    assert phrases("not sure if", case="any").search("NOT Sure If")
    assert phrases("not sure if", case="lower").search("Not sure if") is None
    assert phrases("NOT OUT", skips="THIS|MUST").search("NOT MUST THIS OUT")
    assert phrases("NOT OUT", skips="THIS|MUST").search("NOT ONE OUT") is None


def test_every_part_of_a_phrase_is_known() -> None:
    sources = [each.source for each in PATTERNS.values() if each.source.startswith((r"(?:\b(?:", r"(?:\A\W{0,99}(?:"))]
    written = {word for source in sources for word in re.findall("[A-Z]{3,}", source)}
    assert written - {*FAMILIES, *status_words.FAMILIES, "QUESTION"} == {"CEO", "LLC"}  # and no name of a part
