"""Rules about missing items of the WHO Trial Registration Data Set (WHO)."""
