"""Pre-diagnosis consulting: who asked whom, which expert visits on which day, and what the report says."""
