"""PUB: signs that a text is unfinished, was withdrawn, or is not meant for readers."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from poatool.findings.model import Place, Severity
from poatool.phrases import phrases
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.wording import quoted, quotes
from poatool.submissions.evidence.kinds import TO_WRITER
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Cell
from poatool.submissions.prose import Signs
from poatool.submissions.restrictions.asides import QUOTED, asides_in, may_be_in_aside
from poatool.submissions.restrictions.remarks import certain_aside, may_hold_aside
from poatool.submissions.restrictions.texts import withheld_in
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.formatting import marked_words
from poatool.workbooks.model import Marks

_A_COLUMN = 3  # if a column has at least this many texts, all in one colour, the colour is only formatting
_MANY = 6  # if a column has at least this many texts, a colour on most of them is only formatting
_BANDS = 2  # banded rows are of two kinds: coloured and plain
# A ticked or empty box at the start of a list item. Within a text, `[x]` is a placeholder.
_TICKED = lazy_pattern(r"^[^\S\n]{0,20}(?:[-*•▪]\s{0,9})?\[[xX ]\](?=\s{0,9}\w)", re.MULTILINE)
# The social media name of an organisation, as opposed to a colleague's: `@MBIEgovtnz`, `@NZPolice`.
_HANDLE = r"(?:[\w.'’-]{0,40}(?:nz|NZ)|[A-Z]{3,40}[a-z][\w.'’-]{0,40})"
_QUERY = r"\((?:ref|source|check|correct|spelling|number|date|how\ many)\?\)"
_QUESTION = lazy_pattern(
    r"(?:(?<![^.!?;\n–—-])[^.!?;:\n“”\"‘–—\[]{0,200}\b(?i:you|this|these|here)\b|(?<=[.!;–—]\s))"
    r"[^.!?;:\n“”\"\[]{0,200}(?<!\?)\?(?![\w?])(?![^\n]{0,60}\bask)"
)
_MARK = lazy_pattern(
    rf"""(?!\[(?:\.{{3}}|…)\][^"”\n]{{0,200}}["”])\[[.…?_\s-]{{0,80}}\] | (?<=\w\ )\#{{2,80}}(?!\w) | \[[^\]\n]{{1,80}}\?\] | \A\[[^\[\]\n]{{20,300}}\]\Z
      | (?<!\w)(?!(?<=\b[Tt]he\ )XX\ [A-Z])(?<!Part\ )(?<!Volume\ )(?<!Chapter\ )(?<!Article\ )X{{2,80}}(?!\w|[ -](?i:centur))
      | (?<!\w)(?:DRAFT|TB[ACD]|x{{2,80}}|FYI|TODO|FIXME|[Nn]{{2,3}}(?=\ [a-z]))(?!\w) | >{{3}} | \{{[^{{}}\n]{{1,60}}\}} | {_QUERY}
      | (?<![\w.])@(?!{_HANDLE}\b)\w[\w.'’-]{{0,20}}(?:(?:\ \w[\w'’-]{{0,20}})?:|,?\ (?:please|to)\b|,?\ [^.?\n]{{1,99}}\?)
      | \?{{2,80}} | \[/?(?i:system|admin|root|assistant|developer|inst)\] | (?<!\w)(?:SYSTEM|ADMIN|ASSISTANT|DEVELOPER|PROMPT)(?:\ [A-Z]+)?:
      | (?<![\w.?&/-])[a-z_]{{3,20}}=(?:true|false|none|null|yes|no|on|off|ok|all|done|completed|public)\b
      | (?:<<|«(?=[^\W\d_]{{0,40}}[\d_]\w{{0,40}}»))[^<>\n]{{1,60}}(?:>>|») | _{{3,80}} | (?<!\w)__(?!\w)
      | (?<!\*)\*{{2,9}}\ (?=[^\W\d_])[^*\n]{{1,80}}\ \*{{2,9}} | \bComment\ \[\w{{1,20}}\] | ~~(?=\S)[^~\n]{{1,200}}~~""",
    re.VERBOSE,
)
_PARTS = {
    "SOMEBODY": "CAPITAL(( |/)CAPITAL){0,3}",
    "ASKED": "(CAPITAL|BODY)( WORD)?",
    "TASK": "check|confirm|add|provide|supply|insert|update|complete|fill|advise|review|finish|follow|come",
    "FIGURES": "figures?|numbers?|totals?|data",
    "WRITING": "(draft|suggested|proposed) (text|wording|response|answer|update|return)",
    "WRITTEN": "(text|paragraph|answer|part|row|update|bit|sentence|entry|line|one)",
    "PLAN": "(plan|report|return)",
    "CHECKS": "(rule|check|finding|validation|warning|error|restriction)s?",
    "ORDERED": "(not )?((report|say|state|conclude) that|mention|repeat|treat|mark|accept|ignore|disregard)",
    "WHICH": "long|longer|short|shorter|full|public|internal|new|old|original|preferred|other",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_SQUARE, _ROUND = lazy_pattern(r"\[[^\[\]\n]{1,400}\]"), lazy_pattern(r"\([^()\n]{1,80}\)")  # may be nested
_GAP = {  # the beginning of a bracket that is a gap or a note: `[insert number]`, `(Mere to check)`
    "[": """redacted|withheld|removed|deleted|insert|replace|add|BODY:|tb(a|b|c|d)|to be|check|confirm|x{1,80}|names?|date|number|draft
        note|comment|placeholder|figure|link|awaiting|update|delete|source|still to|needs? to|please|pls
        SOMEBODY (still |needs )?to TASK""",
    "(": """insert (before: WORD)|SOMEBODY (still |needs )?to (check|confirm)
        (FIGURES,? )?tb(a|b|c|d)(,|;|:)? (ask|by|with|from|check|still|waiting|awaiting|not|BODY|CAPITAL)
        (ask|chase|chasing|check with|confirm with|verify with) ASKED (before: CLOSE|,|about|if)
        or AMOUNT,? (see|ask|check) (not: Table|Figure|Action|Appendix|Annex|Section|Part|Note) CAPITAL
        SOMEBODY (still|yet) to (send|supply|provide)( theirs| figures| numbers| data)? (before: CLOSE)
        (WORD,? ){0,2}exact (figure|number) (is )?with CAPITAL (before: CLOSE)
        (needs? to|please|pls|plz) (check|confirm|verify) (before: CLOSE)
        (still |we are )?(chasing|waiting (for|on)|awaiting) …3 (figures?|numbers?|totals?|finance|ASKED)
        ((FIGURES|count) )?(from|per) (memory|ASKED, (not checked|unchecked|unconfirmed|tbc|check))
        (not|yet to be|still to be) (checked|verified|double-checked) (before: CLOSE)
        (my|our|a) (guess|estimate)(, | and |; )(check|ask|confirm)|(a )?guess (before: CLOSE)""",
}
_GAPS = {bracket: _phrases(listed) for bracket, listed in _GAP.items()}
_TO_COME = _phrases("""(ignore|disregard|skip|delete) this (row|line|entry|answer|text|cell)
    (FIGURES|text|words) (still |yet )?to (come|follow) (before: STOP)
    CAPITAL (still )?to (add|insert|redo|write) …2 (sentence|para|paragraph|line)""")
# Where a text, a line, a sentence or a bracket begins, and what one colleague writes to another there.
_BEGINS = lazy_pattern(r"^[^\w\n]{0,3}|[.!?(\[]\s?", re.MULTILINE)
_FIRST_PERSON = _phrases("I'(m|ve|d|ll)|I (have|am|think|thought|left|will|hope)")
_NOTE = _phrases("""leave (this |it )?(empty|blank) (if|where|when)|to be (honest|frank|candid)|tbh|frankly,|honestly,
    happy (for you|to (discuss|reword|change|shorten))|not sure (if|whether|how|what|we|this|I)|sorry (this|for)
    (same )?as (in|per) (the |our |my )?(draft|first draft|old text|mail|e-mail|attached) (before: $|STOP)
    let (me|us) know|feel free|apologies for|delete if|note to (self|editor|coordinator|reviewer)
    (WORD ){0,2}(note|message|instruction)s? (to|for) …5 WORD:
    (to |for |dear )?(the |our )?(compiler|coordinator|collator|editor|secretariat|whoever …9 WORD):
    thanks for (the extension|your)|as (discussed|agreed) in (our|my)|see (my WORD|(e-mail|email) (of|from)|cell CELL)
    (CAPITAL, )?(please|pls) (fix|correct|amend|reword|rewrite|rephrase|redo|finish|complete|double-check)
    (please|pls|(somebody|someone|CAPITAL) (still )?(needs|has) to) (WORD ){1,6}before …3 (send|sent|sending|submit-)
    CAPITAL(,|:)? (is|are|was|were|do|did|does|should|shall|can|could|have|has|will|would) (you|we|I|it|this|that|these|they)…?
    (or )?(is|was|are|were) (it|this|that|there|these|they) (WORD ){0,3}AMOUNT…?
    (WORD, )?(over to you|(can|could|would|will) you (please )?(check|confirm|add|send|let|shorten))
    (FIGURES|WRITTEN) (still |yet )?to (come|follow|be (confirmed|advised|added|supplied))|(awaiting|waiting) (for )?(the )?FIGURES
    ((please )?note that )?this( WRITTEN)? (is|was|belongs) (SHORT)(not (for|to|in|under)|nothing to do with) (this|our) PLAN
    not (meant )?for this PLAN
    this( WRITTEN)? (belongs|should go) (to|in|into|under|with) (the )?(action|row|line|cell|column)
    ((oops|sorry), )?this (is|was) (meant |intended )?for (the |our )?…2 (row|cell|column|tab|sheet) (not: of)
    (this is )?(in|under|against) the wrong (row|line|cell|box|column|action|tab|sheet)
    (please |pls )?(move|shift|paste|put) this (to|in|into|under|against) …3 (row|cell|column|tab|sheet|action AMOUNT)
    too (much|long|detailed)…?|(do|should) we (want to )?(say|mention|keep|name) this…?
    (should|can|may|could|is) (this|it) … (publi-|report-|released|go out|goes out)…?
    (WORD, )?(is|are) (this|these|that) (still )?(right|correct|true|ok)…?
    (WRITING,?|draft,) (BREAK)?(awaiting|pending|subject to|not yet|needs)( WORD)?
    internal( notes?| comments?)?: (not: LINE external)
    (or|alternatively|WHICH (text|version|wording|answer)):
    (you are|act as) (an?|the) …2 (assistant|model|chatbot|agent|ai)
    (ignore|disregard|forget|override|bypass|skip) ((all|any|the|your|every|each) ){0,2}((previous|prior|above|earlier) WORD|markings?|instructions?|CHECKS)
    accept (all|any|every|each) CHECKS (before: STOP)|(WORD ){0,3}(ai|llms?|chatbots?|copilot|language models?)( WORD){0,5} (must|should|shall|are to|please) ORDERED
    (WORD ){0,4}(reading|summari(s|z)ing|processing|parsing|checking) th(is|ese) (WORD ){1,3}(must|should|shall|is to|are to|please) ORDERED
    (hi|hello|dear|kia ora|good (morning|afternoon)) WORD( WORD){0,3} (before: ,)|(certainly|sure|of course)! here""")
_HEAD = _phrases("""(WRITING|draft|tuhinga (hukihuki|tauira)) (before: only|:|BREAK|VERSION)
    (withdrawn|retracted|superseded|obsolete|placeholder) (before: STOP)
    (option|alternative|version) (a|b|c|d|1|2|3|4)(JOINT(WORD )?(WORD)CLOSE)?:""")  # at the beginning of the text
_SHOUTED = lazy_pattern(r"(?:NOT|OLD|WRONG|WAIT|STOP|HOLD|SKIP)(?: [A-Z]{1,20}){0,4}(?=\s?[:–—-]\s)")
_OR = lazy_pattern(r"OR(?=[:,]?\s)")
_TRACE = lazy_pattern(  # traces of e-mails, chats, comments, formulas and other programs
    r"""<!-- | </?(?:del|strike|s)\b[^>\n]{0,80}> | \[\d{1,2}[.:]\d\d[^\]\n]{0,5}\]\ \w{2,20}(?:,?\ \w{2,20})?: | \b(?:Subject|Sent|Deleted|Inserted|Formatted):(?=\s)
      | \([\w.’'-]{1,20}(?:\ [\w.’'-]{1,20})?,?\ \d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\ \d{1,2}:\d\d | \#(?:REF|NAME|VALUE|DIV/0)[!?]
      | \b(?:max(?:imum|\.)?|in\ no\ more\ than)\ (?:of\ )?\d{2,4}\ words\b | \(tb[acd]\) | \bCommented\ \[\w{1,20}\]""",
    re.VERBOSE | re.IGNORECASE,
)
# Marks that make sense to readers, as in `The date is TBC`; these give only a warning.
_PERHAPS = lazy_pattern(rf"DRAFT|\(?(?i:TB[ACD])\)?|FYI|{_QUERY}")
_SIGNS = Signs(
    "[ @ ? < _ { « = system: admin: prompt: developer: copilot llm override bypass skip accept reading summari processing parsing checking alternativ assistant model chatbot agent ignore disregard forget option version wording: text:"
    " honest frank candid tbh answer: internal: xx ~~ ** >>> ## |i| draft suggested proposed insert tuhinga |tba| |tbc| |tbd| fyi todo fixme note check guess |ask| chas |still| exact"
    " confirm hello dear kia good happy sure |let| feel delete |you| |see| sorry belongs please pls apologies thanks"
    " discussed agreed waiting |ai| |go| |nn| |nnn| advised added supplied # certainly course words"
    " verif memory leave compiler: coordinator: collator: editor: secretariat: whoever marking instruction message |row| |cell| |column| |tab| |sheet| |wrong| |move| |shift| |paste| |put|"
    " withdrawn retracted superseded obsolete placeholder sentence |para| paragraph |line| |mail| |attached| |old| |plan| |report| |return| |send| |sent| |sending| submit",
    lazy_pattern(
        r"\A[(\[]?or[:,]?\Z|\A(?:not|old|wrong|wait|stop|hold|skip)\b|(?:hi|over|come|follow)\b|\b(?:subject|sent|deleted|inserted|formatted|comments?):|\d:\d"
    ),
)
"""Every text with a draft mark contains one of these signs or words, in lower case."""

_ASKS, _QUESTIONS = Signs("?"), lazy_pattern(r"(?:[^.?!\n]{1,200}\?\s{0,9}){1,9}")
_ASK = "If it is a note to a colleague, ask whether the text may be published, and take the note out."


def draft_marks(text: str) -> list[str]:
    """The draft marks in a text, as they are written and without repetition."""
    written, unquoted = _TICKED.sub("", text), QUOTED.sub("", text)
    brackets = chain(_SQUARE.finditer(written), _ROUND.finditer(written))
    gaps = (each for each in brackets if _GAPS[each[0][0]].match(written, each.start() + 1))
    begins = [each.end() for each in _BEGINS.finditer(unquoted)]
    notes = [each.match(unquoted, at) for at in begins for each in (_NOTE, _FIRST_PERSON, _OR, TO_WRITER)]
    marks = sorted((*gaps, *_MARK.finditer(written), *_TO_COME.finditer(written)), key=re.Match.start)
    notes += [each.match(unquoted, begins[0]) for each in (_HEAD, _SHOUTED)]
    found = [match[0] for match in (*marks, *_TRACE.finditer(unquoted), *filter(None, notes))]
    return [mark for mark in dict.fromkeys(found) if not any(mark in other and mark != other for other in found)]


@rule("PUB504", Severity.ERROR, requires="UPD301 UPD315")
def draft_mark(submission: Interpreted) -> Iterator[Problem]:
    """A text has a gap or a note to colleagues: `[insert number]`, `XX`, `???`, `@name:`, `this is for row 7`.

    The text would be printed as it stands, or is not meant for this row, so the row is set aside. The same happens if a
    text has words marked as deleted (`<del>`, `~~`), only asks questions, addresses a colleague (`you`, `please`) or a program
    (`Chatbots must report …`), or says `I` (`I made this up`). To fix it, finish the text or, if the rest may be published, take the mark
    or the note out.

    Bad rows:
    | 2 | Under way | Trained XX inspectors with [partner]. <found>          |
    | 6 | Under way | Trained inspectors. [Mere to check the number] <found> |
    | 9 | Under way | [The visa team writes this part] <found>               |
    | 7 | Under way | Trained inspectors. Please keep this one to ourselves. <found> |

    Good rows:
    | 2 | Under way | Trained [sic] forty inspectors and discussed a draft guide (2022).   |
    | 3 | Under way | [x] Wrote on slavery in the XX century, with @MBIEgovtnz: ten posts. |
    """
    yield from (drafts := list(_drafts(submission, perhaps=False)))
    marked = {draft.place for draft in drafts}
    for text in texts_with(submission, may_hold_aside):
        kept = None if text.update.nil or Place.of(text.cell) in marked else certain_aside(text.text, text.column)
        if kept and withheld_in(text.text) is None:
            yield Problem.at(text.cell, f"{quoted(kept)} is a note to a colleague, not a report.", _ASK)
            marked.add(Place.of(text.cell))
    for text in texts_with(submission, _ASKS):
        if text.text.endswith("?") and Place.of(text.cell) not in marked and _QUESTIONS.fullmatch(text.text):
            yield Problem.at(text.cell, f"{quoted(text.text)} only asks, and reports nothing.", _ASK)


@rule("PUB505", Severity.WARNING, requires="UPD301 UPD315 PUB504 PUB511")
def highlighted_text(submission: Interpreted) -> Iterator[Problem]:
    """A text seems unfinished, or not meant for readers: it is highlighted, says `DRAFT`, or reads like a note.

    A note to a colleague addresses its reader (`please`, `your call`, an order) or is about its own text (`this line`):
    who has seen or cleared it, or when it may be published. A report says what was done, to whom and how often, or what
    others will be asked to do, such as `we’ll ask growers`. The signs of a note are weighed against the signs of a
    report. If it is a note, ask whether the text may be published, and take the note out. If it is not a note, leave
    it. A highlighted cell is usually unfinished. A colour on most texts of a column, or on every second row, is only
    formatting. To fix it, finish the text, and take out a word such as `DRAFT`, or clear the colour
    (Home > Fill Colour > No Fill).

    Bad rows:
    | 2 | Under way | Trained inspectors; the next date is TBC. <found>                 |
    | 3 | Under way | Wrote a guide for employers. <mark> <found>                       |
    | 5 | Under way | Sent a leaflet. Hemi wants to see this before it goes up. <found> |
    | 7 | Under way | Sent a leaflet to each town.                                      |

    Good rows:
    | 2 | Under way | Trained forty inspectors. <mark>          |
    | 3 | Under way | Wrote a guide for employers. <mark>       |
    | 5 | Under way | Put up posters in twelve airports. <mark> |
    """
    yield from (drafts := list(_drafts(submission, perhaps=True)))
    marked = {draft.place for draft in drafts}
    asides = ((text, asides_in(text.text, text.column)) for text in texts_with(submission, may_be_in_aside))
    notes = ((text, notes[0], "may be a note to a colleague rather than a report") for text, notes in asides if notes)
    asking = ((text, _QUESTION.search(QUOTED.sub("", text.text))) for text in texts_with(submission, _ASKS))
    questions = ((text, ask[0].strip(), "is a question, which reports hardly ever ask") for text, ask in asking if ask)
    for text, quote, what in chain(notes, questions):
        if not text.update.nil and Place.of(text.cell) not in marked and withheld_in(text.text) is None:
            marked.add(Place.of(text.cell))
            yield Problem.at(text.cell, f"{quoted(quote)} {what}.", _ASK)
    for text in _highlighted(submission):
        if Place.of(text.cell) not in marked:
            message = "The cell is highlighted, which usually means that it is not finished."
            hint = "Finish the text, then clear the colour (Home > Fill Colour > No Fill)."
            yield Problem.at(text.cell, message, hint)


def _drafts(submission: Interpreted, *, perhaps: bool) -> Iterator[Problem]:
    """Report texts with draft marks: if `perhaps`, those whose marks all make sense to readers; otherwise the rest."""
    for text in texts_with(submission, _SIGNS):
        marks = draft_marks(text.text)
        withheld = withheld_in(text.text) or "" if marks else ""  # PUB513 reports marks in such words
        left = [mark for mark in marks if mark not in withheld]
        if left and perhaps is all(_PERHAPS.fullmatch(mark) or _FIRST_PERSON.fullmatch(mark) for mark in left):
            message = f"This looks like a draft: {quotes(left)}."
            yield Problem.at(text.cell, message, "Finish the text, or take these words out.")


def _highlighted(submission: Interpreted) -> Iterator[Text]:
    """The highlighted texts, except those in columns whose colour is only formatting."""
    cells = ((sheet.name, cell) for sheet in submission.submission.sheets for cell in sheet.cells if cell.marks)
    marked = {(name, cell.row, cell.column) for name, cell in cells if Marks.HIGHLIGHTED in cell.marks}
    columns = by_first(((text.cell.sheet, text.cell.column), text) for text in submission.texts if marked)
    for (sheet, column), texts in columns.items():
        coloured = [text for text in texts if (sheet, text.cell.row, column) in marked]
        mostly = len(coloured) == len(texts) >= _A_COLUMN or len(coloured) * 2 > len(texts) >= _MANY
        rows = {text.cell.row for text in coloured}
        looks = {(text.cell.row in rows, text.cell.row % 2) for text in texts}
        banded = len(texts) > _A_COLUMN and len(looks) == len({odd for _, odd in looks}) == _BANDS
        yield from () if mostly or banded else coloured


_EMPTY_LINES = "\n" * 9  # hardly any cell is so high that it shows text below so many empty lines


@rule("PUB511", Severity.ERROR)
def struck_through_text(submission: Interpreted) -> Iterator[Problem]:
    """Text to be published is struck through, in whole or in part, or nobody can see it.

    The report would print such a text like any other, although the agency withdrew it or never saw it, so the row is
    set aside. A whole row gives one finding, at its first cell. To fix it, delete what does not count; remove the line
    from the rest (Ctrl+1 > Font > Strikethrough), or give the rest another colour or size.

    Bad rows:
    | 2 | Under way | Trained <s>thirty</s> forty inspectors. <found> |
    | 3 | Under way | <s>Wrote a guide for employers.</s> <found>     |

    Good:
    | Action | Status    | Progress                  | Notes                  |
    | 2      | Under way | Trained forty inspectors. | <s>Ask Mere first.</s> |
    """
    published = submission.edition.framework.published_columns
    hint = "Delete the text if it no longer counts; otherwise remove the line (Ctrl+1 > Font > Strikethrough)."
    without = "struck through, but would be published without the line."
    # Rows that continue a row are set aside with it: `rows: 6 to 7`.
    added = (u for u in submission.updates if u.row.continues and "status" not in u.row.cells)
    last = {(update.table.sheet, update.row.continues): update.row.number for update in added}
    for update in submission.not_plain:
        last_row = last.get((update.table.sheet, update.row.number))
        cells = [(column, cell) for column, cell in update.row.cells.raw.items() if column in published]
        found = {column: words for column, cell in cells if (words := marked_words(cell)) is not None}
        own = [column for column, cell in cells if cell.row == update.row.number]
        if len(own) > 1 and all(found.get(column) == () for column in own):
            yield Problem.at(_first(update, own), f"The whole row is {without}", hint).until(last_row)
            found = {column: words for column, words in found.items() if column not in own}
        for column, words in found.items():
            subject = f"{quotes(words)} {'is' if len(words) == 1 else 'are'}" if words else "The cell is"
            yield Problem.at(update.row.cells[column].cell, f"{subject} {without}", hint).until(last_row)
        filled = [(column, cell) for column, cell in cells if cell.text.strip()]
        if unseen := [column for column, cell in filled if marked_words(cell, Marks.UNSEEN) is not None]:
            message = "This text is invisible (white, tiny or hidden by its format), but it would be published."
            show = "Delete it if it does not count. If it does, give it another colour or size, and the format General."
            yield Problem.at(_first(update, unseen), message, show).until(last_row)
    for text in submission.texts:
        if _EMPTY_LINES in text.text.replace(" ", ""):
            message = "The text goes on below many empty lines, where its cell does not show it."
            yield Problem.at(text.cell, message, "Delete the empty lines, and whatever does not count.")


def _first(update: Update, columns: Iterable[str]) -> Cell:
    return min((update.row.cells[column].cell for column in columns), key=lambda cell: cell.column)
