"""Make a proof, which shows an agency its part of a report: a page, a Word file, and a workbook for its comments."""

from collections.abc import Iterator, Mapping

from poatool.blocks import Run
from poatool.decisions.model import Clearance, Edit, State
from poatool.decisions.waivers import STALE
from poatool.findings.model import pin
from poatool.framework.columns import STATUS
from poatool.render.document import Document, Heading, Look, Passage, paragraph, words
from poatool.render.html import html_document
from poatool.render.report.words import in_words
from poatool.render.table import BLANK, Column, Listing
from poatool.render.text import file_name, report_title
from poatool.render.word.body import word_bytes
from poatool.render.xlsx import workbook_bytes
from poatool.reports import proofs as form
from poatool.reports.coverage_model import AgencyAnswer
from poatool.reports.year_end_model import ReportedUpdate, SetAside, YearEndReport
from poatool.submissions.update_ids import id_of
from poatool.text import actions, listed, publishable, slug

_STALE = "The coordinator is checking this text again, as it has changed."


def _parts(agency: str, proof: YearEndReport) -> Iterator[Heading | Passage]:
    plan = proof.edition.framework
    edits = {
        (now[0].update, decision.column): decision
        for decision, state, now, _ in proof.rulings
        if isinstance(decision, Edit) and state is State.APPLIED
    }
    contact = f" to {plan.source.contact}" if plan.source.contact else ""
    workbook = comments_name(agency)
    ask = f"Write your corrections, and who has cleared the texts, into {workbook}, and send it back{contact}."
    if any(update.links for update in proof.updates):
        ask += " To correct links, change your return and send it again."
    yield paragraph(f"{plan.title}: {report_title(proof.edition)}", look=Look.SUBTITLE)
    yield paragraph(f"Proof for {proof.edition.agency_name(agency)}", look=Look.TITLE)
    yield paragraph(Run("Not for publication. ", bold=True), ask, look=Look.NOTICE)
    yield Heading(1, words("What will be published"), "published")
    if not proof.updates:
        yield paragraph(_without_updates(agency, proof))
    for update in proof.updates:
        yield from _update(update, agency, proof, edits)
    yield from _withheld(agency, proof)
    yield from _set_aside(agency, proof)
    yield from _clearances(agency, proof)


def _without_updates(agency: str, proof: YearEndReport) -> str:
    nil = any(each.code == agency and each.nil_return for each in proof.coverage.agencies)
    instead = f"{proof.edition.agency_name(agency)} has nothing to report on any action." if nil else "Nothing."
    return proof.edition.framework.in_its_words(instead)


def _update(
    update: ReportedUpdate, agency: str, proof: YearEndReport, edits: Mapping[tuple[str, str], Edit]
) -> Iterator[Heading | Passage]:
    plan, assessed = proof.edition.framework, {action.code: action.assessed for action in proof.actions}
    yield Heading(2, words(f"{plan.in_its_words(actions(update.codes))} – {update.id}"), update.id)
    for code in update.codes:
        yield paragraph(Run(f"{code}. ", bold=True), proof.edition.by_code[code].text, look=Look.DETAILS)
    status = plan.status_by_id[update.status].label if update.status else "none"
    yield paragraph(f"Your status: {status}{_joint(update, agency)}", look=Look.DETAILS)
    if (edit := edits.get((update.id, STATUS))) is not None:
        sent = update.status_as_sent
        yield _edited(edit, plan.status_by_id[sent].label if sent in plan.status_by_id else sent or "")
    for code in update.codes:
        if (decided := assessed[code]) is not None:
            label = plan.status_by_id[decided.status].label
            why = plan.in_its_words(f"The report says {label} for Action {code}: ") + decided.because
            yield paragraph(why, look=Look.DETAILS)
    if update.answer is AgencyAnswer.POINTER:
        yield paragraph("This only points to another action, so it does not count as a report.", look=Look.DETAILS)
    for column, sent in update.unedited.items():
        yield paragraph(plan.column_by_id[column].heading, look=Look.SUBHEADING)
        yield from map(Passage, update.blocks.get(column, ()))
        if (edit := edits.get((update.id, column))) is not None:
            yield _edited(edit, sent)
    for column, addresses in update.links.items():
        yield paragraph(Run(f"{plan.column_by_id[column].heading}: ", bold=True), ", ".join(addresses))


def _joint(sent: ReportedUpdate | SetAside, agency: str) -> str:
    """The other agencies of a joint text, to be added to a line."""
    others = listed([other for other in sent.agencies if other != agency])
    return f" · together with {others}" if others else ""


def _edited(edit: Edit, sent: str) -> Passage:
    said = f"Edited: {edit.because.rstrip('.')}. You {f'wrote: “{sent}”' if sent else 'left it empty.'}"
    return paragraph(said, look=Look.DETAILS)


