"""UPD: whether an update says what was done, in full."""

import re
from collections import Counter
from collections.abc import Iterator, Set as AbstractSet
from functools import lru_cache, partial

from poatool.findings.model import Severity
from poatool.framework.columns import ColumnKind
from poatool.framework.dates import MONTH
from poatool.framework.edition import Edition
from poatool.framework.model import Reach
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import fold
from poatool.phrases import phrases
from poatool.rules.places import filled, place_of
from poatool.rules.registry import Problem, is_progress, rule
from poatool.rules.wording import at_end, column_name, quoted, wordings_of
from poatool.submissions.evidence import kinds
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.restrictions.asides import family_of
from poatool.submissions.restrictions.words import Word, word_of
from poatool.text import has_any, lazy_pattern, searchable

_ADDRESS = ("http", "www.")
_LONGEST_STATUS = 60  # the longest text, in characters, that may be just a status
_OLD_CELL = 255  # the length, in characters, at which older programs and forms cut off a text
_NEARLY = range(245, 257)  # lengths of texts cut off at about 250 characters; blanks at the end are not counted
_CELL = 32_767  # how many characters an Excel cell can hold (Excel specifications and limits, Microsoft)
_ENDS = (".", "!", "?", ":", ";", ")", "]", "”", "’", '"', "'", "…")
# Numbers and dates in any form, a bare web address, and what a spreadsheet shows in place of a text.
_FIGURES = lazy_pattern(
    rf"""(?: [\W\d_] | (?<=\d)(?:st|nd|rd|th)\b | \b{MONTH}\b )*
      | (?:https?://|www\.)\S+ | true | false | \#(?:ref!|n/a|value!|name\?|div/0!|null!|num!|spill!|calc!) | err:\d{{3}}""",
    re.IGNORECASE | re.VERBOSE,
)
# Words to whoever fills in a form, and words about a return, its year, its place in a file and the state of its work.
_WORDS = {
    "prompt": """
        choose click describe enter explain give list outline provide select summarise type write
    """,
    "state": """
        add complete words email e-mail mail mails page instead agency activity activities result
        results main milestone milestones max maximum status deliverable deliverables sentences supply supplied
        provided added come coming follow follows yes same again before usual since news movement quo business
        roughly largely mostly basically less
        carry carries continue continued continues continuing continuous continual continually continuity
        ongoing work works progress progressing made make way track change changes changed unchange unchanged
        target old development developments steady good well fine real much planned expected further new
        significant year period last next date today currently present per against each both during through
        within stage time week weeks month months earlier replaced
    """,
    "": """
        paper papers stand stands note notes previous previously report reported reports advised discussed noted stated attaches attached
        attaching attachment attachments enclosed document documents file files spreadsheet workbook table sheet
        sheets tab tabs appendix annex section letter letters link links return response responses under covered
        included addressed described dealt word excel pdf powerpoint
    """,
}
_WORD_ROLES = dict.fromkeys(map(str, range(1900, 2100)), "state")
_WORD_ROLES |= {word: role for role, words in _WORDS.items() for word in words.split()}
_PLACE = lazy_pattern(r"(?i)[’']s\b|\b(?:rows?|lines?|cells?|section|page|tab|sheet|Q)\s?[A-Z]?\d{1,4}\b")
_HANDLING = {"prompt", "please", "you", "i", "text", "out", "cut", "wait", "not", Word.VOID, Word.DROP}
_PARTS = {
    "FOR": "(for |to |the )?(for|actions?)",
    "TBX": "tb(a|b|c|d)",
    "FILLED": "advised|confirmed|completed|determined|updated|added|provided",
    "INPUT": "update|input|text|wording|word|figure|number",
    "FOLLOWS": "(JOINT(and |which |it |they )?(will|to) (follow|come|be (sent|added|supplied))(SHORT))?",
    "EMPTY": """TBX(JOINT(WORD)){0,2}|TBX ?(BREAK|:)(SHORT)|to be FILLED|na|n/a|n.a|n-a|not applicable|none|nothing
        x{2,200}|pending|draft|ditto|do|same|idem|ibid|ibidem|test( test){0,9}|text|text here|placeholder|lorem ipsum(REST)
        (insert|enter|add|type) (text|update|progress|here)( (here|below|please|from|by|in this)(SHORT))?
        voided|void|superseded|obsolete|(please )?(ignore|disregard|delete)( this( row)?)?
        (will|to) (be )?updated? later|(update )?to (come|follow)( (separately|later))?
        ((awaiting|waiting)( for)?|pending) (further )?(INPUT)s?( (from|by|of)( WORD){1,4})?FOLLOWS
        (example|sample)( (answer|text|response|update|entry))? ?:REST|e. ?g. REST""",  # an example left in the cell
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_POINTS = _phrases("""^((same )?as|unchanged (from|since)|(as )?per|details in|(please )?(see|refer)) (not: FOR)
    ^(covered|reported) (by|in|under|with) (not: FOR|LINE to)""")
"""The beginning of a text that only says where to look: `As above`, `See Police's return`, `Covered by MBIE`."""

# A text without a main clause, which only recalls what was said elsewhere: `As discussed with Mere by phone`.
_AS_SAID = _phrases("^as (discussed|agreed|mentioned|explained|advised|said|told|noted|reported)( WORD){0,9}$")
_ADDED = lazy_pattern(r"(?s)(?:, (?:which|who)\b| \().*")
"""What a text that only says where to look may add: `See our last report, which still holds.`"""

_BEGINS_EMPTY = lazy_pattern(
    r"(?i)\A\W*(?:tb|to |n[ao\W]|xx|pend|draft|dit|do|sam|i[dbg]|test|text|plac|lorem|ins|ent|add|typ|void|sup|obs"
    r"|pleas|dis|del|will|upd|wait|await|exa|e\W)"
)
_BRACKETED = lazy_pattern(r"\[\w{1,20}(?: \w{1,20})?\]")  # `[red]`, `[Team name]`
_PLACEHOLDER = _phrases("^EMPTY$", needs=_BEGINS_EMPTY)
_DECLINED = lazy_pattern(r"(?i)(?:n\W?a|not applicable)\s?[,;:.(–—-][^.;!?\n]{1,99}\W{0,9}")  # `N/A – see MBIE`
# Ways to say that there are no next steps: `No further work is planned`.
_NO_MORE = lazy_pattern(
    r"(?i)\W{0,9}(?:no(?!\.| later)|none|nil|nothing)\b(?!.*\b(?:but|still|yet)\b)[^.;!?\n]*\W{0,9}"
)
LONGEST = 200  # the longest placeholder, in characters; a longer text has content, however it begins
_TITLED = lazy_pattern(r"\b[A-Z][a-z]+ [A-Z][a-z]+ (?:was|were|has|have)\b")  # `The Modern Slavery Act was passed`
_NOTHING_DONE = _phrases("(no|nothing) (before: WORD)|not (before: WORD)")
_FILLER = "lorem ipsum"


@rule("UPD301", Severity.ERROR, was="UPD302 progress-placeholder")
def progress_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row does not say what was done: its progress is missing, or only a placeholder.

    There is nothing to publish, so the row is set aside. Placeholders are `TBC`, `as above`, `n/a`, an example, a
    prompt or the wording of an action. A status for work that has not begun, such as “Not started”, needs no progress.
    A row is also set aside if its status is empty, its progress is only a status and its next steps are filled in: its
    texts may be one column too far right. To fix it, write what was done in the period, or “Nothing to report”.

    Bad:
    | Action | Status    | Progress          | Next steps                |
    | 2      | Under way | <found>           |                           |
    | 3      | Under way | TBC <found>       |                           |
    | 7      | Ongoing   | See our last report, which still holds. <found> |     |
    | 5      |           | Under way <found> | Wrote a guide for Napier. |

    Good:
    | Action | Status                | Progress          | Next steps                   |
    | 2      | Not started           | –                 | Train inspectors in Hamilton |
    | 3      | No update this period | Nothing to report |                              |
    """
    for update in (each for each in submission.updates if not each.nil):
        if not filled(update, "progress"):
            if _lacks_progress(update, submission):
                yield Problem(place_of(update, "progress"), "No progress is given.")
        elif says := _in_place_of_progress(update, submission.edition):
            yield Problem.at(update.cell("progress"), *says)


def _lacks_progress(update: Update, submission: Interpreted) -> bool:
    """Whether a row lacks progress that it needs; a row that only adds other texts to an update needs none."""
    edition, table = submission.edition, update.table
    if update.status is not None and not edition.framework.status_by_id[update.status].progress:
        return False
    if table.heading("progress") is None and (table.headings or table.doubts):  # otherwise WBK104 reports the table
        return bool(table.heading("status")) and submission.submission.asks_elsewhere(table, "progress")
    texts = any(filled(update, each.id) for each in edition.framework.text_columns)
    return update.row.continues is None or not texts or filled(update, "status")


def _in_place_of_progress(update: Update, edition: Edition) -> tuple[str, str | None] | None:
    """The message, and perhaps the hint, about progress that is a placeholder, a wording or a misplaced status."""
    text = update.progress
    declined = len(text) <= LONGEST and (_DECLINED.fullmatch(text) or not _HANDLING.isdisjoint(_beside_work(text)))
    if declined or is_placeholder(text) or fold(text) in wordings_of(edition):
        return f"{quoted(text)} does not describe progress.", None
    shifted = not filled(update, "status") and filled(update, "next_steps")
    if shifted and status_names.is_status(edition.framework, text):
        message = f"{quoted(text)} is a status, but no other cell has one: the row may be shifted to the right."
        return message, "Move its texts below the headings that they answer."
    return None


def _beside_work(text: str) -> AbstractSet[str | Word | None]:
    """What the words of a text say about its return and the state of the work; empty if a word says what was done."""
    roles = _roles(text)
    return roles if roles.isdisjoint((None, "figure")) and "ction" not in text else frozenset()


def _roles(text: str) -> AbstractSet[str | Word | None]:
    """What the words of a text, except names, say about a return or its texts; or None if one may say what was done."""
    if len(text) > LONGEST or "[" in text:
        return {None}
    places = not text.isascii() or has_any(text, "0123456789'")
    words = (word.strip("“”‘’\"'.,;:!()–—-…/") for word in (_PLACE.sub("", text) if places else text).split())
    found = set[str | Word | None]()
    for at, word in enumerate(words):
        is_name = at > 0 and word[:1].isupper() and word.isalpha() and not text.isupper()
        if word and not is_name:
            found.add(_role(word.lower()))
        if None in found:
            break
    return found


@lru_cache(maxsize=8192)
def _role(word: str) -> str | Word | None:
    """What a word says about a return or its texts; None if it may say what was done, as `published` does."""
    role = _WORD_ROLES[word] if word in _WORD_ROLES else family_of(word)
    went_out = role in ("out", "say") and word.endswith("ed")
    return None if went_out or word in ("law", "item") else word_of(word) if role is None else role


@rule(
    "UPD315",
    Severity.WARNING,
    requires="UPD301",
    was="progress-only-a-status UPD316 progress-is-no-text UPD317 next-steps-placeholder",
)
def says_nothing(submission: Interpreted) -> Iterator[Problem]:
    """The progress, or another text such as the next steps, says nothing.

    The progress may repeat a status (`On track`), or be a bare number, date or web address; often it was meant for
    another column. Other texts may be placeholders: `TBC`, `n/a`. To fix it, write what was done, or what is planned.
    Other texts may be left empty, and a completed action may have `None`.

    Bad:
    | Action | Status    | Progress                  | Next steps  |
    | 2      | Under way | On track <found>          |             |
    | 3      | Under way | 3 March 2022 <found>      |             |
    | 5      | Under way | Trained forty inspectors. | N/A <found> |

    Good:
    | Action | Status    | Progress                           | Next steps | Expected by |
    | 2      | Ongoing   | Trained 40 inspectors in May 2022. |            | n/a         |
    | 3      | Completed | Wrote a leaflet.                   | None       |             |
    | 5      | Completed | The Gangs Act was passed in 2022.  |            |             |
    """
    edition = submission.edition
    for each in submission.texts:
        if is_progress(each) and _describes_nothing(each.text, edition) and not _agrees_with_status(each, edition):
            message = f"{quoted(each.text)} does not describe what was done."
            yield Problem.at(each.cell, message, "Write what was done in the period.")
    ending = {status.id for status in edition.framework.statuses if status.ends}
    others = [column for column in edition.framework.text_columns if column.id != "progress"]
    for update in submission.updates:
        if update.nil or update.status in ending:  # a completed action may have `None`
            continue
        for column in others:
            written = update.texts.get(column.id) or update.row.cells.text(column.id)
            if len(written) > 2 * _LONGEST_STATUS or not any(map(str.isalnum, written)):
                continue  # a dash leaves the cell empty
            text = searchable(written)
            no_date = column.kind is ColumnKind.DATE and kinds.says_none(text)
            is_figure = text.isdigit() and column.id in update.texts
            if len(text) <= _LONGEST_STATUS and is_placeholder(text) and not (no_date or is_figure):
                message = f"{quoted(text)} in {column_name(edition, column.id)} is only a placeholder."
                yield Problem.at(update.cell(column.id), message, "Write the text, or leave the cell empty.")


def _agrees_with_status(text: Text, edition: Edition) -> bool:
    """Whether the progress says, as its status does, that nothing was done: `No work in 2022` beside `Not started`."""
    reach = edition.framework.status_by_id[text.update.status].reach if text.update.status else None
    return reach in (Reach.NOT_BEGUN, Reach.HELD_UP) and _NOTHING_DONE.search(text.text) is not None


def _describes_nothing(text: str, edition: Edition) -> bool:
    short = len(text) <= _LONGEST_STATUS
    of_state = "state" in _beside_work(text) and _TITLED.search(text) is None
    status = short and (status_names.is_status(edition.framework, text) or of_state)
    figures = (short or text.startswith(_ADDRESS)) and _FIGURES.fullmatch(text) is not None
    return status or text.isalpha() or figures


_UNENDED = phrases("""WORD (the|an?|and|or|our|your|their|its|whose|every|than|because|although|such as|so that)$
    (those|people|-ers) who$|(that|which|and|or|but|(those|people|-ers) who) (has|have|had|was|were)$|the WORD of$
    (that|and|but|or|because|although|while|as|if|when) (they|we|he|she)$""")


@rule("UPD308", Severity.ERROR)
def text_cut_off(submission: Interpreted) -> Iterator[Problem]:
    """A text stops in mid-sentence, or where a cell or a form can hold no more.

    The rest was lost when the text was copied, so the row is set aside. To fix it, find the original and paste the rest.

    Bad rows:
    | 3      | Under way | Trained forty inspectors in Napier, and wrote to the <found> |
    | 2      | Under way | Trained inspectors in Whangārei, in Auckland, in Hamilton, in Tauranga, in Gisborne, in Napier, in New Plymouth, in Whanganui, in Masterton, in Wellington, in Nelson, in Blenheim, in Greymouth, in Christchurch, in Timaru, in Dunedin, in Invercargill and l <found> |
    """
    ended = Counter(each.text.endswith(_ENDS) for each in submission.texts)
    for text in submission.texts:
        length = len(text.update.row.cells.raw[text.column].text)
        near = length == _OLD_CELL or (length in _NEARLY and ended[True] > ended[False] and ". " in text.text)
        full = length == _CELL or (near and not text.text.endswith(_ENDS))
        if full or (text.text[-1:].isalpha() and _UNENDED.search(text.text, length - 30)):
            most = "the most" if length in (_CELL, _OLD_CELL) else "about the most"
            held = f"after {length:,} characters, {most} that a cell or a form can hold"
            where = held if full else "in mid-sentence"
            yield Problem.at(text.cell, f"The text stops {where}, with {at_end(f'…{text.text[-20:]}')}")


def says_no_more(text: str) -> bool:
    """Whether next steps only say that there are none."""
    return len(text) <= LONGEST and (is_placeholder(text) or _NO_MORE.fullmatch(text) is not None)


def only_points(text: str) -> bool:
    """Whether a text says nothing about work, once the actions that it cites are taken out."""
    return None not in _roles(text)


def is_placeholder(text: str) -> bool:
    """Whether a text is only a placeholder: `TBC`, `as above`, `see last year`, `n/a`, lorem ipsum."""
    if len(text) <= LONGEST and _POINTS.match(text):
        clause = _ADDED.sub("", text)
        if None not in _roles(clause if " " in clause else text):
            return True
    return _AS_SAID.fullmatch(text) is not None or is_blank_answer(text)


def is_blank_answer(text: str) -> bool:
    """Whether a text says nothing, not even where to look: `TBC`, `n/a`, a dash."""
    if len(text) > LONGEST:
        return text[: len(_FILLER)].casefold() == _FILLER
    known = kinds.is_no_answer(text) or _PLACEHOLDER.fullmatch(text) or _BRACKETED.fullmatch(text)
    return bool(text and (known or not any(map(str.isalnum, text))))
