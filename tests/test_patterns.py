"""The work of every pattern grows no faster than the text: its steps are counted on texts that repeat its parts."""

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain, islice, product
from re import _constants as kind, _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import poatool
from poatool.framework.names import status_words
from poatool.phrases import Phrases
from poatool.submissions.prose import Prose
from poatool.submissions.restrictions import frames, texts as withheld, words
from poatool.submissions.restrictions.words import Word
from poatool.text import LazyPattern, has_any
from tests.support.patterns import choices, parts, texts_of, writings
from tests.support.steps import MOST as TOO_MANY, REPEATS, Steps

TIMES = 8
"""How often the shortest text repeats a piece; the others, twice and three times as often."""

METHOD = r"(search|match|fullmatch|finditer|findall|split|sub)\("
ALL = {"finditer", "findall", "split", "sub"}
"""The methods that search the whole text, and so take the same steps."""

PIECES = (" ", "a", "1", ".", "-", "*", "\n", "a ", "1 ", "(", ",", "<", "in ")
ENDS = ("\0", "a")


class Pattern(NamedTuple):
    """A pattern of the package, and the methods that its module calls on it."""

    source: str
    flags: int
    methods: frozenset[str]
    one: Any = None


def patterns() -> dict[str, Pattern]:
    """Every pattern in the values of modules, alone or in a tuple, a list or a table, by its name."""
    found: dict[str, Pattern] = {}
    for each in pkgutil.walk_packages(poatool.__path__, "poatool."):
        if each.name.endswith(("__main__", ".bundled")):
            continue
        module = import_module(each.name)
        code = inspect.getsource(module)
        for name, values in ((name, list(held(value))) for name, value in vars(module).items()):
            if not values:
                continue
            each_of = "|".join([name, *re.findall(rf"\bfor (\w+) in {name}\b", code)])
            called = re.findall(rf"\b(?:{each_of})(?:\[[^\]]*\])?\.{METHOD}", code) or re.findall(rf"\.{METHOD}", code)
            for number, one in enumerate(values):
                source = one.pattern
                said = source if isinstance(source, str) else source.decode("latin-1")
                methods = {"all" if method in ALL else method for method in called} or {"search", "fullmatch"}
                of = f"{each.name.removeprefix('poatool.')}.{name}.{number}"
                found[of] = Pattern(said, one.flags, frozenset(methods), one)
    return found