def _withheld(agency: str, proof: YearEndReport) -> Iterator[Heading | Passage]:
    plan = proof.edition.framework
    if proof.withheld:
        yield Heading(1, words("What is withheld"), "withheld")
    for update in proof.withheld:
        yield Heading(2, words(f"{plan.in_its_words(actions(update.codes))} – {update.id}"), f"withheld-{update.id}")
        why = update.withheld or "It may repeat what is withheld."
        yield paragraph(Run("Why: ", bold=True), why + _joint(update, agency))
        yield from (Passage(block) for blocks in update.blocks.values() for block in blocks)


def _set_aside(agency: str, proof: YearEndReport) -> Iterator[Heading | Passage]:
    if proof.set_aside:
        yield Heading(1, words("What was set aside"), "set-aside")
        yield paragraph("None of this is published until its return is corrected and sent again.")
    for number, entry in enumerate(proof.set_aside, 1):
        file, _, sheet, row = entry.source
        where = f"row {row}" if row else f"the whole {'sheet' if sheet else 'file'}"
        at = f"{file_name(file)}{f', sheet {sheet}' if sheet else ''}, {where}{_joint(entry, agency)}"
        yield Heading(2, words(at), f"aside-{number}")
        for column, text in entry.texts.items():
            label = proof.edition.framework.column_by_id[column].label
            yield paragraph(Run(f"{label} ", bold=True), text) if label else paragraph(text)
        for finding in entry.findings:
            stale, cell = finding.code == STALE.code, finding.place.cell
            of = words(f"{cell}: ", bold=True) if cell and not stale else ()
            yield paragraph(of, _STALE if stale else f"{finding.message} {finding.hint}")


def _clearances(agency: str, proof: YearEndReport) -> Iterator[Heading | Passage]:
    yield Heading(1, words("Cleared by"), "cleared")
    decided = (each for each, state, *_ in proof.rulings if isinstance(each, Clearance) and state is State.APPLIED)
    own = [each for each in decided if proof.edition.published_as(each.agency) == agency]
    for clearance in own:
        yield paragraph(in_words(clearance, proof.edition.framework))
    if not own:
        yield paragraph("Nobody has cleared these texts yet.")


def comments_name(agency: str) -> str:
    """The file name of the workbook for an agency's comments."""
    return f"{slug(agency, 'agency')}-comments.xlsx"


_WIDTHS = (22, 10, 14, 70, 70, 12, 22, 10, 20)


def _rows(agency: str, proof: YearEndReport) -> Iterator[tuple[str, ...]]:
    """The rows of the table of comments: each part of what a proof shows, beside cells for the agency to fill in."""
    plan = proof.edition.framework

    def row(
        about: tuple[str, str], part: str, text: str, sent: tuple[str, str], answer: str = BLANK
    ) -> tuple[str, ...]:
        printed = (publishable(each).strip() or form.NONE for each in (text, *about, part, agency))
        return *about, part, text, answer, BLANK, BLANK, agency, " ".join((*map(pin, sent), *form.hashes(*printed)))

    if not proof.updates:
        yield row((id_of(proof.period or "", agency), ""), form.WHOLE, _without_updates(agency, proof), ("", ""))
    headings = {name: column.heading for name, column in plan.column_by_id.items()}
    for update in proof.updates:
        about, whole = (update.id, listed(update.codes)), "\n".join(filter(None, update.unedited.values()))
        status = plan.status_by_id[update.status].label if update.status else ""
        yield row(about, headings[STATUS], status, (update.status_as_sent or "", whole))
        for column, sent in update.unedited.items():
            yield row(about, headings[column], update.texts[column], (sent, whole))
        for column, addresses in update.links.items():
            yield row(about, headings[column], ", ".join(addresses), ("", whole), form.IN_RETURN)


def proof_files(agency: str, proof: YearEndReport) -> dict[str, bytes]:
    """The files of a proof by name."""
    title = f"Proof for {agency}: {report_title(proof.edition)}"
    document = Document(title, proof.edition, tuple(_parts(agency, proof)), "proof", "PROOF")
    columns, caption = tuple(map(Column, form.HEADINGS, _WIDTHS)), f"{form.TITLE}{agency}"
    rows = [*_rows(agency, proof)]
    numbered = ((*row[:-1], f"{row[-1]} {number}/{len(rows)}") for number, row in enumerate(rows, 1))
    table = Listing("Comments", columns, tuple(numbered), caption=caption, note=form.NOTE)
    return {
        f"{slug(agency, 'agency')}.html": html_document(document),
        f"{slug(agency, 'agency')}.docx": word_bytes(document),
        comments_name(agency): workbook_bytes([table], proof.edition, f"{caption}: {report_title(proof.edition)}"),
    }
