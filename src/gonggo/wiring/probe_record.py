"""The prober outside hands its record over. For a machine: no page, no session; who has the key may add lines."""

import json
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import Refused
from gonggo.outages import commands
from gonggo.outages.queries import next_line
from gonggo.outages.record import RecordBroken, lines
from gonggo.web.office.desk import Request


@csrf_exempt
@never_cache
@require_POST
def record(request: Request) -> HttpResponse:
    """Lines of the record: how far it stands here then, also where they do not follow (409)."""
    _check_key(request)
    try:
        told: Any = json.loads(request.body)
        record_id, found = UUID(hex=told["record"]), lines(told["lines"])
    except (KeyError, TypeError, ValueError, AttributeError, RecordBroken):
        return JsonResponse({"trouble": "malformed"}, status=400)
    try:
        stands = commands.take_over(record_id=record_id, lines=found, by=SYSTEM, at=request.received_at)
    except Refused as refused:
        return JsonResponse({"stands": next_line(record_id)[0], "trouble": refused.code}, status=409)
    return JsonResponse({"stands": stands})


def _check_key(request: HttpRequest) -> None:
    """Without the key there is nothing here; where the house has none, for nobody."""
    key = settings.GONGGO_ENVIRONMENT.probe_key
    said = request.headers.get("Authorization", "")
    if not key or not compare_digest(said.encode(), f"Bearer {key}".encode()):
        raise Http404
