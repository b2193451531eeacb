"""Findings as text for people and programs: pure functions of findings."""
