"""Read what titles, tabs and file names say about the rows below or within them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from poatool.framework.dates import CENTURY, DATE, Fit, spelt_out
from poatool.framework.model import Framework
from poatool.framework.names import agencies as agency_names, statuses as status_names
from poatool.framework.names.matching import find_name, fold
from poatool.framework.period_names import ALMOST_A_YEAR
from poatool.framework.reference.model import Fault
from poatool.framework.reference.resolve import mentions, resolve
from poatool.framework.spans import fit, fits, spans, with_nearest_year, without_spans
from poatool.submissions.evidence.heading_words import SILENT, Other, fold_heading, weights_of
from poatool.submissions.evidence.kinds import SENTENCE_ENDS, SENTENCE_WORDS, SIGNING, Kind, ticked
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.grid import Line, without_far_cells
from poatool.submissions.model import Origin, Scoped
from poatool.submissions.statements.scope import ACTION, AGENCY, DAY, PERIOD, Level
from poatool.text import has_any, lazy_pattern
from poatool.workbooks.model import RawCell, trimmed

TITLE_WORDS = 14
_TAB_LENGTH = 31  # the most characters of a tab in Excel, which cuts off longer names

_TO = lazy_pattern(
    r"(?i)(?<!questions )\b(?:to|at|with|à|aux?|contact|email|send|c/o|attention|attn|cc|via|lead|coordinat(?:or|ing)"
    r"|distribution|(?:requested|collected|issued|designed|received) by)\b(?: the| la| l['’])?[\s:]*$"
    r"|\A(?:to|cc|attention|attn)\s?:|\A(?:questions?(?! and answers| to| for)|queries|enquiries|help|secretariat)\b"
    r"|\Athe [a-z][a-z -]{2,40},\s?$"
)
"""Words that make the agency after them the addressee: `Return to MBIE`, `Questions: MBIE`, `The Head, MBIE`."""

_THING_YEAR = lazy_pattern(
    r"(?i)\b(?:version|(?<!reporting )template|^\W?actions?|cabinet|acts?|bill|regulations|protocol|census)[^\w,]{0,3}"
    r"(?:19|20)\d\d\b|\b(?:(?:19|20)\d\d\s?(?:[-–/]|to)\s?)?(?:19|20)\d\d\W{0,3}(?:template|version|plan|act|edition)\b"
    r"|\b(?:published|printed|adopted|launched|sent|received|submitted|due)(?: (?:in|by|on))?(?: \d\d?)?"
    r"(?: [a-z]{3,9})? (?:19|20)\d\d\b",
    needs=CENTURY,
)
"""Years that belong to a thing and are not the time of the work: `the 2021 plan`, `Crimes Act 1961`, `sent in 2022`."""

_END_OF_PLAN = lazy_pattern(r"(?i)\b(?:plan(?: of action)?|runs|running) (?:to|until) ((?:19|20)\d\d)\b", needs=CENTURY)
"""The year in which a plan ends: `Plan of Action to 2025`."""

OF_TEMPLATE = lazy_pattern(r"(?i)\b(?:template|form)\b")
"""Words for a form that an agency may have made for others to fill in: `MBIE reporting template`."""

COLLECTING = lazy_pattern(
    r"(?i)\b(?:template|form|guid(?:e|ance)|instructions?|secretariat|agencies|departments|(?:inter|cross).?agency)\b"
)
"""Words for which the agency in a text may be the one that collects returns: `MBIE guidance for agencies`."""
_JOINED_YEAR = lazy_pattern(r"(?<=[A-Za-z])(?=(?:19|20)\d\d(?!\d))", needs=CENTURY)
_TWO_YEARS = lazy_pattern(r"(?<=(?:19|20)\d\d)_(?=\d\d(?!\d))", needs=("_",))

BESIDE_NAME = lazy_pattern(
    r"(?i)\b(?:plan|of|action|poa|annual|progress|reports?|reporting|updates?|returns?|responses?|submissions?|inputs?|lines"
    r"|agency|is|the|and|for|on|implementation|against|by|from|template|form|our|calendar|year|period|quarter"
    r"|sheet|tab|final|v\d+|data|copy|combined|team|group|unit|branch|policy|question(?:s|naire)|answers"
    r"|minutes|rapport|remontée|retour|bilan|suivi|fiche|bericht|meldung|rückmeldung|informe|seguimiento|cuestionario"
    r"|del?|des|du|[dl]|l[ae]s?|d[ae]r|die|das|von|el|los|et|und|y)\b"
)

_TITLE_PARTS = tuple(lazy_pattern(rf"\s[–—-]\s|[:.]\s|[|\n()=;{comma}]") for comma in ("", ","))
_STATEMENTS = lazy_pattern(r"\.\s|[|\n]")
_HERE = r"(?:find|here|attached|enclosed|below)\b[^.]{1,30} (?:return|response|update|report)s? of"
SENT_BY = lazy_pattern(rf"(?i)\b(?:on behalf of|regards,?|{_HERE}|(?:{SIGNING}) (?:by|from|for))\b(?: the)?[\s:]*")
_BY_NAME = lazy_pattern(r"(?i)\b(?:from|by)\b(?: the)?\s*$")
"""Words that make an agency the sender: before any of its names (`Completed by Police`), or before its full name."""

_COUNT_AT_END = lazy_pattern(
    r"(?:\s[–—-]|:|\s[(\[])?\s{0,3}(?<!\d)\d{1,3}(?: [^\W\d_]{1,20})?[)\]]?\Z"  # `Completed (2)`
    r"|\s?\(?(?i:continued|cont\.?)\)?\Z"
)
_REMARK = lazy_pattern(r"\s{0,9}(?:\([^()\d]{1,60}\)|\s[–—-]\s[^\d]{1,60})\Z")
_IN_BRACKETS = r"\((?=(?:[A-Z&][^\s()]*(?: |(?=\))))+\))"  # before a name in capitals: `(MBIE Standards Policy)`


def titles(
    lines: Sequence[Line], origin: Origin, evidence: Evidence, labels: Iterable[RawCell] = ()
) -> Iterator[Scoped]:
    """The agency, action or period in each title above a table; a longer text with an agency counts as a mention."""
    labelled = {cell.at for cell in labels}
    text = ""
    for line in lines:
        text = text if text.endswith(":") else ""
        alone = len(without_far_cells(line).cells) == 1
        for cell in line.cells:
            before, text = text, trimmed(cell.value)
            if not text and evidence.kind_of(cell) is Kind.PERIOD:
                text = f"{before} {cell.text}".strip()
            if cell.at in labelled:  # `Ministry of Justice. Year: 2022`, or `MBIE | Year: 2022`
                parts = map(str.strip, _STATEMENTS.split(text) if ":" in text else ())
                text = " | ".join(part for part in parts if ":" not in part)
            if not text or ticked(text) is not None:
                continue
            found = [each._replace(cell=origin.cell(cell)) for each in titled(text, evidence)]
            found = [each for each in found if each.what != AGENCY or not makes_addressee(f"{before} ", evidence)]
            if not alone and " " not in text:  # `A2` beside other cells may be the number of a question
                found = [each for each in found if each.what != ACTION]
            if all(len(part.split()) <= TITLE_WORDS for part in text.split("|")) or evidence.kind(text) is Kind.ACTION:
                yield from found
            elif alone and any((text[-1] not in SENTENCE_ENDS, SENT_BY.search(text), _agency_at_start(text, evidence))):
                names = any(each.what == AGENCY for each in found)
                yield from (each._replace(level=Level.MENTION) for each in found if names and each.what != ACTION)


def titled(text: str, evidence: Evidence) -> Iterator[Scoped]:
    """The agency, action or period that one title names."""
    kind = evidence.kind(text)
    if (name := agency_in(text, evidence)) is not None:
        bare = kind is Kind.AGENCY or OF_TEMPLATE.search(text) is not None or _is_address(text, evidence)
        yield Scoped(AGENCY, name, Level.LETTERHEAD if bare else Level.TITLE)
    elif (name := _agency_at_start(text, evidence)) is not None:
        yield Scoped(AGENCY, name, Level.MENTION)
    if (action := action_in(text, evidence)) is not None:
        yield Scoped(ACTION, action, Level.TITLE)
    period, plan = evidence.edition.period, evidence.edition.framework
    short = "?" not in text and period is not None and period.end - period.start < ALMOST_A_YEAR  # not `Q1 What …?`
    other_part = short and period is not None and fit(text, period, plan) is Fit.OTHER  # `Q3` on a return for `Q2`
    plain = "" if kind is Kind.ACTION else _without_years(text, plan)
    if plain and (other_part or spans(plain, plan)):
        yield Scoped(PERIOD, plain, Level.TITLE)
    elif DATE.search(spelt_out(plain)):
        yield Scoped(DAY, plain, Level.MENTION)


def _is_address(text: str, evidence: Evidence) -> bool:
    """Whether a title has an agency behind a post or a person, and says nothing of a return: `The Head, Police`."""
    before, _, name = text.rpartition(",")
    said = SENT_BY.search(before) or not any(map(str.isalpha, BESIDE_NAME.sub("", before)))
    return not said and evidence.kind(name.strip()) is Kind.AGENCY


def _without_years(text: str, framework: Framework) -> str:
    """A text without years of things (`the 2021 plan`), and without the year in which the plan ends."""
    last = str(framework.periods[-1].end.year) if framework.periods else ""
    return _THING_YEAR.sub("", _END_OF_PLAN.sub(lambda said: "" if said[1] == last else said[0], text))


def names_only_time(text: str, framework: Framework) -> bool:
    """Whether a title has only a time and words of headings: `Updates for the year to 31 May 2021 (draft)`."""
    plain = without_spans(_REMARK.sub("", text), framework)
    known = {fold_heading(heading) for headings in framework.headings.values() for heading in headings}
    timed = bool(spans(_without_years(text, framework), framework))
    return timed and (fold_heading(plain) in known or not any(map(str.isalpha, BESIDE_NAME.sub(" ", plain))))


def action_in(text: str, evidence: Evidence) -> str | None:
    """The part of a title that names its only action, even an unknown one; all of it if number and words disagree."""
    read = resolve(evidence.edition, text, suggest=False)
    disagree = read.fault is Fault.CONTRADICTION
    if disagree or evidence.kind(text) is Kind.ACTION:
        return text if disagree or len(read.codes) == 1 else None
    cited = mentions(evidence.edition, text)
    named = [each for each in cited if each.references.resolved] or [each for each in cited if not each.start]
    if len({each.references.codes for each in named}) != 1 or len(named[0].references.codes) > 1:
        return None
    status = status_names.at_end_of(evidence.edition.framework, text)
    return f"{named[0].text} ({status})" if status else named[0].text


def status_in(text: str, evidence: Evidence, *, exact: bool) -> str | None:
    """The status that a title gives to the rows below it: `Actions under way (3)`, but not `Action R2`.

    Beside the time of the return, the plan's own names count: `In progress at 31 December 2022`, but not `Planned for
    2022`; if the status ends an action, only its label, as `Complete in 2022` is an order, and `Done in 2022` vague.
    """
    label, _, rest = text.partition(":")
    text = rest if rest and evidence.headings.sense(label).weights.get("status", 0.0) >= LABEL else text
    kept = [each for each in _COUNT_AT_END.sub("", text).split() if fold(each) not in evidence.headings.action_names]
    named, plan = "" if text.endswith(SENTENCE_ENDS) else " ".join(kept).strip(" :–-"), evidence.edition.framework
    if not fold(named)[1:] or evidence.kind(text) is Kind.ACTION:
        return None
    meant = status_names.status(plan, named, suggest=False).ids if not exact else ()
    if not has_any(named, CENTURY):
        return named if meant or status_names.is_status(plan, named) else None
    label = plan.status_by_id[meant[0]].label if meant and plan.status_by_id[meant[0]].ends else ""
    own = fold(label) in fold(named) if label else status_names.named_in(plan, named) == meant
    period = evidence.edition.period
    return named if meant and own and period and fits(named, period, plan) == {Fit.SAME} else None


def agency_in(text: str, evidence: Evidence) -> str | None:
    """The only agency that a title is about, as a code or as written; None if it names several, or an addressee."""
    framework = evidence.edition.framework
    if evidence.kind(text) is Kind.AGENCY:
        return text if len(agency_names.agencies(framework, text, suggest=False).ids) == 1 else None
    lines = text.splitlines()
    of_lines = {agency_in(line, evidence) for line in lines} - {None} if len(lines) > 1 else set()
    if len(of_lines) == 1:
        return of_lines.pop()
    table = agency_names.agency_codes(framework)
    plain = without_spans(text, framework)
    found = []
    codes = agency_names.agencies_in(framework, plain)
    parents = {framework.agency_by_code[code].unit_of for code in codes}
    for code in (each for each in codes if each not in parents):
        name = max((name for name, who in table.items() if who == code and f" {name} " in f" {fold(plain)} "), key=len)
        before = text[: find_name(name, text) or 0]
        if not makes_addressee(before, evidence):
            found.append((code, name, before))
    if len(found) != 1:
        return None
    code, name, before = found[0]
    sent = not COLLECTING.search(text) and any(sent.end() == len(before) for sent in SENT_BY.finditer(before))
    short = len(text.split()) <= TITLE_WORDS  # a name may have a comma: `Business, Innovation and Employment`
    parts = {part.strip() for marks in (_TITLE_PARTS if short else ()) for part in marks.split(text)}
    parts = {part for part in parts if part and not part.casefold().endswith(" plan")}  # `Oranga Tamariki Action Plan`
    alone = any(evidence.kind(part) is Kind.AGENCY or not _words_beside(name, part, framework) for part in parts)
    if alone or sent or (" " in name and _BY_NAME.search(before) is not None):
        return code
    return code if all(map(_is_about_work, _words_beside(name, text, framework))) else None


def _words_beside(name: str, text: str, framework: Framework) -> Sequence[str]:
    """The words beside an agency's name that are not about a return or its time; a dash if the name is not there."""
    folded = f" {fold(without_spans(text, framework))} "
    rest = folded.replace(f" {name} ", " ", 1)
    return [word for word in BESIDE_NAME.sub(" ", rest).split() if not word.isdigit()] if rest != folded else ["-"]


def _is_about_work(word: str) -> bool:
    """Whether a word beside an agency's name is about its work, as in `Police contribution`; `training` is not."""
    meant = {*weights_of(word)}
    about_work = meant.isdisjoint(Other) and not meant.isdisjoint(("progress", "next_steps"))
    return about_work or not word.isalpha() or word in SILENT


def _agency_at_start(text: str, evidence: Evidence) -> str | None:
    """The only agency whose abbreviation or full name begins a title or a part of it: `Minutes – MFAT meeting`."""
    framework = evidence.edition.framework
    if len(named := agency_names.agencies_in(framework, text)) != 1 or COLLECTING.search(text):
        return None
    agency = framework.agency_by_code[named[0]]
    names = (agency.code, *(name for name in (agency.name, *agency.aliases) if " " in name))
    either = "|".join(map(re.escape, names))
    begins = rf"\w+ [A-Z\d]{{1,2}}\s?[:–-]\s|[^:–—]{{1,60}}?\s(?:[–—-]\s|{_IN_BRACKETS})"
    match = re.match(rf"\W*(?:{begins})?(?:[Tt]he )?({either})\b", text)
    return agency.code if match and not makes_addressee(text[: match.start(1)].rstrip(" –—-"), evidence) else None


def makes_addressee(before: str, evidence: Evidence) -> bool:
    """Whether an agency after these words is an addressee, even in a list: `Return to MBIE`, `cc: MBIE, Customs`."""
    while before.rstrip().endswith((",", ";", "/", "&", " and")):
        words = before.rstrip(" ,;/&").removesuffix(" and").split()
        counts = range(min(len(words), SENTENCE_WORDS), 0, -1)
        count = next((n for n in counts if evidence.kind(" ".join(words[-n:])) is Kind.AGENCY), 0)
        if not count:
            break
        before = " ".join(words[:-count])
    return _TO.search(before) is not None


def tab_says(name: str, evidence: Evidence) -> list[Scoped]:
    """The agency, action or period that a sheet's tab names; the agency's name may be cut off."""
    cleaned, plan = _spaced(name).strip(), evidence.edition.framework
    found = {each.what: (each.text, each.level) for each in titled(cleaned, evidence)}
    if evidence.kind(cleaned) is Kind.NUMBER_OF_ACTION:
        found[ACTION] = cleaned, Level.TAB
    if spans(cleaned, plan):  # `Actions 2021` counts in a tab; in a title it is only a name
        found[PERIOD] = cleaned, Level.TAB
    if AGENCY not in found:
        known = agency_names.agency_codes(plan).items() if len(cleaned) >= _TAB_LENGTH - 2 else ()
        codes = {code for full, code in known if full.startswith(fold(cleaned))}
        named = codes or agency_names.agencies_in(plan, cleaned)
        if len(named) == 1:
            found[AGENCY] = min(named), Level.TAB if codes else Level.MENTION
    ranked = ((what, text, level if level == Level.MENTION else Level.TAB) for what, (text, level) in found.items())
    return [Scoped(*each, where=name) for each in ranked]


def file_says(path: str, framework: Framework) -> Iterator[Scoped]:
    """The agency and period in the name of a file, or else of the nearest folder; or the day in the file's name."""
    folders, _, name = path.replace("\\", "/").rpartition("/")
    parts = [name.rpartition(".")[0] or name, *reversed(folders.split("/"))]
    agencies = (agency_names.agencies_in_file_name(framework, part) for part in parts)
    if named := next((codes for codes in agencies if len(codes) == 1), None):
        yield Scoped(AGENCY, named[0], Level.FILE)
    spaced = [_JOINED_YEAR.sub(" ", _spaced(part)) for part in parts]
    if period := with_nearest_year((_without_years(each, framework) for each in spaced), framework):
        yield Scoped(PERIOD, period, Level.FILE)  # `Q2` may be in a folder of a year
    elif DATE.search(spelt_out(spaced[0])):
        yield Scoped(DAY, spaced[0], Level.FILE)


def _spaced(name: str) -> str:
    """The name of a file or tab with spaces in place of underscores: `Q1_2023_24` becomes `Q1 2023-24`."""
    return _TWO_YEARS.sub("-", name).replace("_", " ")
