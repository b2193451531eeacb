"""Rules about planned outcomes (OUT)."""
