"""Put the words of headings into English, for plans in other languages: `Próximos pasos` becomes `next steps`.

What is known about English words then holds for these headings, too: which column they suggest, and what keeps a column
out of reports. Words that are not listed stay as they are, so that they count as unknown.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path

from poatool.framework.dates import spelt_out
from poatool.framework.model import Framework
from poatool.framework.spans import spans, without_spans
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.text import lazy_pattern

_LISTED = Path(__file__).with_name("languages.txt")
"""For each language, a line with its tag and name, then lines of entries `English words: word word; English: word`.

Words joined by hyphens are a phrase. A stem before `~` stands for all words that begin with it and are not much longer.
"""

_WORD = lazy_pattern(r"[nN]\.?[°º]|[^\W_]+")
_ELISION = lazy_pattern(r"(?<=\w)['’](?=\w)")  # as in `l’action`
_SHORTEST, _ENDING = 4, 6  # the fewest letters of a stem or part of a word, and the most of the ending after a stem
_LINKS = ("", "es", "s", "n")  # letters between the parts of a German or Dutch word: `Umsetzungsstand`
_JOINS_WORDS = frozenset({"de", "nl"})


_BUILT_IN = ("en", "mi")  # languages whose words `heading_words.py` has


def knows(tag: str) -> bool:
    """Whether words of headings are known in a language, by its tag, such as `es-CL`."""
    return _language(tag) in (*_BUILT_IN, *_lists())


def _language(tag: str) -> str:
    return tag.casefold().partition("-")[0]


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, str]]:
    """For each language, the English for each of its folded words, phrases (with spaces) and stems (with `~`)."""
    found: dict[str, dict[str, str]] = {}
    for block in _LISTED.read_text(encoding="utf-8").strip().split("\n\n"):
        title, *lines = block.splitlines()
        words = found.setdefault(title.split()[0], {})
        for english, listed in (entry.split(": ") for line in lines for entry in line.split("; ")):
            words |= {_folded(word): english for word in listed.split()}
    return found


def _folded(word: str) -> str:
    """A listed word or phrase as its words are looked up; a sign such as `nº` is a word."""
    return _keys(word) + ("~" if word.endswith("~") else "")


def _key(word: str) -> str:
    return word.casefold().replace(".", "") if word.endswith(("°", "º")) else fold_heading(word)


def _keys(text: str) -> str:
    return " ".join(map(_key, _WORD.findall(text)))


def translation(plan: Framework) -> Callable[[str], str] | None:
    """A function that puts headings in a plan's language into English; None if its words are not known."""
    language = _language(plan.language)
    return Translation(language, plan).of_heading if language in _lists() else None


class Translation:
    """The words of one language; names that the plan gives, such as `Bilan` for progress, stay as they are."""

    def __init__(self, language: str, plan: Framework) -> None:
        self._plan, self._words, self._joins = plan, _lists()[language], language in _JOINS_WORDS
        named = (name for each in plan.agencies for name in (each.code, each.name, *each.aliases, *each.former_names))
        self._names = {*map(_keys, named)}
        statuses = (name for each in plan.statuses for name in (each.label, *each.aliases))
        self._whole_names = {*map(_keys, statuses), *map(_keys, chain.from_iterable(plan.headings.values()))}
        self._longest = max(len(name.split()) for name in (*self._words, *self._names, ""))

    def of_heading(self, text: str) -> str:
        """A heading in English; a time stays as it is written if its words in English would mean another."""
        if not (found := spans(text, self._plan)):
            return self._in_english(text)
        text, parts, end = spelt_out(text), list[str](), 0
        whole = self._in_english(text)
        is_name = _keys(without_spans(text, self._plan)) in self._whole_names
        if not is_name and [each[:2] for each in spans(whole, self._plan)] == [each[:2] for each in found]:
            return whole
        for each in found:
            parts += [self._in_english(text[end : each.start]), text[each.start : each.end]]
            end = each.end
        return "".join((*parts, self._in_english(text[end:])))

    def _in_english(self, text: str) -> str:
        """Replace each word or phrase that is known, the longest first; signs stay."""
        if _keys(text) in self._whole_names:
            return text
        found = [*_WORD.finditer(text)]
        keys = [_key(word[0]) for word in found]
        parts, at, end = [], 0, 0
        while at < len(found):
            lengths = range(min(self._longest, len(found) - at), 0, -1)
            spelt = ((count, " ".join(keys[at : at + count])) for count in lengths)
            tried = ((count, None if key in self._names else self._english(key), key) for count, key in spelt)
            count, english, _ = next((each for each in tried if each[1] or each[2] in self._names), (1, None, ""))
            first, last = found[at], found[at + count - 1]
            parts += [text[end : first.start()], english or text[first.start() : last.end()]]
            at, end = at + count, last.end()
        english = "".join((*parts, text[end:]))
        return english if english == text else _ELISION.sub(" ", english)

    @lru_cache(maxsize=4096)  # noqa: B019  (there is one for each plan)
    def _english(self, key: str) -> str | None:
        """The English for a folded phrase, or for a word that is listed whole, by its stem or by its parts."""
        if " " in key:
            return self._words.get(key)
        ends = range(_SHORTEST, len(key) - _SHORTEST + 1) if self._joins else ()
        parts = ((self._of_part(key[:end]), self._whole(key[end:])) for end in ends)
        made_of_two = (f"{one} {two}" for one, two in parts if one and two)
        return self._words.get(key) or next(made_of_two, None) or self._whole(key)

    def _of_part(self, key: str) -> str | None:
        """The English for the first part of a word, perhaps with letters that link it to the second."""
        parts = (key.removesuffix(link) for link in _LINKS if key.endswith(link))
        return next(filter(None, (self._words.get(part) or self._words.get(f"{part}~") for part in parts)), None)

    def _whole(self, key: str) -> str | None:
        """The English for a word that is listed whole or by its stem."""
        starts = (f"{key[:end]}~" for end in range(len(key), max(_SHORTEST, len(key) - _ENDING) - 1, -1))
        return self._words.get(key) or next((self._words[start] for start in starts if start in self._words), None)
