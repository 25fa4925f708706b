"""Proposed decisions as YAML: any text is unchanged when our reader or a library reads it."""

from hypothesis import given, strategies as st
from ruamel.yaml import YAML

from poatool.render.report.yaml import proposals_yaml
from poatool.yaml_files import read
from poatool.yaml_values import quoted
from tests.support.reports import Line, edition, error, interpreted, validation, year_end

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["no", "1.10", "-", "a: b", "\x85x\ufeff"])


@given(TEXTS.filter(bool))
def test_a_text_is_read_as_it_was(text: str) -> None:
    written = f"- {quoted(text)}\n"
    assert YAML(typ="safe", pure=True).load(written) == [text]
    document, faults = read(written.encode())
    assert faults == []
    assert document is not None
    assert document.root == [text]


@given(TEXTS, TEXTS)
def test_any_names_and_messages_give_valid_yaml(name: str, message: str) -> None:
    sent = interpreted(f"{name}.xlsx", "NZP", [Line("1", "Did it.")])
    found = [error(sent.submission.path, 2)._replace(message=message, value=message)]
    report = year_end([sent], found, edition())
    [entry] = YAML(typ="safe").load(proposals_yaml(report, validation([sent], found, edition())))
    assert (entry["kind"], entry["code"], entry["decided_by"]) == ("accept", "ACT201", None)
