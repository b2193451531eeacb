"""Ways to damage a real record so that a rule must fire: one module a family, each with ``MUTATIONS``."""
