"""Fix what needs no judgement, and change nothing else in the file."""
