"""The forms of an application: downloaded as they are filled, and a filled one read back into the answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gonggo.applications import commands
from gonggo.documents import commands as documents
from gonggo.documents.forms import ReadBack, read_back
from gonggo.documents.refusals import EMPTY, FILE_PROBLEMS, NOT_A_FORM
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Form
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import Case, frame, open_case
from gonggo.web.company.pages import filled
from gonggo.web.company.pages.papers import limits
from gonggo.web.company.pages.read_back import chosen, read_page
from gonggo.web.ui import sheets
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.responses import download

_FIELD = "file"


@require_GET
def forms(request: Request, application_id: UUID) -> HttpResponse:
    """Every form of one's own, filled, and where a filled one is read back."""
    return _page(request, open_case(request, application_id))


def _page(request: Request, case: Case, refused: Refused | None = None) -> HttpResponse:
    problem = worded(refused) if refused else None
    context = {**frame(case), "page": filled.forms_page(case), "problem": problem, "has_errors": bool(problem)}
    return render(request, "company/forms.html", context, status=422 if refused else 200)


@require_GET
def file(request: Request, application_id: UUID, form_key: str, which: str, ending: str) -> HttpResponse:
    """A form with the company's own answers and data in it: as it stands, or as it was submitted."""
    case = open_case(request, application_id)
    form = filled.form_of(case, form_key)
    made = filled.file_of(case, form, which, ending)
    kind = sheets.PDF if ending == "pdf" else sheets.HWPX
    response = download(made, filled.file_name(form, case.language, ending), kind, plain=f"{form_key}.{ending}")
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@require_POST
def read(request: Request, application_id: UUID, form_key: str) -> HttpResponse:
    """A filled form is read, and what it says shown beside what stands; nothing of it is kept."""
    case = open_case(request, application_id)
    form = filled.form_of(case, form_key)
    if not case.may_write or not filled.is_readable(form):
        raise Refused("wrong_role")
    try:
        found, name = _read(request, case, form)
    except Refused as refused:
        if refused.code not in {*FILE_PROBLEMS, NOT_A_FORM}:
            raise
        return _page(request, case, refused)
    page = read_page(case, form, found, name)
    return render(request, "company/form_read.html", {**frame(case), "page": page, "form_key": form_key})


def _read(request: Request, case: Case, form: Form) -> tuple[ReadBack, str]:
    sent = request.FILES.get(_FIELD)
    if sent is None:
        raise Refused(EMPTY, field=_FIELD)
    limit = limits(case.program, case.language).file_bytes
    grids = documents.tables_in(sent, declared_name=sent.name or "", size_limit=limit, field=_FIELD)
    found = read_back(grids, filled.sheets_of(case, form))
    if not found.is_this_form:
        raise Refused(NOT_A_FORM, field=_FIELD)
    return found, sent.name or ""


@require_POST
def take(request: Request, application_id: UUID, form_key: str) -> HttpResponse:
    """What was ticked of a form is saved as any answer is: page by page, over the texts that were shown beside it."""
    case = open_case(request, application_id)
    filled.form_of(case, form_key)
    saved, kept_apart = _saved(request, case)
    if saved:
        messages.success(request, gettext("서식에서 답 %(count)d개를 가져와 저장했습니다.") % {"count": saved})
    if not kept_apart:
        return redirect(case.url("forms"))
    messages.warning(request, gettext("그사이 다른 곳에서 고친 답이 있어 두 글을 모두 남겨 두었습니다."))
    return redirect(case.url("section", kept_apart[0]))


def _saved(request: Request, case: Case) -> tuple[int, list[str]]:
    """How many answers were saved, and the pages on which somebody else was faster."""
    saved, kept_apart = 0, []
    for section, values in chosen(case, request.POST, request.POST.getlist("take")):
        base = {key: _revision(request.POST.get(f"base.{key}", "")) for key in values}
        try:
            commands.save_answers(
                application_id=case.id,
                section=section.key,
                values=values,
                base=base,
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refused:
            if refused.code != "draft_conflict":
                raise
            kept_apart.append(section.key)
        else:
            saved += len(values)
    return saved, kept_apart


def _revision(text: str) -> int:
    """The revision that was shown; what is no number names none, so that the text is kept beside the standing one."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
