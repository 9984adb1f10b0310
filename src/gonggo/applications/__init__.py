"""Consortium, answers, money, papers, sealing, and the settlement of the door's receipts."""
