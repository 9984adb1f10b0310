"""The evaluator's desk: pledge, read, score, file."""
