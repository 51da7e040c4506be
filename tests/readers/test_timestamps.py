"""Dates of data sets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.readers.timestamps import iso_date, order_of

MOMENT = "2016-02-19T06:11:39+00:00"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2016-02-19", "2016-02-19"),
        ("2016-02-19T06:11:39Z", MOMENT),
        ("2016-02-19 06:11:39", "2016-02-19T06:11:39"),
        ("2016-02-19 06:11:39.5 UTC", "2016-02-19T06:11:39.5+00:00"),
        ("2016-02-19T06:11:39-0700", "2016-02-19T06:11:39-07:00"),
        ("Fri, 19 Feb 2016 06:11:39 -0700", "2016-02-19T06:11:39-07:00"),
        ("Fri Feb 19 06:11:39 +0000 2016", MOMENT),
        ("2016/02/19", "2016-02-19"),
        ("19 February 2016", "2016-02-19"),
        ("20160219", "2016-02-19"),
        (20160219, "2016-02-19"),
        (1455862299, MOMENT),
        ("1455862299", MOMENT),
        ("1455862299.0", MOMENT),
        (1455862299.5, "2016-02-19T06:11:39.500000+00:00"),
        (1455862299000, MOMENT),
        ("1455862299000", MOMENT),
        (1455862299000000, MOMENT),
        (1455862299000000000, MOMENT),
        (datetime(2016, 2, 19, 6, 11, 39, tzinfo=UTC), MOMENT),
        (date(2016, 2, 19), "2016-02-19"),
        ("1848", "1848"),
        (1848, "1848"),
        ("1066-10-14", "1066-10-14"),
        # What is no date, or could be two.
        ("999", None),
        (1848.0, None),
        ("2500", None),
        ("01/02/2019", None),
        ("2016-02-31", None),
        ("yesterday", None),
        ("12", None),
        (12, None),
        (True, None),
        (-5, None),
        (10**30, None),
        (float("nan"), None),
        (float("inf"), None),
        ("9" * 400, None),
        ("0001-01-01", None),
        (None, None),
        ([], None),
    ],
)
def test_dates(value: object, iso: str | None) -> None:
    assert iso_date(value) == iso


@settings(deadline=None)
@given(
    st.datetimes(datetime(1974, 1, 1), datetime(2098, 1, 1)),
    st.integers(-48, 48),
)
def test_what_programs_write_is_read(moment: datetime, quarters: int) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    moment = moment.replace(microsecond=0, tzinfo=zone)
    written = [moment.isoformat(), format_datetime(moment), str(moment)]
    assert {iso_date(text) for text in written} == {moment.isoformat()}
    seconds = int(moment.timestamp())
    for number in (seconds, seconds * 1000, seconds * 10**6):
        read = iso_date(number)
        assert read is not None
        assert datetime.fromisoformat(read) == moment


@settings(deadline=None)
@given(st.text() | st.floats() | st.integers())
def test_nothing_is_too_odd(value: object) -> None:
    iso_date(value)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["01/02/2019", "25/02/2019"], True),
        (["01/02/2019", "02/25/2019"], False),
        (["25/02/2019", "02/25/2019"], None),
        (["01/02/2019"], None),
        ([None, 5, "x"], None),
    ],
)
def test_a_column_tells_the_order_of_its_dates(values: list[object], order: bool | None) -> None:
    assert order_of(values) is order
