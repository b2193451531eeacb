"""The rules with codes that begin with WHO."""
