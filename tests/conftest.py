"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

import poatool  # noqa: F401 - before any openpyxl: it says by which code openpyxl writes

# How long an example takes says nothing of the code on a computer that does other things as well.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=500)  # pytest --hypothesis-profile=long
settings.load_profile("quick")
