"""Delivery: progress checks by the operator, the completion check inspected and confirmed by the agency."""
