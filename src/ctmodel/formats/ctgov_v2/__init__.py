"""ClinicalTrials.gov API v2: the place of each attribute in a study, and the codec."""
