"""Every rule's page is its test: it finds its Bad table at the cell named, and no rule finds anything in a Good one."""

import pkgutil
import re
from importlib import import_module

import pytest

import poatool.rules
from poatool.findings.model import Finding
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Rule
from tests.support.rule_examples import RuleExample, examples_of

EXAMPLES = [example for rule in RULES for example in examples_of(rule)]
FAMILIES = {"WBK": "1", "ACT": "2", "UPD": "3", "AGY": "4", "PUB": "5", "ALL": "6"}


def _findings(example: RuleExample) -> tuple[Finding, ...]:
    return check(example.batch(), RULES)


def _where(finding: Finding) -> str:
    place = finding.place
    return place.cell or (f"row {place.row}" if place.row else "sheet" if place.sheet else "file")


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.bad], ids=str)
def test_a_bad_table_has_one_finding_at_each_cell_named_in_whole_sentences(example: RuleExample) -> None:
    findings = _findings(example)
    found = [_where(finding) for finding in findings if finding.code == example.rule.code]
    assert sorted(found) == sorted(example.example.found_at)
    places = [(f.place.file, _where(f)) for f in findings]
    assert len(places) == len(set(places)), "two rules find something at one cell: one must skip what the other finds"
    for said in (text for finding in findings for text in (finding.message, finding.hint)):
        assert re.search(r"[.…]”?\.|\s\s|\s[.,]", said) is None
        assert re.search(r"[.?!…]”?$|: poatool [\w -]+$", said)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.bad], ids=str)
def test_every_rule_is_silent_on_a_good_table(example: RuleExample) -> None:
    assert _findings(example) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page_says_what_and_how_to_fix_and_a_rule_requires_what_runs_before(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].*[.]", rule.title)
    assert rule.body.why
    assert rule.body.fix
    assert any(not example.bad for example in examples_of(rule))
    assert rule.code[3] == FAMILIES[rule.family]
    turns = sorted(RULES, key=lambda each: bool(each.requires))
    before = {r.code for r in turns[: turns.index(rule)]}
    assert rule.requires <= before, "it can require only rules that have a lower code, or require nothing themselves"
    assert rule.batch or not rule.requires & {other.code for other in RULES if other.batch}


def test_every_rule_that_is_written_is_in_the_book() -> None:
    modules = [import_module(found.name) for found in pkgutil.walk_packages(poatool.rules.__path__, "poatool.rules.")]
    written = {rule.code for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}
    assert written == {rule.code for rule in RULES}


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in RULES}) == len(codes)
    assert codes == sorted(codes, key=lambda code: int(code[3:]))
