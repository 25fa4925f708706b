"""ACT: doubtful readings of actions, and texts that begin with another action than their row's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import How
from poatool.framework.reference.resolve import index_of, mentions
from poatool.rules.registry import Problem, is_progress, once, rule
from poatool.rules.wording import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions, lazy_pattern, listed


@rule("ACT217", Severity.WARNING, requires="ACT204", was="ACT218 action-text-misspelt numbers-of-rows")
def action_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """A wording differs slightly from the plan's, a range has gaps, or one text is merged over rows on several actions.

    A wording that resembles only one action counts for that action, and `Action 7: franchises` counts for Action 7
    unless its words fit another action better. A text merged over several rows counts for each of their actions, and
    a range for those of its actions that the plan has. To fix it, write the numbers of the actions in a column `Action`.

    Bad rows:
    | Identify mecanisms to assist in bilding greater child safeguarding measures in the Pacific. <found> | Under way | Published a study. |

    Good:
    | No. | Status    | Progress               |
    | 1   | Under way | Trained forty of them. |
    """
    index = index_of(submission.edition, suggest=False)
    for update in submission.updates:
        for piece in update.references.pieces:
            titled = [step.target for step in piece.via if step.how is How.TITLE]
            if titled and not piece.paraphrase and not _as_worded(piece.text, submission.edition.by_code[titled[0]]):
                message = f"The text was read as Action {titled[0]}, but the plan words it differently."
                fix = Fix(titled[0], safe=False) if len(update.references.pieces) == 1 else None
                hint = f"If that is meant, write {titled[0]} in this cell."
                yield Problem.at(update.cell("action"), message, hint, fix)
                break
        ranges = ([step.target for step in piece.via if step.how is How.RANGE] for piece in update.references.pieces)
        if missing := [code for each in ranges for code in index.lacking(each)]:
            message = f"{quoted(update.references.text)} includes {listed(missing)}, which the plan does not have."
            yield Problem.at(update.cell("action"), message, "Correct the range, or list its actions one by one.")
        if update.row.shared:
            message = "One text is merged over rows on several actions, so it counts for each action."
            hint = "If that is wrong, write what was done for each action in its row."
            yield Problem.at(update.row.first, message, hint)


def _as_worded(text: str, action: ActionStanding) -> bool:
    """Whether a text contains, or is the beginning of, one of the action's wordings, current or former."""
    folded = fold(text)
    return any(wording in folded or wording.startswith(folded) for wording in map(fold, action.action.wordings))


@rule("ACT215", Severity.WARNING, was="ACT216 prose-cites-no-action text-of-another-action")
def other_action_in_text(submission: Interpreted) -> Iterator[Problem]:
    r"""A text, or a part of it, begins with the number of another action than its row's.

    Rows are often pasted one line off. To fix it, correct the action or the text, or give each action its own row with
    its part of the text.

    Bad:
    | Action | Status    | Progress                                                                         |
    | 2      | Under way | Ran two workshops in Napier.                                                     |
    | 3      | Under way | Met the unions in May.                                                           |
    | 5      | Under way | Action 3: wrote a guide for workers. <found>                                     |
    | 8      | Under way | Action 8: trained inspectors.\nAction 9: wrote a leaflet for employers. <found> |

    Good rows:
    | 2 | Under way | Action 2: trained forty inspectors.                    |
    | 3 | Under way | Action 2 was the first that was finished.              |
    | 5 | Under way | Set up Action 40 of the Pacific Strategy in two towns. |
    | 9 | Under way | Spoke at a forum (until 2021 this was Action 26).      |
    """
    yield from texts_on_other_actions(submission)[0]


@once
def texts_on_other_actions(submission: Interpreted) -> tuple[list[Problem], list[Problem]]:
    """Problems with texts on other actions than their rows': single ones, and those in tables with mostly such texts."""
    single, moved, by_table = list[Problem](), list[Problem](), defaultdict[int, list[Problem]](list)
    for text in (each for each in submission.texts if is_progress(each) and each.update.references.resolved):
        if fault := _in_parts(text.update, _parts(text.text, submission.edition)):
            by_table[id(text.update.table)].append(Problem.at(text.cell, *fault))
    for table in submission.submission.tables:
        found = by_table[id(table)]
        (moved if len(found) > 1 and len(table.updates) < 2 * len(found) else single).extend(found)
    return single, [problem._replace(hint=_MOVED) for problem in moved]


_MOVED = "The same goes for most rows: a column may have been sorted or moved by itself. Correct the table."


_HEADED = lazy_pattern(
    r"[^\S\n]{0,9}(?:,?\s{0,3}\(?cont(?:inued|['’]?d)?\.?)?(?:[)\]]{0,2}[:–—]|[)\]]{1,2}(?=\s)|-(?=\s)|\.(?=\s))"
)
_LINE = lazy_pattern(r"(?im)^[^\w\n]{0,4}(?:(?:for|on|re|under)\s)?(?=actions?\b)", needs=("action",))


def _in_parts(update: Update, parts: Mapping[int, tuple[str, ...]]) -> tuple[str, str] | None:
    """The message and hint on a text with parts such as `Action 8: …`; None if every part is in the right row."""
    strange = [codes for codes in parts.values() if set(update.codes).isdisjoint(codes)]
    others = list(dict.fromkeys(code for codes in strange for code in codes))
    if len(parts) == len(strange) == 1 and 0 in parts:
        message = f"The row is about {actions(update.codes)}, but its text is about {actions(others)}."
        return message, "Correct the action of the row, or the text."
    if strange:
        message = f"Part of the text is about {actions(others)}, but published under {actions(update.codes)}."
        return message, "Give each action a row with its part of the text."
    return None


def _parts(text: str, edition: Edition) -> Mapping[int, tuple[str, ...]]:
    """The actions named at the beginning of each part of a text (`Action 8: …`), by the position of the part."""
    found, lines = dict[int, tuple[str, ...]](), {match.end(): match for match in _LINE.finditer(text)}
    for mention in mentions(edition, text) if lines else ():
        line = lines.get(mention.start)
        if line and _HEADED.match(text, mention.start + len(mention.text)):
            found[line.start()] = mention.references.codes
    return found
