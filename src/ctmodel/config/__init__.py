"""What a user set, and what it makes of the findings: settings, ignores and baselines."""
