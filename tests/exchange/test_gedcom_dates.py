import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.exchange.gedcom_dates import GedcomDate, read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 JUN 1950", PartialDate(1950, 6, 12)),
        ("01 jan 1970", PartialDate(1970, 1, 1)),
        ("1 JANUARY 1990", PartialDate(1990, 1, 1)),
        ("JUN 1950", PartialDate(1950, 6)),
        ("1950", PartialDate(1950)),
        ("800", PartialDate(800)),
        ("1950-06-12", PartialDate(1950, 6, 12)),
        ("@#DGREGORIAN@ 12 JUN 1950", PartialDate(1950, 6, 12)),
        ("@#DJULIAN@ 3 MAR 1699/00", PartialDate(1699, 3, 3)),
        ("JULIAN 3 MAR 1700", PartialDate(1700, 3, 3)),
        ("1950 (she thinks)", PartialDate(1950)),
    ],
)
def test_an_exact_date_is_kept(text, date):
    assert read_date(text) == GedcomDate(date)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ABT 1950", 1950),
        ("Abt. 1850", 1850),
        ("BEF 12 JUN 1950", 1950),
        ("BET JAN 1950 AND FEB 1952", 1950),
        ("FROM 1950 TO 1960", 1950),
        ("TO 1960", 1960),
        ("INT 1950 (about the war)", 1950),
        ("1850?", 1850),
        ("1699/00?", 1699),
        ("31 FEB 1990", 1990),
        ("31 FEX 1990", 1990),
        ("1950-13-45", 1950),
    ],
)
def test_of_anything_else_the_year_is_kept(text, year):
    assert read_date(text) == GedcomDate(PartialDate(year), about=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UNKNOWN",
        "(unknown)",
        "11 AUG",
        "0",
        "000",
        "0000",
        "12345",
        "06/12/1950",
        "44 B.C.",
        "144 BCE",
        "@#DHEBREW@ 3 TSH 5700",
        "HEBREW 3 TSH 5700",
        "FRENCH_R 1 VEND 0012",
        "_CAL 8 _MONTH 190 _EPOCH",
    ],
)
def test_what_cannot_be_read_is_no_date(text):
    assert read_date(text) == GedcomDate(None)


@given(st.text() | st.from_regex(r"(ABT |BET )?\d{0,2} ?[A-Z]{0,4} ?\d{0,5}(/\d\d)?( AND \d{1,4})?"))
def test_no_text_breaks_it(text):
    read_date(text)