def held(value: object) -> Iterator[LazyPattern | re.Pattern[Any]]:
    """The patterns in a value."""
    if isinstance(value, LazyPattern | re.Pattern):
        yield value
    elif isinstance(value, tuple | list | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from held(one)


PATTERNS = patterns()


def pumped(items: Sequence[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """For each repetition in a pattern, a text for the part before it, and what it repeats."""
    for operation, argument in items:
        if operation in REPEATS:
            if argument[1] is kind.MAXREPEAT or argument[1] > len(PIECES):
                yield before, next(writings(argument[2])) or " "
            yield from pumped(argument[2], before)
        else:
            for inside, _ in parts(operation, argument):
                yield from pumped(inside, before)
        before += next(choices(operation, argument))


def attacks(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """Texts that repeat what a pattern repeats, and end so that it fails: their beginning, repeated part and end."""
    found = {*pumped(parser.parse(pattern.source, pattern.flags)), *(("", piece) for piece in PIECES)}
    repeated = {("", stretch) for before, piece in found for stretch in (piece, before + piece)}
    for before, piece in sorted(found | repeated):
        yield from ((before, piece, end) for end in ENDS)


def growing(pattern: Pattern) -> str | None:
    """A text whose third stretch takes more steps than its second; None if there is none."""
    steps = Steps(pattern.source, pattern.flags)
    for before, piece, end in attacks(pattern):
        for method in sorted(pattern.methods):
            first, second, third = (steps.of(method, before, piece, TIMES * n, end) for n in (1, 2, 3))
            if third >= TOO_MANY or third - second > second - first + 4 * TIMES:
                return f"{method}: {before!r} {piece!r} {end!r} {(first, second, third)}"
    return None


@pytest.mark.parametrize("name", PATTERNS)
def test_each_stretch_of_a_text_takes_a_pattern_as_many_steps_as_the_one_before(name: str) -> None:
    assert growing(PATTERNS[name]) is None


@pytest.mark.parametrize(
    "source",
    [r"\s+x", r"\s*,", r"(?:in )*b", r"\*\*+ x", r"(?:a|a)+b", r"a\s*\S*x", r"\[up [^]]*\]", r"(?:a+)*b", r"\d+\b"],
)
def test_work_that_grows_faster_than_the_text_is_reported(source: str) -> None:
    assert growing(Pattern(source, 0, frozenset({"search"})))


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 300


QUICK = {
    "submissions.restrictions.asides": {"_SPOKEN_SIGNS": ["_SPOKEN"]},
    "rules.publication.characters": {"_SIGNS": ["_MARKUP", "_HOLED"]},
    "rules.publication.drafts": {
        "_SIGNS": ["_MARK", "_TO_COME", "_NOTE", "_FIRST_PERSON", "_OR", "_HEAD", "_SHOUTED", "_TRACE"]
    },
    "rules.publication.people": {"_COUNT_SIGNS": ["_SMALL_COUNT"], "_DETAIL_SIGNS": ["_AGE", "_ADDRESS"]},
    "rules.publication.privacy": {"_SIGNS": ["_JOINED", "_APART", "_SPELT"]},
    "rules.updates.dates": {"_MAY_HAVE_YEAR": ["_THEN"]},
    "rules.style": {"_TIMES": ["_RELATIVE"]},
    "submissions.evidence.work_done": {
        "MAY_BE_TO_COME": ["_TO_COME", "_WISHES"],
        "MAY_BE_UNDONE": ["_NOT_BEGUN", "_STOPPED", "_UNDONE", "_OPEN", "_DENIED"],
    },
}
"""Quick tests (of a word, or a few strings), and the patterns tried only on texts that pass them."""


def passes(text: str, test: Any | Callable[[str], object] | tuple[str, ...]) -> bool:
    found: Any = getattr(test, "search", test)
    return has_any(text.casefold(), test) if isinstance(test, tuple) else bool(Prose([text]).with_words(found))


@pytest.mark.parametrize("module", QUICK)
def test_every_text_that_a_pattern_matches_passes_the_quick_test_before_it(module: str) -> None:
    values = vars(import_module(f"poatool.{module}"))
    tried = ((test, name) for test, names in QUICK[module].items() for name in names)
    missed = {(test, name): [t for t in texts_of(values[name]) if not passes(t, values[test])] for test, name in tried}
    assert {names: texts for names, texts in missed.items() if texts} == {}


TESTED = [name for name, each in PATTERNS.items() if isinstance(each.one, Phrases) or getattr(each.one, "needs", None)]


@pytest.mark.parametrize("name", TESTED)
def test_every_text_that_a_pattern_matches_has_what_it_needs(name: str) -> None:
    source, flags, _, one = PATTERNS[name]
    found = filter(re.compile(source, flags).search, islice(texts_of(one), 100_000))
    assert [text for text in found if one.search(text) is None] == []


def test_each_phrase_that_states_a_status_has_a_family_that_states_it() -> None:
    texts = chain.from_iterable(map(texts_of, vars(status_words)["_PATTERNS"].values()))
    assert [text for text in texts if status_words.STATING.isdisjoint(text.split())] == []


RESTRICTING = {name: vars(words)[name] for name in ("_DECIDING", "_BARRING", "_GOING_OUT")}


def test_every_sentence_that_forbids_its_own_text_passes_the_quick_tests() -> None:
    for frame in (
        *(each for name in ("_ABOUT_ITSELF", "_PRIVATE") for each in vars(frames)[name]),
        *([[vars(withheld)[name]]] for name in ("_CAVEAT", "_READERS")),
    ):
        kinds = (
            {tuple(passes(text, test) for test in RESTRICTING.values()): text for text in islice(texts_of(part), 9_999)}
            for part in frame[0]
        )
        texts = map(" ".join, product(*(kind.values() for kind in kinds)))
        assert [text for text in texts if not words.suspects(Prose([text]))] == []


def test_every_phrase_passes_the_quick_tests_for_words_of_its_meaning() -> None:
    barring = dict.fromkeys((Word.NOT, Word.WAITING, Word.BEFORE, Word.HELD, Word.DROP), "_BARRING")
    needed = {Word.CLOSED: "_DECIDING", Word.SHUT: "_DECIDING", Word.OUT: "_GOING_OUT", **barring}
    needed |= dict.fromkeys(words.CLEARING, "_GOING_OUT")
    for phrase, meaning in (*vars(words)["_PHRASES"], *vars(words)["_MESSAGES"]):
        tests = [RESTRICTING[needed[role]] for role in map(words.word_of, meaning.split()) if role in needed]
        missed = (text for text in texts_of(phrase) if not all(passes(text, test) for test in tests))
        assert [text for text in missed if not words.suspects(Prose([text]))] == []
