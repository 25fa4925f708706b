"""Recognise names of other plans in titles and headings, and of any plan in a column that asks which one is meant."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence, Set as AbstractSet
from itertools import combinations, pairwise

from poatool.framework.model import Framework
from poatool.framework.names import agencies as agency_names
from poatool.framework.period_names import ALMOST_A_YEAR
from poatool.framework.reference.suggest import PLANS
from poatool.framework.spans import spans, without_spans
from poatool.submissions.evidence.heading_words import SILENT, fold_heading, is_known
from poatool.submissions.model import Heading, Table
from poatool.submissions.statements.scope import ACTION
from poatool.submissions.statements.titles import TITLE_WORDS
from poatool.text import by_first, has_any, lazy_pattern
from poatool.workbooks.model import RawCell, trimmed

_PLAN = "|".join(sorted(PLANS))
_JOBS = frozenset({"manager", "director", "adviser", "advisor", "analyst", "officer", "lead", "head", "principal"})
_BESIDE = PLANS | {"which", "name", "title", "or"}  # further words in a heading that asks for the name of a plan


def other_plan(text: str, framework: Framework, *, beside_this: bool = False) -> str | None:
    """The name of another plan in a title (`Family Violence Action Plan`), if it has no distinctive word of this plan.

    At least two words before `Plan`, or in its subject after it (`Strategy to Eliminate Family Violence`), must be
    unknown: not in an agency's name, not usual in headings. Before `Action Plan`, one is enough if no word is in this
    plan's titles. If the sheet also names this plan (`beside_this`), words of an agency's name count as unknown too.
    A title with years before this plan began, or another number, names another plan in any language.
    """
    for part in _PART.split(" ".join(text.split())):
        named = len(part.split()) <= TITLE_WORDS and has_any(part.casefold(), PLANS) and _PLAN_NAMED.search(part)
        if not named or (name := named[1] or named[2] or "").rstrip().endswith(","):  # `Principal Advisor, Strategy`
            continue
        if name and _names_document(name, part.partition(name)[2], framework):
            continue
        folded = fold_heading(f"{name} {named[3] or ''}").split()
        if not _JOBS.isdisjoint(folded):  # `General Manager Strategy`
            continue
        own = _plan_words(framework)
        strange = _unknown_words(folded, _COUNTRY if beside_this else agency_names.agency_codes(framework)) - own
        enough = 1 if "action" in folded and own.isdisjoint({*folded} - {"action"}) else 2
        if len(strange) >= enough and _distinctive(framework).isdisjoint(folded) and not _has_id(folded, framework):
            return named[0].strip()
    return text if len(text.split()) <= TITLE_WORDS and is_other_edition(text, framework) else None


def is_other_edition(text: str, framework: Framework) -> bool:
    """Whether a title names a plan of earlier years, or with another number; its actions may have the same texts."""
    return _ended_before(text, framework) or _other_number(text, framework)


def _names_document(name: str, after: str, framework: Framework) -> bool:
    """Whether words before `of the Plan` only name a document: no word after them may be in another plan's name."""
    joining = _JOINED if framework.language.startswith("en") else _SHORTEST
    if not joining.search(name.lower() if name.isupper() else name):
        return False
    words = fold_heading(without_spans(after, framework).partition(",")[0]).split()
    return _unknown_words(words, ()) <= PLANS | _plan_words(framework)


def _ended_before(text: str, framework: Framework) -> bool:
    """Whether a title names a plan of an earlier year, or earlier years beside a later time or this plan's own words.

    Examples: `Plan 2016–2019, report for 2022`, `Third Climate Strategy 2016–2019` in the fourth, `2012 Climate Plan`.
    """
    begin = min((period.start for period in framework.periods), default=dt.date.min)
    if of_year := _PLAN_OF_YEAR.search(text):
        own = map(int, _YEARS.findall(f"{framework.title} {framework.source.published or ''}"))
        if int(of_year[1] or of_year[2]) < min(begin.year, *own, begin.year):
            return True
    named = spans(text, framework)
    if not any(each.last < begin and each.last - each.first > 2 * ALMOST_A_YEAR for each in named):
        return False
    alike = len(_distinctive(framework) & {*fold_heading(text).split()}) > 1
    return alike or any(each.last >= begin for each in named)


