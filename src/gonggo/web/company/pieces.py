"""A file for a slot in pieces, at the address that takes it whole (docs/decisions/0055).

    POST   Upload-Complete: ?0                      a question: how much has arrived?
    PATCH  Upload-Complete: ?0, Upload-Offset: n    the bytes from n on
    PATCH  Upload-Complete: ?1, Upload-Offset: all  the whole is judged as a file that came by the form

Each names the file: Content-Disposition, Upload-Length, Last-Modified. Each is answered by 204 with Upload-Offset, the
last and every problem of the file by the slot, a piece that is not the next one by 409 with Upload-Offset.
"""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import parse_header_parameters
from django.views.decorators.http import require_http_methods

from gonggo.documents import commands as documents
from gonggo.documents.refusals import ELSEWHERE, UNREADABLE
from gonggo.documents.unfinished import Coming
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.web.accounts.requests import Request
from gonggo.web.ui.refusals import refusal_page

View = Callable[..., HttpResponse]
COMPLETE = "Upload-Complete"
OFFSET = "Upload-Offset"
_BYTES = re.compile(r"[0-9]{1,15}")
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")


class StillComing(Exception):
    """The file is not whole yet; ``arrived`` bytes of it are here."""

    def __init__(self, arrived: int) -> None:
        super().__init__(arrived)
        self.arrived = arrived


def takes_pieces(view: View) -> View:
    """The view of a slot takes a file whole, by a form, and in pieces."""

    @require_http_methods(["POST", "PATCH"])
    @wraps(view)
    def whole_or_in_pieces(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except StillComing as coming:
            return HttpResponse(status=204, headers={OFFSET: str(coming.arrived)})
        except Refused as refused:
            if refused.code != ELSEWHERE:
                raise
            response = refusal_page(request, refused)
            response[OFFSET] = str(refused.facts["bytes"])
            return response

    return whole_or_in_pieces


def joined(request: Request, given: Mapping[str, Any]) -> UUID:
    """The document that the pieces become with the last one; until then raises StillComing.

    ``given`` is what the slot lets in, as for ``documents.receive``. Refuses with: upload_unreadable,
    upload_elsewhere, upload_changed, and as ``receive``.
    """
    field = given["field"]
    coming = _announced(request, field)
    limit = max(0, min(given["size_limit"], given["total_limit"] - given["already"]))
    arrived = documents.announce(coming, limit=limit, accepts=given["accepts"], field=field)
    if request.method == "POST":
        raise StillComing(arrived)
    offset = _number(request, OFFSET, field)
    if request.headers[COMPLETE] == "?1":
        digest = _DIGEST.fullmatch(request.headers.get("Repr-Digest", ""))
        if digest is None or offset != coming.size:
            raise Refused(UNREADABLE, field=field)
        return documents.finish(
            coming,
            digest=digest[1],
            field=field,
            take=lambda whole: documents.receive(whole, declared_name=coming.name, **given),
        )
    raise StillComing(documents.add_piece(request, coming, offset=offset, field=field))


def _announced(request: Request, field: str) -> Coming:
    if request.actor.person_id is None:
        raise OutOfReach(request.path)
    return Coming(
        person=request.actor.person_id,
        place=request.path,
        name=_name(request, field),
        size=_number(request, "Upload-Length", field),
        modified=request.headers.get("Last-Modified", ""),
    )


def _name(request: Request, field: str) -> str:
    """The name as RFC 6266 says it."""
    try:
        name = parse_header_parameters(request.headers.get("Content-Disposition", ""))[1].get("filename", "")
    except (LookupError, ValueError):
        name = ""
    if not name:
        raise Refused(UNREADABLE, field=field)
    return str(name)


def _number(request: Request, header: str, field: str) -> int:
    said = request.headers.get(header, "")
    if not _BYTES.fullmatch(said):
        raise Refused(UNREADABLE, field=field)
    return int(said)
