"""Facts of payments → mails: the company what became of its money, the offices what they are to do next."""

from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Terms
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM, Role
from gonggo.kernel.money import won
from gonggo.messages.payment_words import PAYMENTS
from gonggo.messages.telling import AGENCY, address, company_name, people_at, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties.models import Person
from gonggo.payments.definition import rules_of
from gonggo.payments.states import APPROVERS
from gonggo.programs.queries import program


def tell_payment(entry: Entry) -> None:
    """Whoever has to act next, or whose money it is, reads what happened."""
    terms = agreements.terms(entry.subject_id, of=SYSTEM)
    if entry.name == "payment.voided" and entry.role != Role.SYSTEM:
        return  # the company took it back itself
    template = entry.name.replace(".", "_")
    needed = TEMPLATES[template].fields - {"site"}

    def fields(language: str) -> dict[str, object]:
        told = _told(entry, terms, language)
        return {name: told[name] for name in needed}

    tell(template, entry, _whom(entry.name, terms), fields)


def _whom(fact: str, terms: Terms) -> list[Person]:
    if fact == "payment.asked":
        return people_at(terms.operator, OPERATOR_ROLES)
    if fact == "payment.prepared":
        return people_at(AGENCY, APPROVERS)
    return people_of(terms.lead.company_id)


def _told(entry: Entry, terms: Terms, language: str) -> dict[str, object]:
    """What the mails about one payment may say."""
    data = entry.data
    portion = rules_of(program(terms.program, terms.program_version)).portion(data["tranche_number"])
    return {
        "number": terms.number,
        "part": portion.label.said(language) if portion else "",
        "amount": won(data["amount"], language),
        "company": company_name(terms.lead.company_id, entry.at),
        "reason": data.get("reason", ""),
        "reference": data.get("reference", ""),
        "link": address("tranche", UUID(data["tranche"])),
    }


_FACTS = frozenset(name.replace("_", ".", 1) for name in PAYMENTS)
READERS = (Reader("messages.payments", _FACTS, tell_payment),)
