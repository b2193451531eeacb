"""Rules about oversight and regulation (OVS)."""
