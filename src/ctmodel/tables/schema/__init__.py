"""The schema of all tables, as data: each table and column is declared once, by section of the record."""
