"""Frozen rows for the templates, built from what the queries give."""
