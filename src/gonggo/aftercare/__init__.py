"""Aftercare: yearly use reports, maintenance requests to the supplier, the consent to use data."""
