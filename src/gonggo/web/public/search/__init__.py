"""Searching what the public desk shows: clauses, notices, library, questions."""
