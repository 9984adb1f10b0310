"""Agreements: cost review, papers, the agreement itself, its changes, extension and end."""
