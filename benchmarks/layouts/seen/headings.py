"""Headings, labels, titles and tabs as officials word them, by the content of their column."""

ACTION = (
    "Action ref.",
    "PoA action",
    "Ref no",
    "Action ID",
    "Which action?",
    "Action(s) reported on",
    "Plan action number",
    "Action point number",
    "Relates to action",
    "ACTION NUMBER (see plan)",
    "Action code",
    "Which action of the plan does this relate to?",
)
AGENCY = (
    "Agency reporting",
    "Department",
    "Entity",
    "Who is reporting?",
    "Organisation name",
    "Responsible party",
    "Owner",
    "Your agency",
    "Reporting body",
    "Accountable agency",
    "Delivery agency",
)
STATUS = (
    "Status (select)",
    "Where is it at?",
    "Delivery status",
    "State",
    "RAG / status",
    "Implementation status",
    "Overall status",
    "Current state",
    "Status at year end",
    "How is it going?",
)
PROGRESS = (
    "What was achieved",
    "Achievements",
    "What has been done?",
    "Delivered so far",
    "Activity undertaken",
    "Work completed",
    "Progress update",
    "Progress made",
    "Summary of activity and progress",
    "Describe your progress",
    "Implementation progress",
    "Key milestones reached",
    "Results achieved",
    "Actions taken by your agency",
)
WEAK_PROGRESS = (
    "Commentary",
    "Narrative",
    "Details",
    "Description",
    "Outcomes",
    "Highlights",
    "Agency comment",
    "Update",
    "Summary",
    "Response",
    "Agency response",
)
NEXT = (
    "What comes next",
    "What will you do next?",
    "Upcoming work",
    "Future plans",
    "Next 12 months",
    "Steps ahead",
    "Work planned",
    "Plans for the coming year",
    "Intended activity",
    "Forward look",
    "To be done next",
    "Planned next steps",
)
EVIDENCE = ("Hyperlink", "Link", "Supporting documents", "Web address", "Where published", "Sources")
ACTION_TEXT = (
    "Action (in full)",
    "Wording of the action",
    "Action description",
    "Text from the plan",
    "Action as agreed",
)
PLAN_LEAD = ("Lead (per plan)", "Lead agency in the plan", "Plan lead", "Lead/support")
SERIAL = ("Item", "Line", "S/N", "Row no.", "Seq")
RISK = ("Issues and risks", "Risk to delivery", "Risks", "Barriers")
MONEY = ("Spend ($000)", "FTE", "Cost to date ($k)", "Budget")
DATES = ("Date of entry", "Last changed", "Completed on", "Milestone date", "Date signed off")
SHARE = ("% complete", "Progress (%)", "Percent done", "Completion")
NOTES = ("Remarks for the secretariat", "Any other comments", "For internal use", "Note to coordinator", "Queries")

PLAIN = {
    "action": ("Action", "Action no.", "Action number"),
    "agency": ("Agency", "Reporting agency"),
    "status": ("Status", "Current status"),
    "progress": ("Progress", "Progress to date", "Progress this year"),
    "weak": ("Comments", "Commentary"),
    "next": ("Next steps", "Planned next steps"),
    "evidence": ("Evidence", "Links"),
    "action_text": ("Action text",),
    "notes": ("Notes", "Comments for the coordinator"),
}

BILINGUAL = {
    "action": ("Mahi / Action", "Action | Mahi", "Mahi (action no.)"),
    "agency": ("Tari / Agency", "Agency | Tari", "Umanga (Agency)"),
    "status": ("Tūnga / Status", "Status | Tūnga", "Te tūnga o nāianei (current status)"),
    "progress": ("Kaneke / Progress", "Progress | Kaneke", "Ngā mahi kua oti (what was done)"),
    "next": ("Ngā mahi e whai ake / Next steps", "Next steps | Ngā mahi e whai ake", "Hei mahi (next steps)"),
    "evidence": ("Taunakitanga / Evidence", "Evidence | Taunakitanga"),
}

GERMAN = {
    "action": ("Maßnahme", "Nr. der Maßnahme"),
    "agency": ("Behörde", "Zuständige Behörde"),
    "status": ("Stand", "Stand der Umsetzung"),
    "progress": ("Umsetzung", "Was wurde getan"),
    "next": ("Nächste Schritte", "Ausblick"),
}

SUFFIXES = (
    " *",
    " (required)",
    ":",
    " (up to 150 words)",
    " – see guidance note 3",
    "\n(free text)",
    " [mandatory]",
    " (please complete)",
)

TITLES = (
    "Plan of action: agency return",
    "Reporting form",
    "Year-end report to the secretariat",
    "Progress against the plan",
    "Stocktake of delivery",
    "Annual monitoring return",
    "Update for the cross-agency group",
    "Implementation reporting",
)

TABS = ("Sheet1", "Return", "Updates", "Data entry", "PoA", "Reporting", "Main", "Progress", "Table 1")

LABELS = {
    "agency": (
        "Agency",
        "Reporting agency",
        "Name of agency",
        "Return from",
        "Organisation",
        "Department or agency",
        "Submitted by (agency)",
        "Completed for",
    ),
    "action": ("Action", "Action number", "Action no", "Which action", "Ref"),
    "status": ("Status", "Current status", "Where it is at", "Delivery status", "State"),
    "progress": ("Progress", "Progress to date", "What was done", "Achievements", "Work completed"),
    "next": ("Next steps", "Planned next steps", "What comes next", "Future plans", "Forward look"),
    "period": ("Period", "Reporting period", "Year", "Reporting year", "Period covered"),
}

# Columns with text for somebody other than readers of the report.
PRIVATE = (
    "Briefing note for the Minister",
    "Internal comments – not for publication",
    "Lines to take",
    "For the steering committee only",
    "Legally privileged advice",
    "Media Q&As (in confidence)",
)

# Columns with text about something other than what was done.
OTHER_SUBJECTS = (
    "Risks and mitigations",
    "Background",
    "Why this matters",
    "Budget commentary",
    "Lessons for other agencies",
    "Dependencies",
    "Resourcing issues",
)


def count() -> int:
    """How many wordings there are."""
    lists = (ACTION, AGENCY, STATUS, PROGRESS, WEAK_PROGRESS, NEXT, EVIDENCE, ACTION_TEXT, PLAN_LEAD, SERIAL)
    more = (RISK, MONEY, DATES, SHARE, NOTES, TITLES, TABS, SUFFIXES, PRIVATE, OTHER_SUBJECTS)
    maps = (PLAIN, BILINGUAL, GERMAN, LABELS)
    return sum(map(len, (*lists, *more))) + sum(
        len(words) for words_by_role in maps for words in words_by_role.values()
    )
