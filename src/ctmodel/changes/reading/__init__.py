"""How the changes of each topic are read."""
