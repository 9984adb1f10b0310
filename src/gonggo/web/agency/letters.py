"""통지서: what was sent to companies, to read; taking a paper goes into the access log."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.messages.letters import commands, queries
from gonggo.messages.letters.queries import PAGE, Issued
from gonggo.web.agency.claims import DESK
from gonggo.web.office.desk import Request, origin
from gonggo.web.office.listing import asked_page
from gonggo.web.ui.letters import shown
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Cell, Row, Table
from gonggo.web.ui.wording import day


@never_cache
@require_safe
def letters(request: Request) -> HttpResponse:
    """The newest first."""
    page = asked_page(request.GET)
    rows = queries.letters(of=request.actor, offset=(page - 1) * PAGE, limit=PAGE + 1)
    context = {
        "desk": DESK.frame("letters", of=request.actor),
        "table": _table(rows[:PAGE]),
        "earlier": f"?page={page - 1}" if page > 1 else "",
        "later": f"?page={page + 1}" if len(rows) > PAGE else "",
    }
    return render(request, "agency/letters.html", context)


def _table(rows: list[Issued]) -> Table:
    said = get_language() or "ko"
    heads = [gettext("문서번호"), gettext("통지서"), gettext("받는 곳"), gettext("시행일"), gettext("이의신청 기한")]
    return Table(
        gettext("통지서"),
        heads,
        [
            Row(
                [
                    Cell(one.number, url=reverse("agency:letter", args=[one.id])),
                    one.content.title,
                    one.content.to,
                    day(one.issued_on, said),
                    day(one.until_on, said) if one.until_on else "-",
                ]
            )
            for one in rows
        ],
    )


@never_cache
@require_safe
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """One letter in words, with its papers; what it says of the company is logged when its paper is taken."""
    found = queries.letter(letter_id, of=request.actor)
    pairs, points, approved = shown(found)
    context = {"desk": DESK.frame("letters", of=request.actor), "letter": found}
    context |= {"pairs": pairs, "points": points, "approved": approved}
    return render(request, "agency/letter.html", context)


@never_cache
@require_POST
def paper(request: Request, letter_id: UUID, said: str) -> HttpResponseBase:
    """The paper as an attachment; taking it is on record, so it is a POST."""
    opened = commands.open_letter(
        letter_id=letter_id, language=said, origin=origin(request), by=request.actor, at=request.received_at
    )
    return attachment(opened)
