"""Put right what needs no judgement, and nothing else in the file."""
