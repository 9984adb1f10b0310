"""Who is at which page of an application: names for a minute, in the shared cache, and nowhere else."""

from uuid import UUID

from django.core.cache import cache

from gonggo.kernel.actor import COMPANY_WRITERS
from gonggo.programs.definition import QuestionSection
from gonggo.web.company.case import Case

_HOLDS_S = 60


def is_shown(case: Case, page: QuestionSection) -> bool:
    """Whether who opens the page is told who else is there: where somebody else can write, until the last hour."""
    return case.may_change and not case.is_last_hour and bool(others(case, page))


def others(case: Case, page: QuestionSection) -> list[UUID]:
    """Who else can write: one's own colleagues, and the people of the companies that write this page, too."""
    companies = {case.me.company_id, case.owner_of(page).company_id}
    companies |= {one.company_id for one in case.whole.opened if one.section == page.key}
    return [
        one.person_id
        for one in case.whole.people
        if one.company_id in companies and one.role in COMPANY_WRITERS and one.person_id != case.by.person_id
    ]


def note(case: Case, page: QuestionSection) -> None:
    """The reader is at this page."""
    cache.set(_key(case, case.by.person_id), page.key, _HOLDS_S)


def present(case: Case, page: QuestionSection) -> list[tuple[str, str]]:
    """(name, page) of everybody else who is here; of another company only who is at this very page. One statement."""
    keys = {_key(case, one): one for one in others(case, page)}
    own = {one.person_id for one in case.whole.people if one.company_id == case.me.company_id}
    labels = {section.key: section.label.said(case.language) for section in case.sections_of(case.me)}
    labels[page.key] = page.label.said(case.language)
    return [
        (case.writer(keys[key]), labels[at])
        for key, at in sorted(cache.get_many(keys).items())
        if at in labels and (at == page.key or keys[key] in own)
    ]


def _key(case: Case, person_id: UUID | None) -> str:
    return f"present:{case.id}:{person_id}"
