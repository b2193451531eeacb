"""Dates that keep their precision."""

import datetime as dt
import pickle

import pytest

from ctmodel import PartialDate
from ctmodel.model import Precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2010", "2010-01-01", "2010-12-31", Precision.YEAR),
        ("2010-09", "2010-09-01", "2010-09-30", Precision.MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2010-10-12", "2010-10-12", "2010-10-12", Precision.DAY),
        ("2010-10-12T08:30", "2010-10-12", "2010-10-12", Precision.MINUTE),
    ],
)
def test_what_a_date_can_mean(text: str, earliest: str, latest: str, precision: Precision) -> None:
    date = PartialDate(text)

    assert str(date) == date.text == text
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)
    assert date.precision is precision
    assert pickle.loads(pickle.dumps(date)) == date


@pytest.mark.parametrize(
    "text",
    ["", "10", "2010-9", "2010-13", "2010-00", "2021-02-30", "0000-01", "2010-09-31", "2010/09", " 2010", "2010 ",
     "2010-09-01T24:00", "2010-09-01T08", "٢٠١٠", "2010-09-01\n", "September 2010"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (valid )?date"):
        PartialDate(text)


def test_equality_goes_by_text_and_there_is_no_order() -> None:
    assert PartialDate("2010-09") == PartialDate("2010-09")
    assert hash(PartialDate("2010-09")) == hash(PartialDate("2010-09"))
    assert PartialDate("2010-09") != PartialDate("2010-09-01")
    with pytest.raises(TypeError):
        sorted([PartialDate("2010"), PartialDate("2011")])  # type: ignore[type-var]


def test_certainly_before() -> None:
    month = PartialDate("2010-09")
    assert month.certainly_before(PartialDate("2010-10-01"))
    assert month.certainly_before(dt.date(2010, 10, 1))
    assert not month.certainly_before(PartialDate("2010-09-30"))
    assert not PartialDate("2010").certainly_before(month)


@pytest.mark.parametrize(
    ("text", "first", "middle", "last"),
    [
        ("2010", "2010-01-01", "2010-07-01", "2010-12-31"),
        ("2011-02", "2011-02-01", "2011-02-15", "2011-02-28"),
        ("2011-02-03", "2011-02-03", "2011-02-03", "2011-02-03"),
    ],
)
def test_imputing_is_explicit(text: str, first: str, middle: str, last: str) -> None:
    date = PartialDate(text)
    assert date.impute("first").isoformat() == first
    assert date.impute("middle").isoformat() == middle
    assert date.impute("last").isoformat() == last


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("October 2010", "2010-10"),
        ("Oct. 2010", "2010-10"),
        ("October 12, 2010", "2010-10-12"),
        ("12 Oct 2010", "2010-10-12"),
        ("2010", "2010"),
        ("2010.", "2010"),
        (" 2010-10 ", "2010-10"),
        ("October 1, 2010", "2010-10-01"),
        ("25/12/2010", "2010-12-25"),
        ("02/02/2002", "2002-02-02"),
        ("January 2001", "2001-01"),
        ("February 2002", "2002-02"),
        ("20260805", "2026-08-05"),
        ("19991231", "1999-12-31"),
        ("20240229", "2024-02-29"),
        ("20260805120000", "2026-08-05"),
        ("20260805T120000Z", "2026-08-05"),
        ("2026/08/05", "2026-08-05"),
        ("2026.08.05", "2026-08-05"),
        ("2026 08 05", "2026-08-05"),
        ("2026-8-5", "2026-08-05"),
        ("2026/8/5", "2026-08-05"),
        ("2026/08", "2026-08"),
        ("2026.08", "2026-08"),
        ("2026-8", "2026-08"),
        ("2026-08-05T10:00", "2026-08-05T10:00"),
        ("2026-08-05T10:00:00Z", "2026-08-05"),
        ("2026-08-05T10:00:00.000+02:00", "2026-08-05"),
        ("2026-08-05 10:00", "2026-08-05"),
        ("2026-08-05 23:59:59 UTC", "2026-08-05"),
        ("05-Aug-2026", "2026-08-05"),
        ("Aug 5, 2026", "2026-08-05"),
        ("5th August 2026", "2026-08-05"),
        ("August 5th, 2026", "2026-08-05"),
        ("Wednesday, 5 August 2026", "2026-08-05"),
        ("2026-Aug-05", "2026-08-05"),
        ("05AUG2026", "2026-08-05"),
        ("AUG2026", "2026-08"),
        ("08/2026", "2026-08"),
    ],
)
def test_wording_is_read_with_its_precision(text: str, read: str) -> None:
    assert PartialDate.parse(text) == PartialDate(read)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2020", "is ambiguous: 2020-03-04 or 2020-04-03"),
        ("October", "has no year"),
        ("12 October", "has no year"),
        ("N/A", "cannot be read"),
        ("", "cannot be read"),
        ("9" * 400, "cannot be read"),
        ("05/08/2026", "is ambiguous: 2026-05-08 or 2026-08-05"),
        ("05.08.2026", "is ambiguous"),
        ("201008", "is ambiguous: a year and a month"),
        ("202608", "is ambiguous: a year and a month"),
        ("2026/13/05", "is not a valid date"),
        ("2026-02-30", "is not a valid date"),
        ("20260230", "is not a valid date"),
        ("20261305", "is not a valid date"),
        ("20230229", "is not a valid date"),
        ("2026/08-05", "is ambiguous"),
        ("2026-08-05T24:00:00Z", "does not have a valid time"),
        ("2026-08-05 10:60", "does not have a valid time"),
        ("2026-08-05T10:00:61", "does not have a valid time"),
        ("Aug-26", "has no year"),
        ("12", "has no year"),
    ],
)
def test_wording_that_cannot_be_read_is_an_error(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        PartialDate.parse(text)
