"""Rules about arms and interventions (ARM)."""
