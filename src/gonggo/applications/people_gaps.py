"""Which natural persons an application still lacks: nobody in a capacity, or somebody of whom a line may be. Pure."""

from gonggo.applications import in_person
from gonggo.applications.draft import Draft, Gap, Member

_LINE = 60
"""Characters of a line that are quoted."""


def people_gaps(draft: Draft, member: Member) -> list[Gap]:
    """In which capacities one party still has to name somebody, and of whom a line may be."""
    named = {key for person in draft.people if person.company_id == member.company_id for key in person.capacities}
    missing = [
        Gap("person_missing", member.company_id, "people", one.key, one.basis, {"label": one.label})
        for one in draft.program.capacities_of(member.role)
        if one.required and one.key not in named
    ]
    return missing + _unclear_gaps(draft, member)


def _unclear_gaps(draft: Draft, member: Member) -> list[Gap]:
    """The lines that may be about a person and may not: nobody consents to them until their writer has said it."""
    sections = draft.program.sections_of(member.role, draft.track, leads=member.is_lead)
    places = {question.key: section.key for section in sections for question in section.questions}
    given, others = draft.answers.get(member.company_id, {}), [one.name for one in draft.people]
    asked, gaps = {key: text for key, text in given.items() if key in places}, []
    for person in draft.people:
        if person.company_id != member.company_id:
            continue
        for question, line in in_person.unclear(draft.program, person.capacities, asked, person.name, others):
            facts = {"label": question.label, "line": line[:_LINE], "name": person.name}
            place = (member.company_id, places[question.key], question.key)
            gaps.append(Gap("person_unclear", *place, question.basis, facts))
    return gaps
