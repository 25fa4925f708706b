"""Addresses and numbers of persons in texts of any length: the real ones are found, and in good time."""

import pytest

from poatool.findings.model import Finding
from poatool.rules import BY_CODE
from poatool.rules.publication.numbers import identity_numbers, phone_numbers
from tests.support.checking import book_of, checked_workbook, update

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


def test_a_number_behind_hundreds_that_are_none_is_not_let_pass() -> None:
    (finding,) = findings("0123 4567 89 " * 500 + "and 021 123 4567", "PUB502")

    assert finding.message == "The text contains too many digits to search for telephone numbers."
    assert finding.hint == "Take this out of the text; it belongs in the Contact column, which is not published."


def test_an_address_behind_hundreds_that_are_none_is_not_let_pass() -> None:
    (finding,) = findings(" ".join(f"a{number}@b.test" for number in range(300)) + " mere@example.org", "PUB501")

    assert "“a200@b.test”" in finding.message


def test_of_very_many_the_first_are_named() -> None:
    numbers = [f"021 123 {number}" for number in range(4001, 4400)]

    (finding,) = findings(", ".join(numbers), "PUB502")
    assert finding.message == (
        "The text says how to reach somebody by telephone: “021 123 4001”, “021 123 4002”, “021 123 4003” and more."
    )


@pytest.mark.parametrize(
    ("region", "text", "numbers"),
    [
        (
            "US",
            "Ring (202) 395-3080, 202-395-3081 or 1-202-395-3083.",
            ["(202) 395-3080", "202-395-3081", "1-202-395-3083"],
        ),
        ("US", "Ring the hotline: 888-373-7888 or (202) 395-3080, in 2021-2022 (file 202-395-3080).", []),
        ("CA", "Ring (613) 995-2971.", ["(613) 995-2971"]),
        ("GB", "Ring 020 7946 0958, not 202-395-3080.", ["020 7946 0958"]),
        ("NZ", "Ring (202) 395-3080.", []),
        ("419", "Llame al +52 55 1234 5678.", ["+52 55 1234 5678"]),
    ],
)
def test_telephone_numbers_are_those_of_the_plans_region(region: str, text: str, numbers: list[str]) -> None:
    assert [found.text for found in phone_numbers(text, region)] == numbers


@pytest.mark.parametrize(
    ("region", "text", "what"),
    [
        ("US", "His number is 536-90-4399.", "social security number"),
        ("US", "In 219-09-9999 cases, 49-091-850.", None),
        ("GB", "Her number is JG 10 37 59 A.", "National Insurance number"),
        ("GB", "Her number is 943 476 5919.", "NHS number"),
        ("AU", "His number is 123 456 782, or 123 456 783.", "tax file number"),
        ("IE", "His number is 6433435F.", "PPS number"),
        ("ZA", "His number is 7503305044089.", "identity number"),
        ("IN", "Her number is 2341 2341 2346.", "Aadhaar number"),
        ("NZ", "Repaid 49-091-850, and JG 10 37 59 A.", "IRD number"),
        ("FR", "Une somme de 123 456 782 euros.", None),
    ],
)
def test_identity_numbers_are_those_of_the_plans_region(region: str, text: str, what: str | None) -> None:
    assert [found.what for found in identity_numbers(text, region)] == ([what] if what else [])
