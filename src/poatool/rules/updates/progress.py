"""UPD: whether an update says what was done, in full."""

import re
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.columns import ColumnKind
from poatool.framework.dates import MONTH
from poatool.framework.edition import Edition
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import beginning, fold
from poatool.rules.registry import Problem, is_progress, rule
from poatool.rules.wording import at_end, column_name, holds, place_of, quoted, wordings_of
from poatool.submissions import kinds
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import lazy_pattern, searchable
from poatool.workbooks.model import text_of

_ADDRESS = ("http", "www.")
_LONGEST_STATUS = 60  # the longest text, in characters, that may be just a status
_OLD_CELL = 255  # Lengths, in characters, at which older programs and forms cut off a text
_CELL = 32_767  # how many characters an Excel cell can hold (Excel specifications and limits, Microsoft)
_ENDS = (".", "!", "?", ":", ";", ")", "]", "”", "’", '"', "'", "…")
# Numbers and dates in any form, a bare web address, and what a spreadsheet shows in place of a text.
_FIGURES = lazy_pattern(
    rf"""(?: [\W\d_] | (?<=\d)(?:st|nd|rd|th)\b | \b{MONTH}\b )*
      | (?:https?://|www\.)\S+ | true | false | \#(?:ref!|n/a|value!|name\?|div/0!|null!|num!|spill!|calc!) | err:\d{{3}}""",
    re.IGNORECASE | re.VERBOSE,
)
# What people write instead of progress, although no plan has it as a status.
_LIKE_A_STATUS = lazy_pattern(
    r"""\W{0,60}(?: (?:there\ (?:is|was|has\ been)\ )?no\ (?:further\ |new\ |significant\ |real\ )?(?:changes?|progress|developments?)
      | unchanged | nothing\ (?:new|further|to\ add\b[^.;!?\n]{0,60}) | yes | no | ok(?:ay)? | wip | works?\ in\ progress | (?:ongoing|continuing)\ work
      | work\ (?:is\ )?(?:ongoing|continuing|continues|progressing) | (?:good|some|steady|further)\ progress(?:\ (?:was\ )?made)?
      | progressing(?:\ (?:well|as\ planned))? | (?:going|all)\ (?:well|good|fine)
      )(?:\ since\ (?:20\d\d|(?:the\ )?last\ (?:year|report|update|period)))?\W{0,60}""",
    re.IGNORECASE | re.VERBOSE,
)
# Words after `as above` that only say where to look: `see above for Action 3`.
_POINTER = (
    r"(?:for|in|on|of|to|under|from|and|the|our|this|that|actions?|rows?|lines?|cells?|columns?|sheets?|updates?|reports?"
    r"|responses?|answers?|entry|entries|comments?|text|progress|status|details?|information|year|period|documents?|files?"
    r"|spreadsheet|workbook|table|appendix|e-?mail|letter|reported|advised|discussed|noted|stated|N?\d{1,4}|[A-Z]\d{1,6}"
    rf"|word|excel|pdf|powerpoint|previous(?:ly)?|before|earlier|last|above|below|attached|notes?|returns?|{MONTH})"
)
# An agency as colleagues refer to it: `covered by MBIE`, `see Police return`.
_OTHERS = r"(?-i:[A-Z]{3,6}|Mo[A-Z]|Police|Customs)"
_POINTS_ELSEWHERE = lazy_pattern(
    rf"""\W{{0,200}}(?: (?:(?:same\ )?as|unchanged\ (?:from|since)|(?:as\ )?per|details\ in|(?:please\ )?(?:see|refer(?:\ to)?))\ (?:(?:the|my|our)\ )?
        (?: above | below | previous(?:ly)? | before | last\ (?:time|year|period|report) | attached | attachments? | e-?mail | appendix
          | annex | discussed | advised | rows?\ \d{{1,6}} | 20\d\d | comments? | notes? | Q[1-4]
          | tabs? | links? | (?:e-?mail|letter)s?(?:\ (?:to|from)\ \w{{1,20}})? | annual\ report
          | (?:reported|noted|stated|mentioned)(?=\ ) )(?:['’]s)?
      | (?:(?:please\ )?(?:see|refer(?:\ to)?)|(?:covered|reported)\ (?:by|in|under|with)) \ (?:the\ )?{_OTHERS}(?:['’]s?)?
      )(?:[\ ,:-]{{1,9}}{_POINTER}){{0,40}}\W{{0,200}}""",
    re.IGNORECASE | re.VERBOSE,
)
# The last kind is an example left in the cell: `E.g. trained forty inspectors`.
_PLACEHOLDER = lazy_pattern(
    r"""\W{0,200}(?: tb[acd](?:\W{1,200}\w{1,200}){0,2} | tb[acd]\s?[–—:-]\s.{0,60} | to\ be\ (?:advised|confirmed|completed|determined|updated|added|provided)
      | n\W?a | not\ applicable | none | nothing | x{2,200} | pending | draft | ditto | do | same | idem | ibid(?:em)?
      | (?:insert|enter|add|type)\ (?:text|update|progress|here)(?:\ (?:here|below|please|from|by|in this)\b.{0,20})? | text\ here | placeholder
      | (?:will|to)\ (?:be\ )?updated?\ later | test | text
      | void(?:ed)? | superseded | obsolete | (?:please\ )?(?:ignore|disregard|delete)(?:\ this(?:\ row)?)?
      | lorem\ ipsum.{0,200} | (?:update\ )?to\ (?:come|follow)(?:\ (?:separately|later))?
      | (?:a?waiting\ (?:for\ )?|pending\ )(?:further\ )?(?:update|input|text|wording|word|figure|number)s?(?:\ (?:from|by|of)(?:\ [\w’'/-]{1,60}){1,4})?
          (?:\W{1,3}(?:and\ |which\ |it\ |they\ )?(?:will|to)\ (?:follow|come|be\ (?:sent|added|supplied))\b.{0,40})?
      | (?:(?:example|sample)(?:\ (?:answer|text|response|update|entry))?\W{0,3}:|e\.\s?g\.\s).{0,200}
    )\W{0,200}""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# How both begin.
_BEGINS = lazy_pattern(
    r"(?i)\W{0,200}(?:tb|to|n\W?a|no[tn]|xx|pending|draft|ditto|do|same|idem|ibid|insert|enter|add|type|te[xs]t|place|will|void"
    r"|supers|obso|please|ignore|disreg|delete|lorem|update|a?waiting|example|sample|e\.|as|unch|per|detail|see|refer|covered|report)"
)
_DECLINED = lazy_pattern(r"(?i)(?:n\W?a|not applicable)\s?[,;:.(–—-][^.;!?\n]{1,99}\W{0,9}")  # `N/A – see MBIE`
# What is left of `See Action 6 for details` without the action.
_ONLY_POINTS = lazy_pattern(
    rf"""\W{{0,200}}(?: (?:same\ )?as | (?:as\ )?per | (?:please\ )?(?:see|refer(?:\ to)?)
      | (?:(?:(?:this|it|that|progress|work)\ )?(?:is|are|was|were|has\ been|have\ been)\ )?(?:covered|reported|included|addressed|described|dealt\ with)\ (?:by|in|under|with|on|as\ part\ of)
      )?(?:[\ ,:-]{{0,9}}\b{_POINTER}\b){{0,40}}\W{{0,200}}""",
    re.IGNORECASE | re.VERBOSE,
)
# Ways to say that there are no next steps: `No further work is planned`.
_NO_MORE = lazy_pattern(
    r"(?i)\W{0,9}(?:no(?!\.| later)|none|nil|nothing)\b(?!.*\b(?:but|still|yet)\b)[^.;!?\n]*\W{0,9}"
)
LONGEST = 200  # the longest placeholder, in characters; a longer text has content, however it begins
_FILLER = "lorem ipsum"
_WHAT_TO_WRITE = "Write what was done in the period, or “Nothing to report”."


@rule("UPD301", "progress-missing", Severity.ERROR)
def progress_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row does not say what was done.

    There is nothing to publish, so the row is set aside. To fix it, write what was done in the period. If nothing was,
    write “Nothing to report”.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way |          |
    Found at: C2
    """
    columns = [column.id for column in submission.edition.framework.text_columns]
    for update in submission.updates:
        unheaded = update.table.heading("progress") is None and (update.table.headings or update.table.doubts)
        if update.nil or holds(update, "progress") or unheaded:  # WBK104 reports tables without the column
            continue
        adds = update.row.continues is not None and any(holds(update, column) for column in columns)
        if not adds or holds(update, "status"):
            yield Problem(place_of(update, "progress"), "No progress is given.", _WHAT_TO_WRITE)


@rule("UPD302", "progress-placeholder", Severity.ERROR)
def progress_placeholder(submission: Interpreted) -> Iterator[Problem]:
    """The progress is only a placeholder: `TBC`, `as above`, `n/a`, an example, a prompt, or the wording of an action.

    It would be published as progress, so the row is set aside. So is a row without a status whose progress is only a
    status: its texts may be one column too far right. To fix it, write what was done, or “Nothing to report”.

    Bad:
    | Action | Status    | Progress  | Next steps                |
    | 2      | Under way | TBC       |                           |
    | 3      |           | Under way | Wrote a guide for Napier. |
    Found at: C2, C3

    Good:
    | Action | Status                | Progress          |
    | 2      | No update this period | Nothing to report |
    """
    wordings = wordings_of(submission.edition)
    for update in submission.updates:
        text = update.progress
        worded = any(wording == fold(text) for wording, _ in wordings.get(beginning(text), ()))
        if not update.nil and (worded or is_placeholder(text) or _DECLINED.fullmatch(text)):
            yield Problem.at(update.cell("progress"), f"{quoted(text)} does not describe progress.", _WHAT_TO_WRITE)
        elif _is_shifted(update, submission.edition):
            message = f"{quoted(text)} is a status, and the status beside it is empty: this row may be shifted."
            hint = "Move its texts below the headings that they answer."
            yield Problem.at(update.cell("progress"), message, hint)


def _is_shifted(update: Update, edition: Edition) -> bool:
    """Whether a row has no status, but a status as its progress, and next steps."""
    moved = holds(update, "next_steps") and not holds(update, "status") and not update.nil
    in_column = moved and update.table.heading("status") is not None
    return in_column and status_names.is_status(edition.framework, update.progress)


@rule(
    "UPD315",
    "says-nothing",
    Severity.WARNING,
    requires="UPD302",
    was="progress-only-a-status UPD316 progress-is-no-text UPD317 next-steps-placeholder",
)
def says_nothing(submission: Interpreted) -> Iterator[Problem]:
    """The progress, or another text such as the next steps, says nothing.

    The progress may repeat a status (`On track`), or be a bare number, date or web address; often it was meant for
    another column. Other texts may be placeholders: `TBC`, `n/a`. To fix it, write what was done, or what is planned.
    Other texts may be left empty, and a completed action may have `None`.

    Bad:
    | Action | Status    | Progress                  | Next steps |
    | 2      | Under way | On track                  |            |
    | 3      | Under way | 3 March 2022              |            |
    | 5      | Under way | Trained forty inspectors. | N/A        |
    Found at: C2, C3, D4

    Good:
    | Action | Status    | Progress                           | Next steps | Expected by |
    | 2      | Ongoing   | Trained 40 inspectors in May 2022. |            | n/a         |
    | 3      | Completed | Wrote a leaflet.                   | None       |             |
    """
    edition = submission.edition
    for each in submission.texts:
        if is_progress(each) and _says_nothing(each.text, edition):
            message = f"{quoted(each.text)} does not describe what was done."
            yield Problem.at(each.cell, message, "Write what was done in the period.")
    ending = {status.id for status in edition.framework.statuses if status.ends}
    others = [column for column in edition.framework.text_columns if column.id != "progress"]
    for update in submission.updates:
        if update.nil or update.status in ending:  # a completed action may have `None`
            continue
        for column in others:
            cell = update.row.cells.raw.get(column.id)
            written = update.texts.get(column.id) or text_of(cell.value if cell else None)
            if not written or len(written) > 2 * _LONGEST_STATUS:
                continue
            text = searchable(written)
            no_date = column.kind is ColumnKind.DATE and kinds.says_none(text)
            if len(text) <= _LONGEST_STATUS and is_placeholder(text) and not no_date:
                message = f"{quoted(text)} in {column_name(edition, column.id)} is only a placeholder."
                yield Problem.at(update.cell(column.id), message, "Write the text, or leave the cell empty.")


def _says_nothing(text: str, edition: Edition) -> bool:
    short = len(text) <= _LONGEST_STATUS
    status = short and (status_names.is_status(edition.framework, text) or _LIKE_A_STATUS.fullmatch(text) is not None)
    figures = (short or text.startswith(_ADDRESS)) and _FIGURES.fullmatch(text) is not None
    return status or text.isalpha() or figures


@rule("UPD308", "text-cut-off", Severity.WARNING)
def text_cut_off(submission: Interpreted) -> Iterator[Problem]:
    """A text is exactly as long as a cell or a form can hold, and stops in mid-sentence.

    The rest was lost when the text was copied. To fix it, look up the original and paste the rest.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | Trained inspectors in Whangārei, in Auckland, in Hamilton, in Tauranga, in Gisborne, in Napier, in New Plymouth, in Whanganui, in Masterton, in Wellington, in Nelson, in Blenheim, in Greymouth, in Christchurch, in Timaru, in Dunedin, in Invercargill and l |
    Found at: C2
    """
    for text in submission.texts:
        length = len(text.update.row.cells.raw[text.column].text)
        if length == _CELL or (length == _OLD_CELL and not text.text.endswith(_ENDS)):
            message = f"The text stops after {length:,} characters, the most that a cell or a form can hold, with "
            message += at_end(f"…{text.text[-20:]}")
            yield Problem.at(text.cell, message, "Find the original and paste the rest.")


def says_no_more(text: str) -> bool:
    """Whether next steps only say that there are none."""
    return len(text) <= LONGEST and (is_placeholder(text) or _NO_MORE.fullmatch(text) is not None)


def only_points(text: str) -> bool:
    """Whether a text only points to the actions it cites."""
    return len(text) <= LONGEST and _ONLY_POINTS.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a text is only a placeholder: `TBC`, `as above`, `see last year`, `n/a`, lorem ipsum."""
    points = len(text) <= LONGEST and _BEGINS.match(text) and _POINTS_ELSEWHERE.fullmatch(text)
    return is_blank_answer(text) or bool(points)


def is_blank_answer(text: str) -> bool:
    """Whether a text says nothing, not even where to look: `TBC`, `n/a`, a dash."""
    if len(text) > LONGEST:
        return text[: len(_FILLER)].casefold() == _FILLER
    known = kinds.says_nothing(text) or (_BEGINS.match(text) and _PLACEHOLDER.fullmatch(text))
    return bool(text and (known or not any(map(str.isalnum, text))))
