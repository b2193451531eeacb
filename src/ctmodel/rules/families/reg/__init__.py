"""Rules about timely registration and results, as laws and journals require them (REG)."""