def heading_of_other_plan(heading: str, framework: Framework) -> bool:
    """Whether a heading above codes says that they are another plan's: `No. (Plan 2018–2022)`, `Action (Phase I)`."""
    begin = min((period.start for period in framework.periods), default=dt.date.min)
    before = any(each.last < begin for each in spans(heading, framework)) and is_about_plan(heading)
    return before or _other_number(heading, framework) or other_plan(heading, framework) is not None


def _other_number(text: str, framework: Framework) -> bool:
    """Whether a text gives a plan or phase a different number from this plan's title: `Phase I` for `Phase II`."""
    own, other = (by_first(_numbered_parts(each)) for each in (framework.title, text))
    return any(own[word] != numbers for word, numbers in other.items() if word in own)


def _numbered_parts(text: str) -> Iterator[tuple[str, str]]:
    """The words for plans and phases in a text, each with the Roman or Arabic number beside it."""
    words = [word.strip(",.:;()–-") for word in text.split()]
    for word, beside in (*pairwise(words), *pairwise(reversed(words))):
        is_number = beside and (beside in "123456789" or _ROMAN.issuperset(beside))
        if is_number and word.casefold() in _NUMBERED:
            yield word.casefold(), beside


_NUMBERED, _ROMAN = ("plan", "programme", "phase"), frozenset("IVX")


def _unknown_words(words: Iterable[str], names: Iterable[str]) -> set[str]:
    """The folded words that are long, not usual in headings, and not in any of the names."""
    known = {word for name in names for word in name.split()}
    return {word for word in words if len(word) > _SHORT_WORD and word.isalpha() and not is_known(word)} - known


def _plan_words(framework: Framework) -> set[str]:
    """The folded words of this plan's title, and of the titles of its groups of actions."""
    return set(fold_heading(" ".join([framework.title, *framework.group_titles])).split())


def names_this_plan(text: str, framework: Framework) -> bool:
    """Whether a title has all words of this plan's title, perhaps among others; never if the plan's title is short."""
    title = {word for word in fold_heading(framework.title).split() if word.isalpha()}
    return len(title) > _SHORT_WORD and title <= {*fold_heading(text).split()}


def is_plan_to_its_end(text: str, framework: Framework) -> bool:
    """Whether a text has only words of this plan's title, and the year in which the plan ends: `Cool City 2030`."""
    words, last = {*fold_heading(text).split()}, str(framework.periods[-1].end.year)
    return last in words and len(words) > 1 and words <= {last, *fold_heading(framework.title).split()}


def is_about_plan(text: str) -> bool:
    """Whether a text has a word that means a plan, such as `strategy`."""
    return not PLANS.isdisjoint(fold_heading(text).split())


def names_owner_of_plan(text: str) -> bool:
    """Whether an agency is named only as the owner of a plan: `Slavery plan (MBIE)`, `Back to MBIE's plan`."""
    return _OWNED.search(text) is not None


_OWNED = lazy_pattern(rf"(?i)['’]s? (?:[^\W\d_]{{1,20}} ){{0,4}}(?:{_PLAN})\b|\b(?:{_PLAN}) ?\([^()]{{1,80}}\)\Z")


def _distinctive(framework: Framework) -> set[str]:
    """The words of this plan's title that distinguish it from other plans."""
    return {*fold_heading(framework.title).split()} - SILENT - PLANS - {"action"}


def _has_id(words: Iterable[str], framework: Framework) -> bool:
    """Whether words include all of this plan's id, which may be its usual name: `Towards Zero`, `towards-zero-24`."""
    own = {*filter(str.isalpha, framework.id.split("-"))} - PLANS - {"action"}
    return len(own) > 1 and own <= {*words}


