"""Say what is wrong with a study: rules, and the findings that they yield."""
