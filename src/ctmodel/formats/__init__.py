"""Formats of registered trials, each behind one door."""
