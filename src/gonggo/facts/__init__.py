"""Dated facts about parties: what was true from which day on, and how we know."""
