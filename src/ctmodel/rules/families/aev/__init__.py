"""Rules about adverse events and deaths (AEV)."""
