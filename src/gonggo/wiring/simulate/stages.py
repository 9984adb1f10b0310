"""The stages that a simulated life knows, in their order."""

from enum import StrEnum


class Stage(StrEnum):
    POOL = "pool"
    CONSULTING = "consulting"
    APPLICATIONS = "applications"
    CLOSING = "closing"
    SCREENING = "screening"
    SITE = "site"
    WRITTEN = "written"
    INTERVIEW = "interview"
    SELECTION = "selection"
    RESULT = "result"
    AGREEMENT = "agreement"


STAGES = tuple(Stage)
