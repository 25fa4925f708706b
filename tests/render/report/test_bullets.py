"""Lists as agencies type them into a cell."""

from __future__ import annotations

import pytest

from poatool.render.report.bullets import Bullet, bullets


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("One sentence.", [Bullet("One sentence.")]),
        ("", []),
        (" \n\u200b\n", []),
        ("First.\nSecond.", [Bullet("First."), Bullet("Second.")]),
        ("• One\n• Two", [Bullet("One"), Bullet("Two")]),
        ("•One\n- Two\n* Three", [Bullet("One"), Bullet("Two"), Bullet("Three")]),
        ("We did:\n• one\n• two\n\nThen more.", [Bullet("We did:", ("one", "two")), Bullet("Then more.")]),
        ("We did:\n1. one\n2) two", [Bullet("We did:", ("1. one", "2) two"))]),
        ("We did:\no\tone\no\ttwo", [Bullet("We did:", ("one", "two"))]),
        ("Te tari\no Aotearoa", [Bullet("Te tari o Aotearoa")]),
        ("A long sentence that was\nbroken by hand.", [Bullet("A long sentence that was broken by hand.")]),
        ("We did:\n– one that\ngoes on", [Bullet("We did:", ("one that goes on",))]),
        ("-5 degrees\n2021 was cold.", [Bullet("-5 degrees"), Bullet("2021 was cold.")]),
        ("  two   spaces\u00a0here ", [Bullet("two spaces\u00a0here")]),
    ],
)
def test_lines_as_bullets(cell: str, expected: list[Bullet]) -> None:
    assert list(bullets(cell)) == expected
