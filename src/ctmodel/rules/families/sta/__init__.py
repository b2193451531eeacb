"""Rules about the recruitment status, and dates that contradict it (STA)."""
