"""Posted results: participant flow, baseline, outcome measures, adverse events."""
