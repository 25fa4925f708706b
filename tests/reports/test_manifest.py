"""Files that are there, against those that runs wrote."""

from __future__ import annotations

import pytest

from poatool.reports.manifest import Checksums, Standing, standing

OLD = {"a": "1", "b": "2"}
NEW = {"a": "7", "c": "9"}


@pytest.mark.parametrize(
    ("written", "begun", "there", "expected"),
    [
        (OLD, [], OLD, Standing((), (), ())),
        (OLD, [], {"a": "1", "b": "3"}, Standing(("b",), (), ())),
        (OLD, [], {"b": "2"}, Standing((), ("a",), ())),
        (OLD, [NEW], OLD, Standing((), (), ())),
        (OLD, [NEW], {"a": "7", "b": "2"}, Standing((), (), ("a",))),
        (OLD, [NEW], NEW, Standing((), ("b",), ("a", "c"))),
        (OLD, [NEW], {"a": "5", "b": "2", "c": "9"}, Standing(("a",), (), ("c",))),
        (OLD, [NEW, {"a": "8"}], {"a": "8", "b": "2"}, Standing((), (), ("a",))),
        (NEW, [OLD], {**NEW, "b": "2"}, Standing((), (), ("b",))),
        ({}, [NEW], {"a": "7"}, Standing((), (), ("a",))),
    ],
    ids=str,
)
def test_each_file_is_of_the_run_that_wrote_it(
    written: Checksums, begun: list[Checksums], there: Checksums, expected: Standing
) -> None:
    assert standing(written, begun, there) == expected
