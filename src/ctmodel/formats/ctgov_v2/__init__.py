"""ClinicalTrials.gov API v2: where each attribute stands in a study, and the codec made of it."""
