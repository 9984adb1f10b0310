"""The mails that this desk writes itself."""

from datetime import datetime
from uuid import UUID

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.parties.roles import label
from gonggo.web.accounts.requests import Request, language


def send_invitation(
    request: Request, *, to: str, role: Role, company_id: UUID, token: str, expires_at: datetime
) -> None:
    """The invitation with its link: the only place where the link's secret ever stands."""
    name = names_of([company_id], legal_day(request.received_at)).get(company_id, "")
    context = {
        "company": name,
        "inviter": str(request.user),
        "role": label(role).said(language()),
        "link": request.build_absolute_uri(reverse("accounts:invitation", args=[token])),
        "expires_at": expires_at,
    }
    subject = gettext("%(company)s에서 함께 일하도록 초대합니다") % {"company": name}
    send_mail(subject, render_to_string("accounts/email/invitation.txt", context), None, [to])
