"""Facts → mails. Each reaction writes its mails once for (fact, reader): delivered again it changes nothing."""

from uuid import UUID

from gonggo.applications import queries as applications
from gonggo.applications import sealed
from gonggo.applications.models import Application
from gonggo.applications.states import ApplicationState
from gonggo.intake import queries as gates
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.text import Text
from gonggo.messages.commands import write
from gonggo.messages.telling import LATE_CODES, address, company_name, moment, people_of, site, tell
from gonggo.parties import queries as parties
from gonggo.parties import rules as numbers
from gonggo.parties.models import Person
from gonggo.programs.definition import Program
from gonggo.programs.queries import program

_EXPECTED = Text("(예상)", " (expected)")


def _application(entry: Entry) -> Application:
    return applications.within_reach(entry.subject_id, of=SYSTEM)


def _closes(application: Application, language: str) -> str:
    """The deadline in force: the gate's, which an extension moves; the notice's where no gate was opened yet."""
    gate = gates.gate(applications.ref_of(application.id))
    closes_at = gate.closes_at if gate else program(application.program).window("application").closes
    return moment(closes_at, language)


def tell_received(entry: Entry) -> None:
    """Every company of the application learns that it was received, with the receipt's number and stamp."""
    application = _application(entry)
    notice = applications.program_of(application)
    lead = company_name(application.lead_company_id, entry.at)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": application.number,
            "receipt": entry.data["number"],
            "received": moment(entry.at, language),
            "title": application.title,
            "company": lead,
            "program": notice.title.said(language),
            "closes": _closes(application, language),
            "link": address("application", application.id),
            "ahead": _ahead(notice, language),
        }

    tell("application_received", entry, _everyone(application), fields)


def _ahead(notice: Program, language: str) -> str:
    """The stages that follow the application, a line each: when and who acts; a date by default is marked."""
    lines = []
    for one in notice.stages_from("application")[1:]:
        when = one.when.said(language) + (_EXPECTED.said(language) if one.basis.is_default else "")
        lines.append(f"- {one.label.said(language)}: {when}, {one.who.said(language)}")
    return "\n".join(lines)


def _everyone(application: Application) -> list[Person]:
    companies = [party.company_id for party in applications.parties_of(application) if party.company_id is not None]
    return people_of(*companies)


def tell_withdrawn(entry: Entry) -> None:
    """Every company learns that the application was withdrawn."""
    application = _application(entry)
    lead = company_name(application.lead_company_id, entry.at)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": application.number,
            "withdrawn": moment(entry.at, language),
            "company": lead,
            "closes": _closes(application, language),
            "link": address("application", application.id),
        }

    tell("application_withdrawn", entry, _everyone(application), fields)


def tell_refused_late(entry: Entry) -> None:
    """Every company learns that a submission came after the closing time; other refusals show on the page only."""
    if entry.data["code"] not in LATE_CODES:
        return
    application = _application(entry)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": application.number,
            "receipt": entry.data["number"],
            "stamped": moment(entry.at, language),
            "closes": _closes(application, language),
            "link": address("application", application.id),
        }

    tell("application_refused_late", entry, _everyone(application), fields)


def tell_consents_needed(entry: Entry) -> None:
    """After a seal: each company whose consent does not stand is asked for it, or asked again."""
    application = _application(entry)
    standing = sealed.open_revision(application.id)
    if standing is None or standing.number != entry.data["revision"]:
        return  # sealed anew since: that fact asks
    for state in sealed.consent_states(application, standing):
        if state.stands:
            continue
        name = company_name(state.company_id, entry.at)

        def fields(language: str, company: str = name) -> dict[str, object]:
            return {
                "number": application.number,
                "company": company,
                "closes": _closes(application, language),
                "link": address("application", application.id),
            }

        template = "consent_stale" if state.is_stale else "consent_requested"
        people = [person for person in people_of(state.company_id) if person.id != entry.person_id]
        tell(template, entry, people, fields)


