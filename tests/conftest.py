"""Settings for all tests."""

import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

import poatool  # noqa: F401 - before openpyxl, as it decides which code openpyxl writes with
from tests.support.lines import RAN, NotingFinder

# On a busy computer, the time that an example takes says nothing about the code.
settings.register_profile("quick", deadline=None, max_examples=25, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=500)  # `make fuzz`: other examples each time
settings.load_profile("quick")

vars(os)["fsync"] = lambda _: None  # to wait for the disk is a tenth of the time of the tests of commands
gc.disable()  # until all tests are collected


def pytest_collection_finish() -> None:
    """Search for garbage more rarely, and not among the thousands of collected tests: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def traced_by(config: pytest.Config) -> Any:
    """What would trace the code to measure its coverage; None if nothing does."""
    plugin = config.pluginmanager.getplugin("_cov")
    return plugin and sys.version_info < (3, 12) and plugin.cov_controller


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session) -> Iterator[None]:
    """Note which lines run, in place of tracing them."""
    yield
    if traced_by(session.config):
        sys.settrace(None)  # to pause what traces resumes what traced before it, as in the processes of xdist
        sys.meta_path.insert(0, NotingFinder)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtestloop(session: pytest.Session) -> Iterator[None]:
    result = yield
    if coverage := traced_by(session.config):
        coverage.cov.get_data().add_lines(RAN)
    return result
