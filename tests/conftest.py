"""Settings for all tests."""

import gc
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from hypothesis import settings

import poatool  # before openpyxl, as it decides which code openpyxl writes with

# On a busy computer, the time that an example takes says nothing about the code.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=500)  # pytest --hypothesis-profile=long
settings.load_profile("quick")

vars(os)["fsync"] = lambda _: None  # to wait for the disk is a tenth of the time of the tests of commands
gc.disable()  # until all tests are collected


def pytest_collection_finish() -> None:
    """Search for garbage more rarely, and not among the thousands of collected tests: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


NO_LINES_OF_THEIR_OWN = (
    *("test_api.py", "test_processes.py::test_one_process", "test_rules.py::test_every_rule_is_silent"),
    *("cli/test_gaps.py", "cli/test_own_files.py", "cli/test_start_up.py", "cli/test_turns.py::test_a_report"),
    *("cli/test_template.py::test_requests", "cli/test_template.py::test_every", "cli/test_template.py::test_an_a"),
    *("render/test_formats.py", "render/test_html.py", "render/test_letter.py", "render/test_markdown.py"),
    *("render/findings/test_any_text.py", "render/report/test_publish.py", "render/report/test_word_pdf.py"),
    *("render/test_spreadsheets.py::test_payloads", "render/word/test_template.py::test_the_report_is_where"),
    *("render/word/test_word.py", "rules/publication/test_work.py", "rules/test_examples.py"),
    *("rules/test_good_prose.py", "submissions/test_blank.py::test_a_blank", "submissions/test_blank.py::test_no_in"),
    *("submissions/test_prose.py", "workbooks/test_csv.py::test_a_long_text", "workbooks/test_text.py"),
    *("workbooks/xls/test_child.py::test_a_reader_that_dies", "cli/test_turns.py::test_versions"),
    *("submissions/test_declared.py::test_the_declaration_of_a_drawn", "submissions/test_layouts.py::test_details"),
)
"""Long tests of lines that others run too: they go without coverage, which doubles their time."""


@pytest.hookimpl(trylast=True)  # hypothesis marks its tests in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that reach no new line, as further examples of a property do not either."""
    for item in items:
        if item.get_closest_marker("hypothesis") or item.nodeid.removeprefix("tests/").startswith(
            NO_LINES_OF_THEIR_OWN
        ):
            item.add_marker("no_cover")


def coverage_of(config: pytest.Config) -> Any:
    """What measures the coverage by tracing, which costs time in all code; None if nothing does."""
    plugin = config.pluginmanager.getplugin("_cov")
    return plugin.cov_controller if plugin and sys.version_info < (3, 12) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Trace the import of the package, and nothing else outside of tests."""
    if coverage := coverage_of(session.config):
        if not session.config.pluginmanager.hasplugin("dsession"):  # which leaves the tests to other processes
            for each in walk_packages(poatool.__path__, "poatool."):
                if not each.name.endswith("__main__"):
                    import_module(each.name)
        coverage.pause()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Trace a test, but not what pytest does around it."""
    coverage = coverage_of(item.config)
    if coverage and not item.get_closest_marker("no_cover"):
        coverage.resume()
    try:
        return (yield)
    finally:
        if coverage:
            coverage.pause()
