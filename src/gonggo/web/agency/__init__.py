"""The agency's desk, where the ministry reads along: what was received, and whose company it is."""
