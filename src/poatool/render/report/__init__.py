"""The year-end report: the published page, its tables, and the machine document."""
