"""Addresses and numbers of people in texts of any length: the real ones are found, in good time."""

from pathlib import Path

import pytest

from poatool.findings.model import Finding
from poatool.rules import BY_CODE
from poatool.rules.publication.numbers import identity_numbers, phone_numbers
from tests.support.checking import book_of, checked_workbook, update
from tests.support.markdown import listed

NUMBERS = Path(__file__).with_name("numbers.md")
CELL = 32_767
WORDS = "In 2021 we held 40 hui with 1,200 workers, at $3.50 each (2021-22 figures), in 12 towns of the north. "


def findings(progress: str, code: str) -> list[Finding]:
    return list(checked_workbook(book_of(update(progress)), [BY_CODE[code]])[1])


@pytest.mark.parametrize(
    ("code", "written"),
    [("PUB501", "mere@example.org"), ("PUB502", "021 123 4567"), ("PUB502", "+64 4 901 1234"), ("PUB503", "LK234567")],
)
def test_one_is_found_at_the_end_of_a_text_as_long_as_a_cell_and_full_of_figures(code: str, written: str) -> None:
    text = f"{WORDS * (CELL // len(WORDS) - 1)}Ask {written}."

    (finding,) = findings(text, code)
    assert f"“{written}”" in finding.message


def test_a_telephone_number_after_hundreds_of_other_numbers_is_found() -> None:
    (finding,) = findings("0123 4567 89 " * 500 + "and 021 123 4567", "PUB502")

    assert finding.message == "The text contains too many digits to search for telephone numbers."
    assert finding.hint == "Take this out of the text; it belongs in the Contact column, which is not published."


def test_an_address_after_hundreds_of_other_texts_with_at_signs_is_found() -> None:
    (finding,) = findings(" ".join(f"guides{number}@3.50" for number in range(300)) + " mere@example.org", "PUB501")

    assert finding.message == "The text says how to reach somebody by e-mail: “mere@example.org”."


def test_only_the_first_of_very_many_are_named() -> None:
    numbers = [f"021 123 {number}" for number in range(4001, 4101)]

    (finding,) = findings(", ".join(numbers), "PUB502")
    assert finding.message == (
        "The text says how to reach somebody by telephone: “021 123 4001”, “021 123 4002”, “021 123 4003”, "
        "“021 123 4004” and 96 more."
    )


@pytest.mark.parametrize(("region", "text", "numbers"), listed(NUMBERS, "Telephone"))
def test_telephone_numbers_are_those_of_the_plans_region(region: str, text: str, numbers: str) -> None:
    assert "; ".join(found.text for found in phone_numbers(text, region)) == numbers


@pytest.mark.parametrize(("region", "text", "what"), listed(NUMBERS, "Identity"))
def test_identity_numbers_are_those_of_the_plans_region(region: str, text: str, what: str) -> None:
    assert "; ".join(found.what for found in identity_numbers(text, region)) == what
