"""Findings, their surroundings in the workbook, and which of them are accepted or known."""
