"""What is known of one's company, and the correction of it: a new dated fact each, never written over."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.facts import queries
from gonggo.facts.commands import correct_company
from gonggo.facts.definition import FactKind, Source
from gonggo.facts.queries import Stated
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties
from gonggo.parties import rules
from gonggo.web.accounts import forms, refused
from gonggo.web.accounts.requests import Request, language
from gonggo.web.ui import wording
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Pair, Row, Table


@never_cache
@require_http_methods(["GET", "POST"])
def company_facts(request: Request) -> HttpResponse:
    """Everybody of the company reads what is known of it; its manager says what has changed, and since when."""
    if request.actor.company_id is None:
        raise OutOfReach("company")
    company = parties.within_reach(request.actor.company_id, of=request.actor)
    stated = queries.everything_stated(company.ref)
    known = queries.current(company.ref, legal_day(request.received_at))
    initial = {kind.value: content for kind, content in known.items()}
    if FactKind.PHONE in known:
        initial[FactKind.PHONE] = rules.written_phone(str(known[FactKind.PHONE]))
    initial["since_on"] = legal_day(request.received_at)
    form = forms.CorrectCompany(request.POST or None, initial=initial, known=known.keys())
    if request.method == "POST" and form.is_valid() and _corrected(request, form):
        messages.success(request, gettext("저장했습니다. 전의 정보는 아래 내역에 남습니다."))
        return redirect("facts:facts")
    context = {
        "form": form,
        "manages": request.actor.role is Role.COMPANY_MANAGER,
        "number": rules.written_brn(company.brn),
        "known": _pairs(known),
        "stated": _table(stated),
    }
    return page_with_form(request, "accounts/company_facts.html", context, wrong=form.errors)


def _corrected(request: Request, form: forms.CorrectCompany) -> bool:
    said = dict(form.cleaned_data)
    since_on = said.pop("since_on")
    values = {FactKind(key): content for key, content in said.items() if content}
    assert request.actor.company_id is not None
    try:
        correct_company(
            company_id=request.actor.company_id,
            values=values,
            since_on=since_on,
            by=request.actor,
            at=request.received_at,
        )
    except Refused as no:
        if no.code == "wrong_role":
            raise
        refused.put_into(form, no)
        return False
    return True


def _pairs(known: dict[FactKind, str | date]) -> list[Pair]:
    return [Pair(str(label), _said(kind, known[kind])) for kind, label in forms.FACTS.items() if kind in known]


def _said(kind: FactKind, content: str | date) -> str:
    if kind is FactKind.PHONE:
        return rules.written_phone(str(content))
    return content if isinstance(content, str) else wording.day(content, language(), year=True)


def _table(stated: Sequence[Stated]) -> Table:
    """What the company is asked for; what the house itself records of it is told where it counts."""
    names = parties.names_of_people({one.recorded_by for one in stated if one.recorded_by})
    sources = {
        Source.STATED: gettext("회사가 적음"),
        Source.CERTIFICATE: gettext("증명서"),
        Source.TAX_SERVICE: gettext("국세청 조회"),
        Source.OFFICER: gettext("담당자"),
        Source.RECORD: gettext("접수 기록"),
    }
    heads = [
        gettext("항목"),
        gettext("내용"),
        gettext("기간"),
        gettext("출처"),
        gettext("적은 사람"),
        gettext("적은 때"),
    ]
    return Table(
        gettext("회사 정보의 내역"),
        heads,
        [
            Row(
                [
                    str(forms.FACTS[one.kind]),
                    _said(one.kind, one.content),
                    _days(one),
                    sources[one.source],
                    names.get(one.recorded_by, "") if one.recorded_by else "",
                    wording.desk_instant(one.recorded_at, language()),
                ]
            )
            for one in stated
            if one.kind in forms.FACTS
        ],
    )


def _days(one: Stated) -> str:
    if one.until_on == one.since_on:
        return gettext("바로잡음")
    until = wording.desk_day(one.until_on) if one.until_on else ""
    return f"{wording.desk_day(one.since_on)} ~ {until}"
