"""What holds for all tests."""

import pytest
from hypothesis import settings

import poatool  # noqa: F401 - before any openpyxl: it says by which code openpyxl writes

# How long an example takes says nothing of the code on a computer that does other things as well.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=500)  # pytest --hypothesis-profile=long
settings.load_profile("quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take properties out of the measure of coverage, which doubles their time: further examples show no new line."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
