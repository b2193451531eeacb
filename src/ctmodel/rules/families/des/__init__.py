"""Rules about the study design, from type and phase to masking and enrolment (DES)."""