def tell_party_invited(entry: Entry) -> None:
    """The company asked to take part gets the link of its invitation."""
    application = _application(entry)
    party = next((p for p in applications.parties_of(application) if str(p.id) == entry.data["party"]), None)
    if party is None or not party.email or party.company_id is not None:
        return  # answered or taken back meanwhile
    notice = applications.program_of(application)
    reader = parties.person_by_email(party.email)
    language = reader.language if reader else "ko"
    write(
        "party_invited",
        to=party.email,
        language=language,
        at=entry.at,
        cause=f"{entry.uid}:party_invited",
        about=applications.ref_of(application.id),
        site=site(),
        program=notice.title.said(language),
        company=company_name(application.lead_company_id, entry.at),
        brn=numbers.written_brn(party.brn),
        role=_role(application, party.role, language),
        number=application.number,
        closes=_closes(application, language),
        link=address("party", party.id),
    )


def _role(application: Application, role: str, language: str) -> str:
    labels = {str(label.key): label.applying for label in applications.program_of(application).roles}
    return labels[role].said(language)


def tell_party_answered(entry: Entry) -> None:
    """The lead adopter's people learn the answer of the company they asked."""
    application = _application(entry)
    joined = entry.name == "application.party_joined"
    party = next((p for p in applications.parties_of(application) if str(p.id) == entry.data["party"]), None)
    partner = company_name(party.company_id, entry.at) if party and party.company_id else ""
    if joined and not partner:
        return  # left again meanwhile

    def fields(language: str) -> dict[str, object]:
        told: dict[str, object] = {
            "number": application.number,
            "role": _role(application, entry.data["role"], language),
            "link": address("application", application.id),
        }
        return {**told, "partner": partner} if joined else told

    template = "party_joined" if joined else "party_declined"
    tell(template, entry, people_of(application.lead_company_id), fields)


def tell_claim_decided(entry: Entry) -> None:
    """The claimant learns what the officer found."""
    claim = parties.claim_within_reach(UUID(entry.data["claim"]), of=SYSTEM)
    person = parties.person(claim.claimant_id)
    confirmed = entry.name == "claim.confirmed"

    def fields(_: str) -> dict[str, object]:
        told: dict[str, object] = {
            "company": company_name(entry.subject_id, entry.at),
            "link": address("company", entry.subject_id),
        }
        return told if confirmed else {**told, "reason": claim.reason}

    tell("claim_confirmed" if confirmed else "claim_refused", entry, [person], fields)


def tell_amended(entry: Entry) -> None:
    """Everyone who writes in an open draft learns that the notice has a new version, and why; of an extension both
    deadlines, the one before and the one in force.
    """
    if entry.data["version"] == 1:
        return
    amended = program(entry.program, entry.data["version"])
    notice, window = amended.versions[-1], amended.windows["application"]
    moved = window.moved_by(amended.version)
    drafts = applications.visible_to(SYSTEM).filter(program=entry.program, state=ApplicationState.DRAFT)
    for application in drafts.order_by("number"):

        def fields(language: str, number: str = application.number, key: UUID = application.id) -> dict[str, object]:
            day = notice.issued_on.isoformat()
            told: dict[str, object] = {"old": moment(moved.old, language)} if moved else {"issued": day}
            return told | {
                "program": amended.title.said(language),
                "number": number,
                "reason": notice.reason.said(language),
                "closes": moment(window.closes, language),
                "link": address("application", key),
            }

        template = "deadline_extended" if moved else "notice_amended"
        tell(template, entry, _everyone(application), fields, of=application.number)


READERS = (
    Reader("messages.amended", frozenset({"program.loaded"}), tell_amended),
    Reader("messages.received", frozenset({"application.received"}), tell_received),
    Reader("messages.withdrawn", frozenset({"application.withdrawn"}), tell_withdrawn),
    Reader("messages.refused_late", frozenset({"application.refused_at_door"}), tell_refused_late),
    Reader("messages.consents_needed", frozenset({"application.sealed"}), tell_consents_needed),
    Reader("messages.party_invited", frozenset({"application.party_invited"}), tell_party_invited),
    Reader(
        "messages.party_answered",
        frozenset({"application.party_joined", "application.party_declined"}),
        tell_party_answered,
    ),
    Reader("messages.claim_decided", frozenset({"claim.confirmed", "claim.refused"}), tell_claim_decided),
)
