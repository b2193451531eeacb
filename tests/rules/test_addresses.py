"""Addresses and numbers do not get into messages."""

import pytest

from ctmodel.rules.addresses import without_addresses


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to someone@example.org now", "Write to [e-mail address] now"),
        ("Write to someone@example", "Write to [e-mail address]"),
        ("Call 1-800-555-0100 now", "Call [phone number] now"),
        ("Call +49 30 1234 5678", "Call [phone number]"),
        ("Aspirin 100 mg", "Aspirin 100 mg"),
    ],
)
def test_they_are_replaced(text: str, shown: str) -> None:
    assert without_addresses(text) == shown
