"""Cells that are the results of formulas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.checking import found_at, sheet, update


@pytest.mark.parametrize(("link", "codes"), [("https://example.org/22", []), (None, ["UPD312", "WBK133"])])
def test_an_address_in_a_formula_is_as_good_as_typed(link: str | None, codes: list[str]) -> None:
    typed = sheet(update(Evidence="Report"))
    formula = 'HYPERLINK("https://example.org/22","Report")'
    cells = (*typed.cells[:-1], typed.cells[-1]._replace(formula=formula, link=link))
    assert sorted(code for code, _ in found_at(replace(typed, cells=cells))) == codes
