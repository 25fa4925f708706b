"""The plan on the screen: a tree, and one action with its history."""

from poatool.framework.edition import Edition, as_of
from poatool.render.framework.show import action_text, framework_text
from tests.framework.plan import PLAN, edited, load_text
from tests.support.screens import on_terminal

FRAMEWORK = load_text(PLAN)


def edition(period: str | None = None) -> Edition:
    return as_of(FRAMEWORK, FRAMEWORK.period_by_id[period] if period else None)


def tree(shown: Edition, width: int = 60) -> str:
    return "\n".join(on_terminal(lambda screen: framework_text(shown, shown.pillars, screen), width))


def one(shown: Edition, code: str) -> str:
    return "\n".join(on_terminal(lambda screen: action_text(shown, shown.by_code[code], screen), 200))


def test_a_tree_in_the_published_order() -> None:
    assert tree(edition()) == (
        "Pacific Plan\n"
        "4 actions known, 3 in force (latest state).\n"
        "\n"
        "Stop it\n"
        "├─ Teach people\n"
        "│     1  Print leaflets.\n"
        "│     2  → 1  Run courses.\n"
        "│   N1*  Ask survivors.  (since 2023)\n"
        "│\n"
        "└─ Work together\n"
        "      3  Meet often.\n"
        "\n"
        "* Added later."
    )


def test_as_it_stood_in_an_earlier_period() -> None:
    shown = tree(edition("2021"))
    assert "4 actions known, 3 in force (as of 2021)." in shown
    assert "│     2  Run courses.\n" in shown
    assert "│   N1*  (from 2023 on)  Ask survivors.\n" in shown


def test_wrapped_lines_are_indented_and_the_rail_continues() -> None:
    lines = tree(edition(), width=29).splitlines()
    at = lines.index("│   N1*  Ask survivors.")
    assert lines[at + 1] == "│        (since 2023)"
    assert max(len(line) for line in lines[3:]) <= 29


def test_one_action_with_its_history() -> None:
    assert one(edition(), "2") == (
        "Action 2  incorporated\n"
        "   Run courses.\n"
        "\n"
        "   Pillar         Stop it\n"
        "   Objective      Teach people\n"
        "   Aliases        2a\n"
        "   Counted under  1\n"
        "   In force in    2021\n"
        "\n"
        "   History\n"
        "   since 2022  Incorporated into 1.\n"
    )
    assert "Takes in     2\n" in one(edition(), "1")
    assert one(edition("2021"), "N1").startswith("Action N1  not yet in force in 2021\n")


def test_every_kind_of_event_has_its_sentence() -> None:
    history = """\
            history:
              - { event: reworded, was: Meet., since: "2021", note: By letter. }
              - { event: moved, was: teach, date: 2021-05-06 }
              - { event: renumbered, was: "9", date: 2021-06-06, known_by: 2021-07-06 }
              - { event: split, into: [{ action: "1", part: k }, { objective: teach }], since: "2022" }
              - { event: reinstated, known_by: 2022-08-06 }
              - { event: withdrawn }
"""
    text, _ = edited(("            text: Meet often.\n", "            text: Meet often.\n" + history))
    framework = load_text(text)
    shown = one(as_of(framework, None), "3").partition("History\n")[2]
    assert [" ".join(line.split()) for line in shown.splitlines() if line] == [
        "since 2021 Reworded. Before: Meet. By letter.",
        "2021-05-06 Moved here from “Teach people”.",
        "2021-06-06 Renumbered. Before: 9. Known by 2021-07-06.",
        "since 2022 Split into 1 (part k) and every action of “Teach people”.",
        "by 2022-08-06 Reinstated.",
        "at some time Withdrawn.",
    ]
