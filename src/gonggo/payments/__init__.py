"""Payments: the ledger, the tranches that two organisations agree on, the bank that pays them, and what is spent."""
