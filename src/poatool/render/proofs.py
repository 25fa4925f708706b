"""The files of a proof: a page, a Word file, and a workbook for the agency's comments."""

from collections.abc import Iterator

from poatool.blocks import Run
from poatool.decisions.waivers import STALE
from poatool.framework.edition import Edition
from poatool.render.document import Document, Heading, Look, Passage, paragraph, words
from poatool.render.html import html_document
from poatool.render.report.words import in_words
from poatool.render.table import ASKED, tabulated
from poatool.render.text import file_name, report_title
from poatool.render.word.body import word_bytes
from poatool.render.xlsx import workbook_bytes
from poatool.reports.proposed import AGENCY, CLEARED, CORRECTION, LEAVE_OUT, PART, PINS, TEXT, UPDATE, Proof
from poatool.reports.year_end import ReportedUpdate
from poatool.text import actions, listed, publishable

_STALE = "The coordinator is checking this text again, as it has changed."


def _parts(proof: Proof, edition: Edition) -> Iterator[Heading | Passage]:
    """What will be published, what is withheld, what was set aside and why, and who cleared it."""
    plan, name_it = edition.framework, comments_name(proof.agency)
    ask = f"Write your corrections, and who has cleared the texts, into {name_it}, and send it back"
    yield from _opening(proof, edition, ask)
    if not proof.published:
        yield paragraph(words("Nothing."))
    for update in proof.published:
        yield from _update(update, proof, edition)
    if proof.withheld:
        yield Heading(1, words("What is withheld"), "withheld")
    for update, because in proof.withheld:
        yield Heading(2, words(f"{plan.in_its_words(actions(update.codes))} – {update.id}"), f"withheld-{update.id}")
        yield paragraph(Run("Why: ", bold=True), words(publishable(because)))
        yield from (Passage(block) for blocks in update.blocks.values() for block in blocks)
    if proof.set_aside:
        yield Heading(1, words("What was set aside"), "set-aside")
        yield paragraph(words("None of this is published until it is corrected in your workbook and sent again."))
    for number, entry in enumerate(proof.set_aside, 1):
        whole = "the whole sheet" if entry.sheet else "the whole file"
        where = f"row {entry.row}" if entry.row else whole
        sheet = f", sheet {entry.sheet}" if entry.sheet else ""
        yield Heading(2, words(publishable(f"{file_name(entry.file)}{sheet}, {where}")), f"aside-{number}")
        yield from [paragraph(words(publishable(entry.progress)))] if entry.progress else []
        for finding in entry.findings:
            stale, cell = finding.code == STALE.code, finding.place.cell
            at = words(f"{cell}: ", bold=True) if cell and not stale else ()
            yield paragraph(at, words(publishable(_STALE if stale else f"{finding.message} {finding.hint}")))
    yield Heading(1, words("Cleared by"), "cleared")
    cleared = [in_words(each, plan) for each in proof.cleared] or ["Nobody has cleared these texts yet."]
    yield from (paragraph(words(publishable(each))) for each in cleared)


def _opening(proof: Proof, edition: Edition, ask: str) -> Iterator[Heading | Passage]:
    plan = edition.framework
    yield paragraph(words(f"{plan.title}: {report_title(edition)}"), look=Look.SUBTITLE)
    yield paragraph(words(f"Proof for {edition.agency_name(proof.agency)}"), look=Look.TITLE)
    contact = f" to {plan.source.contact}" if plan.source.contact else ""
    yield paragraph(Run("Not for publication. ", bold=True), words(f"{ask}{contact}."), look=Look.NOTICE)
    yield Heading(1, words("What will be published"), "published")


def _nothing(proof: Proof, edition: Edition) -> Iterator[Heading | Passage]:
    """What will be published about an agency with nothing to report."""
    yield from _opening(proof, edition, "If this is not so, please send your workbook")
    said = f"{edition.agency_name(proof.agency)} has nothing to report on any action."
    yield paragraph(words(edition.framework.in_its_words(said)))


def _update(update: ReportedUpdate, proof: Proof, edition: Edition) -> Iterator[Heading | Passage]:
    plan = edition.framework
    yield Heading(2, words(f"{plan.in_its_words(actions(update.codes))} – {update.id}"), update.id)
    for code in update.codes:
        yield paragraph(Run(f"{code}. ", bold=True), words(edition.by_code[code].text), look=Look.DETAILS)
    status = plan.status_by_id[update.status].label if update.status else "none"
    with_others = [other for other in update.agencies if other != proof.agency]
    joint = f" · together with {listed(with_others)}" if with_others else ""
    yield paragraph(words(f"Your status: {status}{joint}"), look=Look.DETAILS)
    for code in update.codes:
        if (decided := proof.assessed.get(code)) is not None:
            label = plan.status_by_id[decided.status].label
            why = plan.in_its_words(f"The report says {label} for Action {code}: ") + decided.because
            yield paragraph(words(publishable(why)), look=Look.DETAILS)
    for each in proof.texts[update.id]:
        yield paragraph(words(plan.column_by_id[each.column].heading), look=Look.SUBHEADING)
        yield from map(Passage, update.blocks[each.column])
        if each.edit is not None:
            why = f"Edited: {each.edit.because} You wrote: “{each.sent}”"
            yield paragraph(words(publishable(why)), look=Look.DETAILS)
    for column, addresses in update.links.items():
        heading = Run(f"{plan.column_by_id[column].heading}: ", bold=True)
        yield paragraph(heading, words(publishable(", ".join(addresses))))


_NOTE = "Each row is a text of an update. Fill in the yellow cells: what should change, and who has cleared the text."


def comments_name(agency: str) -> str:
    """The name of the workbook for an agency."""
    return f"{agency}-comments.xlsx"


def comments_xlsx(proof: Proof, edition: Edition) -> bytes:
    """The texts of a proof, with cells to correct a text, leave it out, and name the person who clears it."""
    plan = edition.framework
    table = tabulated(
        "Comments",
        [text for texts in proof.texts.values() for text in texts],
        (UPDATE, 24, lambda each: each.update.id),
        ("Action", 12, lambda each: listed(each.update.codes)),
        (PART, 14, lambda each: plan.column_by_id[each.column].heading),
        (TEXT, 70, lambda each: each.update.texts[each.column]),
        (CORRECTION, 70, lambda _: ASKED),
        (LEAVE_OUT, 16, lambda _: ASKED),
        (CLEARED, 26, lambda _: ASKED),
        (AGENCY, 10, lambda _: proof.agency),
        (PINS, 20, lambda each: f"{each.was} {each.was_all}"),
        empty="Nothing will be published.",
        caption=f"Comments of {proof.agency}",
        note=_NOTE,
    )
    return workbook_bytes([table], edition, f"Comments of {proof.agency}: {report_title(edition)}")


def proof_files(proof: Proof, edition: Edition) -> dict[str, bytes]:
    """The files of a proof by name; nothing can be commented in one without texts."""
    title = f"Proof for {proof.agency}: {report_title(edition)}"
    parts = _nothing(proof, edition) if proof.nil else _parts(proof, edition)
    document = Document(title, edition, tuple(parts), "proof", "PROOF")
    return {
        f"{proof.agency}.html": html_document(document),
        f"{proof.agency}.docx": word_bytes(document),
        **({} if proof.nil else {comments_name(proof.agency): comments_xlsx(proof, edition)}),
    }
