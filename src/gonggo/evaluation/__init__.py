"""Stages, panels, conflicts, assignment, sheets, results."""
