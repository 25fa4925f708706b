"""What this set draws its headings and texts from, and the list of its kinds."""

from layouts.draw import Bank, Foreign, Kinds
from layouts.unseen import headings, texts

BANK = Bank(
    headings={
        "action": headings.ACTION,
        "agency": headings.AGENCY,
        "status": headings.STATUS,
        "progress": headings.PROGRESS,
        "weak": headings.WEAK_PROGRESS,
        "next": headings.NEXT,
        "evidence": headings.EVIDENCE,
        "action_text": headings.ACTION_TEXT,
        "plan_lead": headings.PLAN_LEAD,
        "serial": headings.SERIAL,
        "risk": headings.RISK,
        "money": headings.MONEY,
        "date": headings.DATES,
        "share": headings.SHARE,
        "notes": headings.NOTES,
    },
    plain=headings.PLAIN,
    bilingual=headings.BILINGUAL,
    suffixes=headings.SUFFIXES,
    titles=headings.TITLES,
    tabs=headings.TABS,
    labels=headings.LABELS,
    texts=texts.GENERAL,
    theme=texts.THEME,
    steps=texts.STEPS,
    traps=texts.TRAPS,
    notes=texts.NOTES,
    risks=texts.RISKS,
    stems=("return", "update", "plan of action update", "Annual return final", "PoA_return", "upload"),
    foreign={"fr": Foreign(texts.FRENCH, texts.FRENCH_STEPS)},
)

SET = Kinds(BANK)
kind = SET.kind
