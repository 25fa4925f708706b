"""`poatool framework`: its schema, and a plan behind a link. `sessions/framework.md` shows the rest."""

from pathlib import Path

from poatool.framework.load import bundled_file
from tests.cli.conftest import Desk


def test_schema_to_the_screen_and_to_a_file(desk: Desk) -> None:
    schema = bundled_file().with_name("framework.schema.json").read_text(encoding="utf-8")
    assert desk.run("framework", "schema").out == schema
    assert desk.run("framework", "schema", "--output", desk.folder / "s.json").out == ""
    assert (desk.folder / "s.json").read_text(encoding="utf-8") == schema


def test_a_link_to_a_file_stays_a_link(desk: Desk, plan: Path) -> None:
    link = desk.folder / "link.yaml"
    link.symlink_to(plan)
    desk.run("--framework", link, "framework", "withdraw", "3", "--since", "2023")
    assert link.is_symlink()
    assert "withdrawn" in plan.read_text(encoding="utf-8")
