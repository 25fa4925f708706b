"""Settings for all tests."""

import gc

import pytest
from hypothesis import settings

import poatool  # noqa: F401 - before openpyxl, as it decides which code openpyxl writes with

# On a busy computer, the time that an example takes says nothing about the code.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=500)  # pytest --hypothesis-profile=long
settings.load_profile("quick")

gc.disable()  # until all tests are collected


def pytest_collection_finish() -> None:
    """Search for garbage more rarely, and not among the thousands of collected tests: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(trylast=True)  # hypothesis marks its tests in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run property tests without coverage, which doubles their time: further examples reach no new line."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
