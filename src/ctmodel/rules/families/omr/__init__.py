"""Rules about reported results of outcomes (OMR)."""
