"""One table per class: the JSON key of each attribute."""
