"""AGY: updates whose rows name no agency."""

from collections.abc import Iterator
from itertools import chain, groupby, islice

from poatool.findings.model import Place, Severity
from poatool.framework.names.agencies import agencies_in
from poatool.phrases import phrases
from poatool.rules.agencies.names import FOR_THE_AGENCY
from poatool.rules.places import where_said
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.wording import at_end, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Scoped
from poatool.submissions.statements.scope import AGENCY, OF_LABELS, Level
from poatool.text import lazy_pattern, listed
from poatool.workbooks.model import trimmed


@rule("AGY410", Severity.ADVICE, requires="AGY403", was="AGY411 agency-from-properties agency-from-title")
def agency_inferred(submission: Interpreted) -> Iterator[Problem]:
    """Only a tab, a title, a name above the table, the file's name or its properties show which agency the rows are from.

    The most explicit of these counts. If only the first row of a group names an agency, that agency counts for the
    whole group. To fix it, if the rows are from another agency, write that agency in a labelled cell above the table or
    in each row.

    Bad unsigned:
    | NZ Police <found> |           |                           |
    | Action            | Status    | Progress                  |
    | 2                 | Under way | Trained forty inspectors. |

    Good unsigned:
    | Agency: | NZ Police |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    hint = "If that is right, nothing needs to be done. To be sure, write “Agency:” and the name above the table."
    first: dict[tuple[str, int, Cell | None], tuple[Scoped, Update]] = {}
    for update in submission.updates:
        stated = update.scoped if update.agencies else None
        if stated and stated.level not in (*OF_LABELS, Level.HIDDEN) and stated.where not in FOR_THE_AGENCY:
            first.setdefault((stated.where or stated.text, stated.level, stated.cell), (stated, update))
    for stated, update in first.values():
        of_sheet = update.table.sheet if stated.level in (Level.TAB, Level.MENTION) else None
        place = Place.of(stated.cell) if stated.cell else Place(submission.submission.path, of_sheet)
        says = f"{where_said(stated)} says {at_end(stated.cell.raw if stated.cell else stated.text)}"
        yield Problem(place, f"Rows count for {listed(update.agencies)}, because {says}", hint)
    for _, group in groupby(submission.updates, lambda update: (update.table.sheet, update.table.header_row)):
        for update in islice((each for each in group if each.row.in_group), 1):
            codes = listed(update.agencies)
            message = f"Rows without an agency count for the agency above. This is the first such row, for {codes}."
            in_rows = "If that is right, nothing needs to be done. To be sure, write the agency in every row."
            yield Problem(Place.of(update.row.first), message, in_rows)


_HEARD = """(we|I) (have )?(hear|heard) (about|of|that)|we were told|rumou?r-|(we|I) (assume|guess)|apparently|reportedly
    (somebody|someone|a (friend|colleague|contact)) … told (us|me)|as far as (we|I)( can)? (know|tell)|to our knowledge"""
_DENIED = """(we|BODY) (had|have|has|took|played) no (part|role|hand) in (it|this|that|them|these)
    (we|BODY) (was|were|is|are) not (part of|involved in) (it|this|that|them|these)|not our (own )?(work|doing)"""
_OF_OTHERS = """(is|was) (their|the) (work|text)|(do|did|does) (it|this|that)|not (us|ours|our)
    ^((this|text|row|all) )?((is|was) )?(copied|pasted|taken) from …4 (return|report|text|update|answer|row)"""
_SURMISED = f"{_HEARD}|(we|I) (understand|gather|believe) that|presumably|probably|it (seems|appears) that"
_SURMISE, _HEARSAY, _NOT_OURS, _THEIRS = (phrases(e, case="any") for e in (_SURMISED, _HEARD, _DENIED, _OF_OTHERS))
_NAME = r"(?: the)? [A-ZĀ-Ū][\w’'-]*(?: (?:of|for|and|the|&|[A-ZĀ-Ū][\w’'-]*)){0,9}"
_SPEAKS = lazy_pattern(  # speaks as somebody: `As Customs we`, `We at Customs`
    rf"(?:\A|[.;:!?]\s)(?:As|In our (?:role|capacity) as){_NAME},? (?:we|our)\b|\b[Ww]e,?(?: at| of| in| from| as)?{_NAME}",
    needs=("we", "our"),
)
_SIGNS = lazy_pattern(
    r"\Aas\Z|\Awe,?\Z|hear|told|rumou|assume|guess|apparent|reported|know|tell|part\b|role\b|hand\b|involved|work\b|doing|understand|gather"
    r"|believe|presumab|probab|seems|appears"
)
"""A quick test: every match of the phrases above contains one of these."""


@rule("AGY417", Severity.ERROR)
def agency_by_hearsay(submission: Interpreted) -> Iterator[Problem]:
    """A row is not its agency's own report: the agency took no part, or the writer only heard of the work or guessed.

    A lead agency or a joint return may say what others did; such rows are published under the others' names (AGY403).
    But hearsay about an agency is not its report. Nor is a text that speaks as another agency (`We at Customs …`), or
    one with words in or beside it which say that the work is not the agency's. Such rows are set aside. To fix it, ask
    the other agency what it did, or delete the row.

    Bad:
    | Agency: | DIA          |           |                                                           |
    | Action  | Agency       | Status    | Progress                                                  |
    | 2       | MBIE <found> | Under way | As far as we know, inspectors were trained.               |
    | 3       | DIA          | Under way | Nine firms probably read the guide.                       |
    | 5       | DIA          | Under way | Customs boarded nine ships; we had no part in it. <found> |
    | 6       | DIA          | Under way | As NZ Customs we boarded nine ships. <found>              |
    """
    others = {id(update) for update in of_others(submission)}
    likely = {id(text.update) for text in texts_with(submission, _SIGNS.search)}

    def names_another(text: str, update: Update) -> bool:
        named = {*map(submission.edition.published_as, agencies_in(submission.edition.framework, text))}
        return bool(named) and named.isdisjoint(update.agencies)

    for update in submission.updates:
        strange, raw = id(update) in others, update.row.cells.raw
        texts = [(raw[column], text) for column, text in update.texts.items()] if id(update) in likely else []
        remarks = [(cell, trimmed(cell.value)) for cell in (raw.get("notes"), *update.row.other) if cell]
        heard = ((cell, text, (_SURMISE if strange else _HEARSAY).search(text)) for cell, text in texts)
        found = chain(
            ((cell, sign) for cell, text, sign in heard if sign and (strange or names_another(text, update))),
            ((c, sign) for c, text in texts if (sign := _NOT_OURS.search(text)) and not names_another(sign[0], update)),
            ((c, sign) for c, text in texts if (sign := _SPEAKS.search(text)) and names_another(sign[0], update)),
            ((c, sign) for c, text in remarks if (sign := _THEIRS.search(text)) and names_another(text, update)),
        )
        for cell, sign in islice(found, 1):
            at = update.cell(AGENCY) if strange else update.row.cells.origin.cell(cell)
            yield Problem.at(at, f"{quoted(sign[0])} shows that this is not {listed(update.agencies)}'s own report.")


def of_others(submission: Interpreted) -> Iterator[Update]:
    """The updates whose rows name only agencies other than the agency of the workbook."""
    mine = submission.owner.code if submission.owner is not None else None
    for update in submission.updates if mine else ():
        cell = update.row.cells.raw.get(AGENCY) if update.named_agencies is not None else None
        stated = cell is not None and (cell.row == update.row.number or update.row.in_group)
        if stated and update.agencies and mine not in update.agencies:
            yield update
