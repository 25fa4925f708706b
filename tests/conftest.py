"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

import poatool  # noqa: F401 - before any openpyxl: it says by which code openpyxl writes

# How long an example takes says nothing of the code on a computer that does other things as well.
settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