_NAMES = r"(?:[A-ZĀĒĪŌŪ][\w'’-]{0,30}(?:,?\s(?:and\s|&\s|of\s|for\s|the\s){0,2}|\b))"
_WORD, _JOINING = "[a-z]+", r"(?:of|the|for|to|on|in|with|from|against|under|our|this|its)\b"
_PLAN_NAMED = lazy_pattern(
    rf"(?:\b({_NAMES}{{0,8}}(?:action\s)?)|\A\W*([A-Z][a-z]+\s(?:(?!{_JOINING}){_WORD}\s){{1,4}}))\b(?i:{_PLAN})\b"
    rf"(?: of Action)?(?: (?:to [A-Za-z]{{1,20}}|on|for|against) ({_NAMES}{{1,8}}))?"
)
_YEAR = r"((?:19|20)\d\d)"
_YEARS = lazy_pattern(rf"\b{_YEAR}")
_PLAN_OF_YEAR = lazy_pattern(
    rf"\b{_YEAR}\s{_NAMES}{{0,6}}\b(?i:{_PLAN})\b|\b(?i:{_PLAN})(?i: of action)?\s{_YEAR}(?![-–/\w])",
    needs=("19", "20"),
)
_JOINED, _SHORTEST = lazy_pattern(rf"(?i)\b{_JOINING}\s*\Z"), lazy_pattern(r"\b[a-zà-ÿ]{2,3}\s*\Z")
"""Small words directly before `plan`: in English, and in any other language (`du`, `del`, `zum`), but not `HIV`."""
_PART, _SHORT_WORD = lazy_pattern(r"\s[–—-]\s|\("), 3
_COUNTRY, _ANY_PLAN = ("new zealand",), "national government"  # words in the name of any plan: `National action plan`


def asks_for_plan(heading: str) -> bool:
    """Whether a heading asks which plan a row is about: `Plan`, `Strategy or plan`."""
    words = set(fold_heading(heading).split())
    return not words.isdisjoint(PLANS) and words <= _BESIDE


def named_plans(table: Table) -> list[tuple[RawCell, Heading]]:
    """The cells of a table's updates below headings that ask for a plan, each with its heading."""
    headings = () if table.is_form else table.headings
    asking = {each.cell.column: each for each in headings if each.column != ACTION and asks_for_plan(each.text)}
    cells = (cell for row in table.updates if asking for cell in row.every_cell)
    return [(cell, asking[cell.column]) for cell in cells if cell.column in asking]


def rows_of_other_plans(table: Table, framework: Framework) -> AbstractSet[int]:
    """The rows of a table that clearly name another plan, if other rows name this one, as in a register of plans."""
    named = [(cell.row, trimmed(cell.value), heading.text) for cell, heading in named_plans(table)]
    several = any(is_this_plan(name, framework) for _, name, _ in named)
    return {row for row, name, asked in named if several and answers_other_plan(name, asked, framework)}


def is_this_plan(name: str, framework: Framework, *, least: int = 2) -> bool:
    """Whether a name in a column that asks for a plan is a name of this plan.

    Such a name has only words of its title, or at least two distinctive ones, or is short and has the initials of some
    consecutive words. With `least=1`, one distinctive word is enough: `Modern slavery plan` beside `Office relocation`.
    """
    words, title = fold_heading(name.casefold()).split(), fold_heading(framework.title).split()
    letters = initials(title) | initials([word for word in title if word not in SILENT])
    if set(words) <= {*title} or len({*words} & _distinctive(framework)) >= least or _has_id(words, framework):
        return True
    return len(words) <= _SHORT_WORD and any(len(word) >= _SHORT_WORD and word in letters for word in words)


def answers_other_plan(name: str, asked: str, framework: Framework) -> bool:
    """Whether an answer to a label such as `Plan` names another plan: it has unknown words and is not a sentence."""
    words = fold_heading(name).split()
    certain = not {"plan", "strategy"}.isdisjoint([*words, *fold_heading(asked).split()])
    if not certain or len(words) > TITLE_WORDS or name.endswith(".") or is_this_plan(name, framework, least=1):
        return False
    strange = _unknown_words(words, [*agency_names.agency_codes(framework), _ANY_PLAN]) - PLANS - _plan_words(framework)
    return len(strange) >= (1 if is_about_plan(name) else 2)


def initials(words: Sequence[str]) -> set[str]:
    """The initials of all runs of two or more words: `nz` for `New Zealand`."""
    letters = "".join(word[0] for word in words)
    return {letters[start:end] for start, end in combinations(range(len(letters) + 1), 2) if end - start > 1}


def is_part_of_this_plan(text: str, framework: Framework) -> bool:
    """Whether a sub-heading has a short name of this plan: two distinctive words of its title, and a word for plans."""
    return is_about_plan(text) and len({*fold_heading(text).split()} & _distinctive(framework)) > 1
