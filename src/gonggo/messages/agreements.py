"""Facts of agreements → mails: each to whose turn it is next, and to whom it concerns."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.changes import EXTENSION, item_word
from gonggo.agreements.definition import rules_of
from gonggo.agreements.queries import ChangeRow, Terms
from gonggo.agreements.states import OFFICERS, REVIEWERS
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM
from gonggo.kernel.money import won
from gonggo.kernel.ref import Kind, Ref
from gonggo.messages.telling import address, agency_people, company_name, day, people_at, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties.belonging import persons_who
from gonggo.parties.models import Person
from gonggo.programs.queries import program
from gonggo.signing.queries import signing_of

_COMPANIES, _LEAD, _LEAVING, _OPERATOR, _REVIEWERS = "companies", "lead", "leaving", "operator", "reviewers"
_TOLD = {
    "agreement.opened": (_COMPANIES,),
    "agreement.laid_out": (_REVIEWERS,),
    "agreement.cut": (_LEAD,),
    "agreement.cost_review_answered": (_REVIEWERS,),
    "agreement.cost_settled": (_COMPANIES,),
    "agreement.paper_sent_back": (_LEAD,),
    "agreement.put_off": (_COMPANIES, _OPERATOR),
    "agreement.taken_back": (_COMPANIES, _OPERATOR),
    "agreement.concluded": (_COMPANIES, _OPERATOR),
    "agreement.change_asked": (_OPERATOR,),
    "agreement.change_notified": (_OPERATOR,),
    "agreement.changed": (_COMPANIES,),
    "agreement.change_refused": (_COMPANIES,),
    "agreement.party_changed": (_COMPANIES, _LEAVING, _OPERATOR),
    "agreement.refused": (_COMPANIES, _OPERATOR),
    "agreement.lapsed": (_COMPANIES, _OPERATOR),
    "agreement.terminated": (_COMPANIES, _OPERATOR),
    "agreement.ended": (_COMPANIES,),
}
"""fact → who is told of it."""


def tell_of_agreement(entry: Entry) -> None:
    """Everybody whom the fact concerns, but who did it, reads it in the own language."""
    template = _template(entry)
    if template:
        terms = agreements.terms(entry.subject_id, of=SYSTEM)
        _tell(
            template, entry, terms, [one for audience in _TOLD[entry.name] for one in _people(audience, terms, entry)]
        )


def _template(entry: Entry) -> str:
    """Empty where another fact says it: that the cuts were accepted settles the costs, a change told is notified.

    Who succeeds by law signs nothing.
    """
    if entry.name == "agreement.cost_review_answered":
        return "" if entry.data["accepted"] else "agreement_disputed"
    if entry.name == "agreement.changed":
        return "agreement_change_approved" if "answer" in entry.data else ""
    if entry.name == "agreement.party_changed" and not entry.data.get("signed", True):
        return "agreement_succeeded"
    return entry.name.replace(".", "_")


def tell_next_signer(entry: Entry) -> None:
    """Whose turn it is to sign now; whoever has signed meanwhile is not asked again."""
    signing = signing_of(Ref(Kind(entry.subject_kind), entry.subject_id))
    if entry.subject_kind != Kind.AGREEMENT or signing is None or signing.next is None:
        return
    party = signing.next.party
    terms = agreements.terms(entry.subject_id, of=SYSTEM)
    people = people_of(party.id) if party.kind is Kind.COMPANY else persons_who(OFFICERS | OPERATOR_ROLES, party)
    _tell("agreement_to_sign", entry, terms, people)


def _tell(template: str, entry: Entry, terms: Terms, people: Iterable[Person]) -> None:
    needed = TEMPLATES[template].fields - {"site"}
    change = _change(entry, terms)

    def fields(language: str) -> dict[str, object]:
        told = _said(entry, terms, language) | (_of_change(change, language) if change else {})
        return {name: told[name] for name in needed}

    told = {one.id: one for one in people if one.id != entry.person_id}
    tell(template, entry, told.values(), fields)


def _said(entry: Entry, terms: Terms, language: str) -> dict[str, object]:
    notice = program(terms.program, terms.program_version)
    slot = rules_of(notice, terms.track).slot(entry.data.get("slot", ""))
    days = {
        "papers_due": terms.papers_due_on,
        "conclude_by": terms.conclude_by_on,
        "begins": terms.begins_on,
        "last": terms.last_on,
    }
    return {
        "number": terms.number,
        "program": notice.title.said(language),
        "company": company_name(terms.lead.company_id, entry.at),
        "reason": entry.data.get("reason", ""),
        "answer": entry.data.get("answer", ""),
        "government": won(terms.government, language),
        "paper": slot.label.said(language) if slot else "",
        "link": address("agreement", terms.id),
        **{name: company_name(UUID(entry.data[name]), entry.at) for name in ("left", "joined") if name in entry.data},
        **{name: day(on, language) if on else "-" for name, on in days.items()},
    }


def _change(entry: Entry, terms: Terms) -> ChangeRow | None:
    key = entry.data.get("change")
    rows = agreements.changes_of(terms.id) if key else []
    return next((one for one in rows if one.id == UUID(key)), None)


def _of_change(change: ChangeRow, language: str) -> dict[str, object]:
    def says(words: str) -> str:
        return day(date.fromisoformat(words), language) if change.item == EXTENSION else words

    return {
        "item": item_word(change.item).said(language),
        "before": says(change.before),
        "after": says(change.after),
        "due": day(change.due_on, language),
    }


def _people(audience: str, terms: Terms, entry: Entry) -> list[Person]:
    if audience == _LEAVING:
        return people_of(UUID(entry.data["left"]))
    if audience == _LEAD:
        return people_of(terms.lead.company_id)
    if audience == _COMPANIES:
        return [person for one in terms.parties for person in people_of(one.company_id)]
    if audience == _OPERATOR:
        return people_at(terms.operator, OPERATOR_ROLES)
    return agency_people(REVIEWERS)


READERS = (
    Reader("messages.agreements", frozenset(_TOLD), tell_of_agreement),
    Reader("messages.to_sign", frozenset({"signing.opened", "signing.signed"}), tell_next_signer),
)
