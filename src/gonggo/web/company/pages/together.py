"""The lead's pages about the others: one goes and another comes, and which pages they write together."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from gonggo.applications import form
from gonggo.applications.standing_together import Exchange
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import PartyRole
from gonggo.web.company.case import Case, last_saved
from gonggo.web.company.consortium_forms import OpenSectionForm
from gonggo.web.ui import wording


@dataclass(frozen=True, slots=True)
class ExchangePage:
    leaving: str


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """A page that two companies write."""

    section: str
    company_id: UUID
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class TogetherPage:
    lines: list[OpenedLine]
    sections: list[tuple[str, str]]
    companies: list[tuple[str, str]]
    may_open: bool


def exchange_page(case: Case, party_id: UUID) -> ExchangePage:
    """Raises OutOfReach for whoever is not the lead's writer, and for a company that is no supplier here."""
    party = next((one for one in case.whole.parties if one.id == party_id and one.role == PartyRole.SUPPLIER), None)
    if party is None or not case.me.is_lead or not case.may_write:
        raise OutOfReach(f"party:{party_id}")
    name = case.name_of(party.company_id) if party.company_id else written_brn(party.brn)
    return ExchangePage(f"{case.role_label(party.role)} {name}")


def together_page(case: Case) -> TogetherPage:
    """Raises OutOfReach for whoever is not of the lead."""
    if not case.me.is_lead:
        raise OutOfReach("together")
    pages = [page for page in case.sections_of(case.me) if not form.is_personal(page)]
    return TogetherPage(
        lines=_lines(case),
        sections=[(page.key, page.label.said(case.language)) for page in pages],
        companies=[(str(one.company_id), case.name_of(one.company_id)) for one in case.partners],
        may_open=case.may_change and bool(case.partners),
    )


def _lines(case: Case) -> list[OpenedLine]:
    labels = {page.key: page for page in case.sections_of(case.me)}
    drafts = case.drafts_of(case.me)
    lines = []
    for one in case.whole.opened:
        page = labels[one.section]
        latest = last_saved(drafts[q.key] for q in page.questions if q.key in drafts)
        said = {"company": case.name_of(one.company_id), "when": wording.instant(one.opened_at, case.language)}
        note = gettext("%(company)s에 %(when)s부터 열려 있습니다") % said
        if latest is not None:
            when = wording.instant(latest.saved_at, case.language)
            note += f" · {case.writer(latest.saved_by)}, {when}"
        lines.append(OpenedLine(one.section, one.company_id, page.label.said(case.language), note))
    return lines


def opened_by(posted: OpenSectionForm) -> dict[str, Any]:
    """What the form chose, as the command takes it."""
    return {"section": posted.cleaned_data["section"], "company_id": UUID(posted.cleaned_data["company"])}


def as_uuid(text: str) -> UUID:
    """What is none names no company."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def trail(case: Case) -> list[str]:
    """Who came for whom, when and why, oldest first."""
    return [_exchanged(case, one) for one in case.whole.exchanges]


def _exchanged(case: Case, one: Exchange) -> str:
    said = {
        "role": case.role_label(one.role),
        "out": case.whole.names.get(one.out_company_id, "") if one.out_company_id else "",
        "in": case.whole.names.get(one.in_company_id, "") if one.in_company_id else "",
        "when": wording.instant(one.at, case.language),
        "reason": one.reason,
    }
    said["out"], said["in"] = said["out"] or written_brn(one.out_brn), said["in"] or written_brn(one.in_brn)
    return gettext("%(role)s 교체: %(out)s → %(in)s · %(when)s · 사유: %(reason)s") % said
