"""The line of approval as a letter says it, from the facts of those who decided."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gonggo.facts.queries import names_of
from gonggo.journal.models import Entry
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.messages.telling import moment
from gonggo.parties import queries as parties
from gonggo.parties.roles import label

WHAT = {
    "application.supplement_asked": Text("보완요청", "Asked for a supplement"),
    "application.refused": Text("부적합 결정", "Refused"),
    "application.returned": Text("반려", "Returned"),
    "eligibility.found": Text("자격요건 판단", "Found on a condition"),
    "selection.drawn_up": Text("순위 작성", "Drew up the list"),
    "selection.supported": Text("명단 확정(첫째)", "Confirmed the list, first"),
    "selection.confirmed": Text("명단 확정(둘째)", "Confirmed the list, second"),
    "selection.promoted": Text("예비 선정", "Promoted from reserve"),
    "selection.given_up": Text("과제 포기", "Gave the place up"),
    "objection.extended": Text("처리 기한 연장", "Extended the time to answer"),
    "objection.upheld": Text("인용", "Upheld"),
    "objection.dismissed": Text("기각", "Dismissed"),
    "agreement.cost_settled": Text("사업비 확정", "Settled the costs"),
    "agreement.prepared": Text("협약서 확정", "Fixed the agreement's text"),
    "signing.signed": Text("협약서 서명", "Signed the agreement"),
    "agreement.refused": Text("협약하지 않기로 결정", "Decided against an agreement"),
    "agreement.change_prepared": Text("변경 협약서 확정", "Fixed the text of the change"),
    "agreement.changed": Text("협약변경 승인", "Approved the change"),
    "agreement.change_refused": Text("협약변경 불승인", "Did not approve the change"),
    "agreement.terminated": Text("협약 해약", "Terminated the agreement"),
    "settlement.examined": Text("정산 검토", "Examined the settlement"),
    "settlement.confirmed": Text("정산 확정", "Confirmed the settlement"),
    "return.reminded": Text("반납 독촉", "Reminded"),
    "recovery.proposed": Text("환수 제안", "Proposed the recovery"),
    "recovery.ordered": Text("환수 결정", "Decided on the recovery"),
    "sanction.noticed": Text("사전통지", "Gave notice"),
    "sanction.drawn_up": Text("결정안 작성", "Drew up the decision"),
    "sanction.decided": Text("참여제한 결정", "Decided"),
    "objection.petition_answered": Text("회신", "Answered"),
}
"""What a deciding fact is called in the line."""


def approved(deciding: Collection[Entry]) -> tuple[tuple[Text, Text, Text, Text], ...]:
    """(office and role, name, what, when) of each as the letter says it; nobody's name where it happened by itself.

    Three statements at most, however many they are.
    """
    bodies = _bodies(deciding)
    names = parties.names_of_people({one.person_id for one in deciding if one.person_id is not None})
    return tuple(
        _by_somebody(one, bodies.get(one.organisation), names)
        if one.person_id is not None
        else (Text("공고에 따른 자동 처리", "By the rules of the notice"), Text("-", "-"), WHAT[one.name], _when(one))
        for one in deciding
    )


def _bodies(deciding: Collection[Entry]) -> dict[str, Text]:
    """Written reference → what the office or the company is called."""
    known = {Ref.parse(one.organisation): one.at for one in deciding if one.organisation}
    offices = parties.agencies_by_id({one.id for one in known if one.kind is Kind.AGENCY})
    companies = {one.id for one in known if one.kind is Kind.COMPANY}
    called = names_of(companies, legal_day(max(known.values()))) if companies else {}
    found = {str(office.ref): Text(office.name, office.name_en or office.name) for office in offices.values()}
    return found | {str(Ref(Kind.COMPANY, key)): Text(name, name) for key, name in called.items()}


def _by_somebody(one: Entry, body: Text | None, names: Mapping[UUID, str]) -> tuple[Text, Text, Text, Text]:
    role, name = label(Role(one.role)), names.get(one.person_id, "") if one.person_id else ""
    where = Text(f"{body.ko} {role.ko}", f"{role.en}, {body.en}") if body else role
    return where, Text(name, name), WHAT[one.name], _when(one)


def _when(one: Entry) -> Text:
    return Text(moment(one.at, "ko"), moment(one.at, "en"))
