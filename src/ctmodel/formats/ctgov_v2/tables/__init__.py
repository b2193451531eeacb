"""One table per class: which attribute is at which JSON key."""
