"""온라인 문의: anybody asks under a subject; who signed in sees what they asked and the answers."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.inquiries import commands, queries
from gonggo.inquiries.queries import About
from gonggo.inquiries.rules import office_called
from gonggo.inquiries.states import InquiryState
from gonggo.kernel.refusal import Refused
from gonggo.operators.queries import closed
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.refused import put_into
from gonggo.web.office.desk import origin
from gonggo.web.public.shown import tables
from gonggo.web.public.shown.words import language
from gonggo.web.public.views.asked import Request, program_here
from gonggo.web.ui.fields import choose
from gonggo.web.ui.rows import Pair
from gonggo.web.ui.wording import instant

MOST_FROM_A_PLACE = 20
"""Questions an hour from one network address, whatever addresses they name: an office may share one."""
HOUR = 3600  # seconds, by the machine's clock


class InquiryForm(forms.Form):
    """A question under a subject; a visitor says where the answer goes."""

    subject = forms.ChoiceField(
        label=_("무엇에 관한 문의인가요?"), error_messages={"required": _("주제를 골라 주세요.")}
    )
    application = forms.ChoiceField(
        label=_("어느 과제신청에 관한 문의인가요?"),
        required=False,
        help_text=_("고른 신청을 맡은 곳이 답하고, 신청의 번호가 그곳에 보입니다."),
    )
    operator = forms.ChoiceField(required=False)
    question = forms.CharField(
        label=_("궁금한 점"),
        max_length=commands.MOST_QUESTION,
        help_text=_("주민등록번호나 계좌번호는 적지 마세요."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("궁금한 점을 적어 주세요.")},
    )
    email = forms.EmailField(
        label=_("답을 받을 이메일"),
        max_length=254,
        error_messages={
            "required": _("답을 받을 이메일 주소를 적어 주세요."),
            "invalid": _("이메일 주소를 다시 확인해 주세요."),
        },
    )

    def __init__(
        self, program: Program, mine: Sequence[About], *, is_known: bool, data: object = None, subject: str = ""
    ) -> None:
        super().__init__(data, initial={"subject": subject})  # type: ignore[arg-type]  # a form's data, or none
        self._choose("subject", [(one.key, one.subject.said(language())) for one in program.contacts])
        called = {one.id: office_called(program, one.operator).said(language()) for one in mine}
        about = [(str(one.id), " · ".join(filter(None, [one.number, one.title, called[one.id]]))) for one in mine]
        self._choose("application", [("", gettext("과제신청에 관한 문의가 아닙니다.")), *about] if mine else [])
        theirs = [one.subject.said(language()) for one in program.contacts if one.each_operator]
        shut = closed(program.key) if theirs else frozenset()
        offices = [(one.key, one.name.said(language())) for one in program.operators if one.key not in shut]
        self._choose("operator", [("", gettext("정하지 않음")), *offices] if theirs else [])
        if theirs:
            field, label = self.fields["operator"], program.operator_label.said(language())
            field.label = label
            field.help_text = gettext("%(subject)s에 관한 문의는 고른 곳이 답합니다.") % {"subject": ", ".join(theirs)}
        if is_known:
            del self.fields["email"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """The choices of a field; one that has none is not asked."""
        if choices:
            choose(self, name, choices)
        else:
            del self.fields[name]


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """The form; sent, the question waits for an officer and its answer goes by mail."""
    program, is_known = program_here(request), request.actor.person_id is not None
    data = request.POST if request.method == "POST" else None
    mine = queries.applications_to_ask_about(program.key, of=request.actor)
    form = InquiryForm(program, mine, is_known=is_known, data=data, subject=request.GET.get("subject", ""))
    if data is not None and form.is_valid():
        try:
            _asked(request, program, form)
        except Refused as refused:
            put_into(form, refused)
        else:
            return redirect(f"{request.path}?sent=1")
    programs = {one.key: one for one in all_programs()}
    context = {
        "program_key": program.key,
        "form": form,
        "has_errors": bool(form.errors),
        "is_sent": "sent" in request.GET,
        "mine": [_shown(one, programs) for one in queries.mine(request.actor)],
        "tables": tables.contacts(program),
    }
    return render(request, "public/ask.html", context, status=422 if form.errors else 200)


def _asked(request: Request, program: Program, form: InquiryForm) -> None:
    if request.actor.person_id is None:
        _count(origin(request))
    commands.ask(
        program=program,
        subject=form.cleaned_data["subject"],
        question=form.cleaned_data["question"],
        email=form.cleaned_data.get("email", ""),
        language=language(),
        application_id=UUID(chosen) if (chosen := form.cleaned_data.get("application")) else None,
        operator=form.cleaned_data.get("operator", ""),
        by=request.actor,
        at=request.received_at,
    )


def _count(place: str) -> None:
    """Refuses with: inquiry_too_many."""
    key = f"inquiries:{place}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > MOST_FROM_A_PLACE:
        raise Refused("inquiry_too_many", most=MOST_FROM_A_PLACE)


def _shown(one: queries.Inquiry, programs: Mapping[str, Program]) -> tuple[str, str, list[Pair]]:
    """(state, its word, question and answer, with who answers)."""
    state, notice = InquiryState(one.state), programs[one.program]
    pairs = [Pair(gettext("문의"), one.question, note=instant(one.asked_at, language()))]
    if one.answered_at is not None:
        by = office_called(notice, one.answered_operator).said(language())
        pairs.append(Pair(gettext("답변"), one.answer, note=f"{by}, {instant(one.answered_at, language())}"))
        return "done", str(InquiryState.ANSWERED.label), pairs
    pairs.append(Pair(gettext("답하는 곳"), office_called(notice, one.answers).said(language())))
    return "waiting", str(state.label), pairs
