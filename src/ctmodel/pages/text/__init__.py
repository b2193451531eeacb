"""A trial as text: plain for files and pipes, laid out for a terminal."""
