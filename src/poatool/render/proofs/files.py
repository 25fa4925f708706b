"""The files of a proof: a page, a Word file, and a workbook for comments."""

from __future__ import annotations

from html import escape

from poatool.framework.edition import Edition
from poatool.render.document import Heading, Look, Passage
from poatool.render.html_blocks import html_blocks, html_runs
from poatool.render.markup import html_page
from poatool.render.proofs.comments import comments_name, comments_xlsx
from poatool.render.proofs.document import proof_document, proof_parts
from poatool.render.word.body import word_bytes
from poatool.reports.proofs import Proof

_IN_HEADER = (Look.TITLE, Look.SUBTITLE, Look.NOTICE)


def proof_files(proof: Proof, edition: Edition) -> dict[str, bytes]:
    """The files of a proof by name."""
    return {
        f"{proof.agency}.html": proof_html(proof, edition),
        f"{proof.agency}.docx": word_bytes(proof_document(proof, edition)),
        comments_name(proof.agency): comments_xlsx(proof, edition),
    }


def proof_html(proof: Proof, edition: Edition) -> bytes:
    """A proof as one page."""
    parts = list(proof_parts(proof, edition))
    notice = next(html_blocks([p.block]) for p in parts if isinstance(p, Passage) and p.look is Look.NOTICE)
    body = "\n".join(_html(part) for part in parts if isinstance(part, Heading) or part.look not in _IN_HEADER)
    title = proof_document(proof, edition).title
    notice = notice.replace("<p>", '<p class="column">')
    return html_page("proof.html.jinja", edition.framework, subtitle=title, notice=notice, body=body)


def _html(part: Heading | Passage) -> str:
    if isinstance(part, Heading):
        level = part.level + 1
        return f'<h{level} id="{escape(part.anchor)}">{html_runs(part.runs)}</h{level}>'
    written = html_blocks([part.block])
    return written if part.look is Look.BODY else written.replace("<p>", f'<p class="{part.look}">', 1)
