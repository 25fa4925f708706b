"""Find what an item of a text means in an edition."""

import re
import unicodedata
from collections.abc import Iterator

from poatool.framework.names.matching import fold, stems
from poatool.framework.names.statuses import status
from poatool.framework.reference import model, remarks, suggest, weights
from poatool.framework.reference.keys import figures_key, key_of, without_signs
from poatool.framework.reference.model import Current, Fault, How, Incorporated, NotInForce, Resolution, Step, Unclear
from poatool.framework.reference.scan import Code, Item, Prose, Stray, Unsure, codes_of
from poatool.framework.reference.spellings import Index, Spelling, codes_in
from poatool.text import LATIN, foreign_letter, lazy_pattern, listed, named_letter

_COUNT = lazy_pattern(r"(?i)\d+(?:\.\d+)?|[a-z]+")
_RIVAL_AFTER_LEAD = 0.6  # how much more another action's words may weigh after `Action 4`: more than `weights.RIVAL`
OTHER_PLAN = lazy_pattern(
    r"""[\s,(]*\b(?:in|under|from|within)\ (?:[^\W\d][\w’'-]*,?\ ){1,6}?
      (?<!\bthe\ )(?<!\bthis\ )(?<!\bour\ )(?<!\baction\ )(?:plan|strategy|roadmap|framework)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words after an action that name another plan: `in the Child Wellbeing Strategy`."""

Found = tuple[Resolution, tuple[Step, ...]]  # a resolution, and the steps that led to it


def meaning(index: Index, whole: str, item: Item) -> model.Piece:
    """What an item of a text means."""
    text, before = whole[item.start : item.end].strip(), whole[: item.start]
    if before[-1:] in ("(", "[", "{"):  # such brackets belong to the item if they close within it, as in `[red]9`
        closed = sum(map(text.count, ")]}")) - sum(map(text.count, "([{"))
        text = before[len(before.rstrip("([{")) :][-closed:] + text if closed > 0 else text
    steps: tuple[Step, ...] = ()
    resolution: Resolution
    match item:
        case Code():
            resolution, steps = _code(index, text, item)
        case Unsure(codes=codes, why=why):
            resolution = Unclear(Fault.AMBIGUOUS, why, tuple(dict.fromkeys(codes)))
        case Stray(prose=prose):
            resolution = _stray(index, text.removesuffix(prose).rstrip(" :-") if prose else text, item)
        case Prose():
            resolution, steps = _prose(index, text)
    is_unknown = isinstance(resolution, Unclear) and model.PROBLEMS[resolution.fault] != "ambiguous"
    if is_unknown and (line := _line_of(index, whole, item)):
        text, why = line, "It says more than the number of an action."
        resolution = Unclear(Fault.NOT_A_REFERENCE, why, suggest.suggest(index, line))
    paraphrase = item.remark if isinstance(item, Code) else ""
    if isinstance(item, Code) and any(step.how in (How.TITLE, How.NUMBER) for step in steps):
        paraphrase = f"{paraphrase} {item.prose}".strip()
    codes = (resolution.code,) if isinstance(resolution, Current | Incorporated) else ()
    if isinstance(item, Code) and item.last and not isinstance(resolution, Unclear):
        codes = codes_of(index, item)
    return model.Piece(text, resolution, codes, steps, paraphrase, isinstance(item, Code) and item.moved)


def _line_of(index: Index, whole: str, item: Item) -> str:
    """The whole line of an unknown item, if the line also has a code, as in `9, phase 2` or `9 v2`; otherwise empty.

    It is also empty if the item is a bare number or begins like a code: then only the item is faulty.
    """
    before = whole[max(map(whole.rfind, "\n;", (0, 0), (item.start, item.start))) + 1 : item.start]
    after = re.split(r"[\n;]", whole[item.end :], maxsplit=1)[0]
    if isinstance(item, Stray) and (item.likely or not before.rstrip().endswith(("(", "["))):
        letters = key_of(whole[item.start : item.end])[:1]
        if item.likely or not letters.isalpha() or letters in index.beginnings:
            return ""
    found = codes_in(index, before, numbers=True) or codes_in(index, after, numbers=True)
    return f"{before}{whole[item.start : item.end]}{after}".strip() if found else ""


def counted_under(index: Index, piece: model.Piece) -> tuple[str, ...]:
    """The actions that a piece counts towards."""
    return tuple(end for code in piece.codes for end in index.standings[code].counts_under)


def _resolved(index: Index, code: str) -> Found:
    if (standing := index.standings[code]).in_force:
        return Current(code), ()
    if standing.counts_under:
        steps = tuple(Step(*hop, How.INCORPORATED) for hop in index.edition.route(code))
        return Incorporated(code, standing.counts_under), steps
    return NotInForce(code, standing.why), ()


def _code(index: Index, text: str, item: Code) -> Found:
    by_words = _fit_of_words(index, text, item, codes) if item.prose and (codes := codes_of(index, item)) else None
    if by_words is not None and not isinstance(by_words, How):
        return by_words, ()
    before = text.partition(item.prose)[0].rstrip(" :([-") if item.prose else text
    resolution, steps = _range(index, before, item) if item.last else _resolved(index, item.spelling.code)
    how = by_words or (How.ALIAS if item.spelling.alias else None)
    return resolution, (Step(text, item.spelling.code, how), *steps) if how else steps


def _fit_of_words(index: Index, text: str, item: Code, codes: tuple[str, ...]) -> Resolution | How | None:
    """Compare the words after a code with its action: None if they are from its text, TITLE if they describe it.

    NUMBER if they are only a short name for it, and cannot be what the number counts. Any other words are a fault.
    """
    code, prose = item.spelling.code, item.prose
    if (below := index.headings.get(fold(prose))) is not None:
        if out := [each for each in codes if each not in below]:
            why = f"Action {out[0]} is not below “{prose.strip(' ()')}”."
            of_pillar = below == index.levels.get(key_of(f"pillar {code}"))  # `3. Enforcement`
            return Unclear(Fault.CONTRADICTION, why, index.in_printed_order(below) if of_pillar else (out[0],))
        return How.TITLE
    if any(suggest.belongs_to(index, each, prose, beside=item.beside) for each in codes):
        return None
    # `18 victims`, `1.2 million` and `III - 2 audits` (2 audits in pillar III) may be counts; `N1 victims` is not.
    may_count = item.beside and any(map(_COUNT.fullmatch, (code, text.partition(prose)[0].split()[-1])))
    # `1. Police` is the first of a list of agencies.
    is_listed = not item.lead and text.partition(prose)[0].rstrip().endswith((".", ")", ":"))
    names_who = not is_listed and remarks.says_who(index.edition, prose.strip(" ()[]"), beside=item.beside)
    weight = weights.lead(index, code, prose)
    is_about = suggest.paraphrases(index, (*codes, *item.listed), prose, beside=may_count)
    outweighed = len(codes) == 1 and not item.listed and weight <= -3 * weights.RIVAL
    other_plan = suggest.ends_with_plan(index, code, prose) or OTHER_PLAN.fullmatch(prose)
    if names_who or (is_about and not (outweighed or other_plan)):
        return How.TITLE
    others = suggest.title_of(index, prose)
    under = index.standings[code].counts_under
    if len(others) == 1 and (others[0] in under or code in index.standings[others[0]].counts_under):
        return How.TITLE  # `9. …` with the text of 26, which was incorporated into 9
    unlike = _contradicted(index, codes, item, others)
    may_name = unlike.fault is not Fault.CONTRADICTION and suggest.is_short_name(prose)
    return How.NUMBER if may_name and _is_named(index, text, item, weight) else unlike


def _is_named(index: Index, text: str, item: Code, weight: float) -> bool:
    """Whether a short name after a code is somebody's own name for its action: `Action 4: Knowing the signs`.

    `weight` says how much better the name fits this action than any other. A single word must fit it, and so must a
    name in brackets: `Action 9 (Te Aorerekura)` is unclear. Several words after a bare number must share one with the
    action's text, as the number may be that of a row. A name never contains a number.
    """
    before = text.partition(item.prose)[0].rstrip()
    rival = weight <= -(_RIVAL_AFTER_LEAD if item.lead else weights.RIVAL)
    if rival and not status(index.edition.framework, item.prose, suggest=False).ids:
        return False  # unlike `Action 24: on hold until the review ends`
    if text.partition(item.prose)[0].endswith("-") and item.prose[0].islower() and not item.lead:
        return False  # an ending of the number: `9-odd`
    if before.endswith("(") and item.lead:
        return weight >= weights.RIVAL or not item.spelling.code.isdecimal()  # `Measure C1.1 (police)`
    own = " ".join(index.texts[item.spelling.code]).split()
    may_name = " " in item.prose and bool(item.lead or stems(fold(item.prose).split()) & stems(own))
    is_apart = before.endswith((":", "-", ",")) and (weight >= weights.RIVAL or may_name)
    return is_apart or (item.beside and suggest.cannot_be_counted(index, item.spelling.code, item.prose))


def _contradicted(index: Index, codes: tuple[str, ...], item: Code, others: tuple[str, ...]) -> Unclear:
    code, prose, written = codes[0], item.prose, (*item.listed, codes[0])
    number = f"The numbers are {listed(written)}" if item.listed else f"The number is {code}"
    if others and code not in others:
        why = f"{number}, but the text is the text of Action {others[0]}."
        return Unclear(Fault.CONTRADICTION, why, (*written, *others))
    cited = codes_in(index, suggest.DENIED.sub(" ", prose))
    if not cited and (nearer := suggest.closer_actions(index, code, prose, clearly=True)):
        why = f"{number}, but the words are more like the text of Action {nearer[0]}."
        return Unclear(Fault.CONTRADICTION, why, (*written, *nearer))
    why = f"The words after {code} are not from the text of Action {code}."
    return Unclear(Fault.NOT_A_REFERENCE, why, (*codes, *(cited or suggest.closer_actions(index, code, prose))))


def _range(index: Index, text: str, item: Code) -> Found:
    begin = item.spelling.code
    if not isinstance(item.last, Spelling):
        why = f"Its end, “{item.last}”, is not an action of the plan."
        likely = (begin, *index.other_signs.get(without_signs(text), ()), *suggest.suggest(index, item.last or ""))
        return Unclear(Fault.BAD_RANGE, why, likely), ()
    end = item.last.code
    if not (inside := index.between(begin, end)):
        if backwards := index.between(end, begin):
            likely = backwards if len(backwards) <= model.MAX_SUGGESTIONS else (end, begin)
            return Unclear(Fault.BAD_RANGE, "It runs backwards.", likely, f"{end}-{begin}"), ()
        return Unclear(Fault.BAD_RANGE, f"{begin} and {end} are not in the same series of numbers.", (begin, end)), ()
    steps: list[Step] = []
    wrong: NotInForce | None = None
    for code in inside:
        resolution, further = _resolved(index, code)
        wrong = wrong or (resolution if isinstance(resolution, NotInForce) else None)
        steps += [Step(text, code, How.RANGE), *further]
    return wrong or Current(inside[0]), tuple(steps)


def _stray(index: Index, text: str, item: Stray) -> Resolution:
    token = text.rstrip(suggest.DOUBT).rpartition(" ")[2]
    alone = index.looking_like.get(figures_key(token), ()) if len(token) == 1 < len(text) else ()  # `Action S`
    likely = item.likely or suggest.suggest(index, token) or tuple(alone)
    if item.prose:
        likely = (*(suggest.title_of(index, item.prose) or suggest.alike(index, item.prose)), *likely)
    if look_alike := next((c for c in text if not c.isascii() and c.isalnum()), None):
        plainer = "".join(_number_in(c) or unicodedata.normalize("NFKC", c) for c in text.translate(LATIN)).strip()
        is_roman = unicodedata.category(look_alike) == "Nl"
        roman = codes_in(index, unicodedata.normalize("NFKC", text)) if is_roman else ()  # III for `Ⅲ`
        return Unclear(Fault.LOOK_ALIKE, named_letter(look_alike), roman or suggest.suggest(index, plainer) or likely)
    if len(text) > 1 and not (likely or any(c.isdigit() for c in text)):
        return Unclear(Fault.NOT_A_REFERENCE, "Write the number of each action, such as “1, 3 and 5”.")
    return Unclear(Fault.UNKNOWN, "", likely)


def _number_in(character: str) -> str:
    """The plain digits of `③` or of a digit in another script; a space for `½` and `²`, empty for any other sign."""
    if character.isascii() or unicodedata.category(character) not in ("Nd", "Nl", "No"):
        return ""
    number, raised = unicodedata.numeric(character), "SUPERSCRIPT" in unicodedata.name(character, "")
    return str(int(number)) if number.is_integer() and not raised else " "


def _prose(index: Index, text: str) -> Found:
    found = suggest.title_of(index, text)
    if len(found) > 1:
        return Unclear(Fault.AMBIGUOUS, "It is equally similar to the texts of several actions.", found), ()
    if found:
        resolution, steps = _resolved(index, found[0])
        return resolution, (Step(text, found[0], How.TITLE), *steps)
    why = "It is neither a number nor the text of an action."
    if look_alike := foreign_letter(text):
        why = named_letter(look_alike)
    elif codes_in(index, text):
        why = "It says more than the number of an action."
    likely = suggest.suggest(index, text)
    named = weights.action_named(index, text) if index.suggests and not likely else None
    likely = (named,) if named else likely
    return Unclear(Fault.NOT_A_REFERENCE, why, likely), ()


def range_remarks(index: Index, piece: model.Piece, counted: tuple[str, ...]) -> Iterator[str]:
    """Remarks on a range: actions that are printed within it but not part of it, and actions counted elsewhere."""
    if not piece.codes[1:]:
        return
    places = [index.order[code] for code in piece.codes]
    for code in [*index.order][min(places) : max(places)]:
        if code not in {*piece.codes, *counted} and index.standings[code].in_force:
            yield f"Action {code} is printed within {piece.text.strip()} but is not part of it."
    for code in piece.codes:
        standing = index.standings[code]
        if not standing.in_force and standing.counts_under:
            yield f"Action {code} in {piece.text.strip()} is counted under {', '.join(standing.counts_under)}."
