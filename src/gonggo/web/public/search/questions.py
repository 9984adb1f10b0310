"""Finding among the questions alone, those of the program and those that officers published."""

from collections.abc import Iterable
from datetime import datetime

from gonggo.web.public.search.index import Entry, Hit, Index
from gonggo.web.public.shown.library import Subject

LONGEST_QUERY = 100


def found_in(subjects: Iterable[Subject], query: str, language: str, at: datetime) -> list[Hit]:
    """What answers the query, best first; the folding is that of the whole search. Nothing for an empty query."""
    if not query:
        return []
    entries = (
        Entry("question", f"#{asked.key}", asked.question.said(language), asked.answer.said(language))
        for subject in subjects
        for asked in subject.questions
    )
    return Index.of(entries).find(query, at=at)
