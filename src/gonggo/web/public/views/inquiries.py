"""온라인 문의: anybody asks under a subject; who signed in sees what they asked and the answers."""

from django import forms
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.inquiries import commands, queries
from gonggo.inquiries.states import InquiryState
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program
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

    def __init__(self, program: Program, *, is_known: bool, data: object = None, subject: str = "") -> None:
        super().__init__(data, initial={"subject": subject})  # type: ignore[arg-type]  # a form's data, or none
        choose(self, "subject", [(one.key, one.subject.said(language())) for one in program.contacts])
        if is_known:
            del self.fields["email"]


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """The form; sent, the question waits for an officer and its answer goes by mail."""
    program, is_known = program_here(request), request.actor.person_id is not None
    data = request.POST if request.method == "POST" else None
    form = InquiryForm(program, is_known=is_known, data=data, subject=request.GET.get("subject", ""))
    if data is not None and form.is_valid():
        try:
            _asked(request, program, form)
        except Refused as refused:
            put_into(form, refused)
        else:
            return redirect(f"{request.path}?sent=1")
    context = {
        "program_key": program.key,
        "form": form,
        "has_errors": bool(form.errors),
        "is_sent": "sent" in request.GET,
        "mine": [_shown(one) for one in queries.mine(request.actor)],
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
        by=request.actor,
        at=request.received_at,
    )


def _count(place: str) -> None:
    """Refuses with: inquiry_too_many."""
    key = f"inquiries:{place}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > MOST_FROM_A_PLACE:
        raise Refused("inquiry_too_many", most=MOST_FROM_A_PLACE)


def _shown(one: queries.Inquiry) -> tuple[str, str, list[Pair]]:
    """(state, its word, question and answer)."""
    state = InquiryState(one.state)
    pairs = [Pair(gettext("문의"), one.question, note=instant(one.asked_at, language()))]
    if one.answered_at is not None:
        pairs.append(Pair(gettext("답변"), one.answer, note=instant(one.answered_at, language())))
        return "done", str(InquiryState.ANSWERED.label), pairs
    return "waiting", str(state.label), pairs
