"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says nothing of the code on a computer that does other things as well.
settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
