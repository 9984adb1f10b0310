"""What every reaction that writes mails shares: whom to tell, in which words an instant and an address are said."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from gonggo.facts.queries import names_of
from gonggo.journal.models import Entry
from gonggo.kernel.actor import COMPANY_WRITERS, Role
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.messages.commands import write_to_each
from gonggo.parties import queries as parties
from gonggo.parties import rules as numbers
from gonggo.parties.belonging import persons_of_office, persons_who
from gonggo.parties.models import Person

LATE_CODES = frozenset({"late", "closed", "window_closed"})
"""The door's words for what came after the closing time."""
AGENCY = "agency"
"""The key of the office that decides over money."""
_WEEKDAYS = Text("월화수목금토일", "Mon Tue Wed Thu Fri Sat Sun")


def moment(instant: datetime, language: str) -> str:
    """An instant as people read it, in Seoul: date, weekday, time to the second if it has one."""
    there = instant.astimezone(SEOUL)
    clock = f"{there:%H:%M:%S}" if there.second or there.microsecond else f"{there:%H:%M}"
    said = day(there.date(), language)
    return f"{said}, {clock} (KST)" if language == "en" else f"{said} {clock}"


def day(on: date, language: str) -> str:
    """A day as people read it, with its weekday."""
    if language == "en":
        return f"{_WEEKDAYS.en.split()[on.weekday()]} {on.day} {on:%B %Y}"
    return f"{on.year}. {on.month}. {on.day}.({_WEEKDAYS.ko[on.weekday()]})"


def address(kind: str, key: object) -> str:
    """A lasting address; the wiring sends whoever opens it to the right page of their desk."""
    return f"{settings.GONGGO_ENVIRONMENT.origin}/go/{kind}/{key}"


def site() -> str:
    return str(settings.GONGGO_ENVIRONMENT.origin)


def people_of(*company_ids: UUID) -> list[Person]:
    """Who is told what concerns the applications of companies: their managers and writers. One statement."""
    return persons_who(COMPANY_WRITERS, *(Ref(Kind.COMPANY, one) for one in company_ids))


def people_at(office: str, roles: Iterable[Role]) -> list[Person]:
    """Who holds one of ``roles`` in the office of this key; nobody where it is not entered."""
    return persons_of_office(office, frozenset(roles))


def agency_people(roles: Iterable[Role]) -> list[Person]:
    """Who holds one of ``roles`` in an agency."""
    return persons_who(frozenset(roles), *(agency.ref for agency in parties.agencies("agency")))


def company_name(company_id: UUID, at: datetime) -> str:
    return names_of([company_id], legal_day(at)).get(company_id) or numbers.written_brn(parties.company(company_id).brn)


def tell(
    template: str,
    entry: Entry,
    people: Iterable[Person],
    fields: Callable[[str], dict[str, object]],
    *,
    of: str = "",
) -> None:
    """One mail to each of ``people`` in their language; ``of`` tells several mails of one fact apart.

    ``fields`` is asked once a language.
    """
    write_to_each(
        template,
        {person.email: person.language for person in people},
        lambda language: {"site": site(), **fields(language)},
        at=entry.at,
        cause=f"{entry.uid}:{template}{of}",
        about=Ref(Kind(entry.subject_kind), entry.subject_id),
    )
