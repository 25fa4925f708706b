"""A nil return that is nested too deeply or too large is a finding. `sessions/nil_returns.md` shows the rest."""

import pytest

from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    ("text", "said"),
    [("[" * 5000, "Blocks are nested more than 20 levels deep."), ("\xff" * 2_000_000, "larger than 1 MiB")],
)
def test_a_fault_in_one_is_a_finding(desk: Desk, text: str, said: str) -> None:
    desk.write("nzp-nil.yaml", text)
    result = desk.validate(desk.folder, "--format", "concise")
    assert (result.code, said in result.out) == (1, True), result
