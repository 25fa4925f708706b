"""Findings: where they are, what is around them, which updates they set aside, and which were found earlier."""
