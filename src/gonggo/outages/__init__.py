"""Outages: what the prober outside saw, and the deadline that the published rule gives."""
