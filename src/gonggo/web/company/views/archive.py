"""Everything that a company sent, to take home."""

from uuid import UUID

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_POST

from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import open_case
from gonggo.web.company.pages.archive import streamed
from gonggo.web.office.desk import origin


@require_POST
def archive(request: Request, application_id: UUID) -> StreamingHttpResponse:
    """One signed archive of what the company sent and was answered; taking letters is on record, so it is a POST."""
    case = open_case(request, application_id)
    headers = {
        "Content-Disposition": f'attachment; filename="{case.whole.facts.number}.zip"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(streamed(case, origin(request)), content_type="application/zip", headers=headers)
