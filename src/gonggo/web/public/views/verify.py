"""Verifying a receipt without us: the page to take away, the public keys, the signed state of the log."""

from dataclasses import asdict
from importlib.resources import files

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.intake import queries as door
from gonggo.web.public.kept import kept
from gonggo.web.public.views.asked import Request
from gonggo.web.ui.responses import download

_VERIFIER = files("gonggo.intake").joinpath("verifier.html")


@kept
def verify(request: Request) -> HttpResponse:
    """How to check a receipt, with everything that one needs for it."""
    context = {
        "has_verifier": _VERIFIER.is_file(),
        "keys": settings.GONGGO_PUBLIC_KEYS,
        "checkpoint": door.checkpoint(),
    }
    return render(request, "public/verify.html", context)


@kept
def verifier(_request: Request) -> HttpResponse:
    """The self-contained page, to be saved: it works from a disk, with the network off."""
    if not _VERIFIER.is_file():
        raise Http404("verifier")
    name = "gonggo-verifier.html"
    return download(_VERIFIER.read_bytes(), name, "text/html; charset=utf-8", plain=name)


@kept
def keys(_request: Request) -> HttpResponse:
    """The public keys with their ids and fingerprints, for programs."""
    listed = [asdict(key) for key in settings.GONGGO_PUBLIC_KEYS]
    return JsonResponse({"keys": listed}, json_dumps_params={"indent": 2, "ensure_ascii": False})


@kept
def key(_request: Request, use: str) -> HttpResponse:
    """One public key as PEM, as the command line and openssl read it."""
    found = next((key for key in settings.GONGGO_PUBLIC_KEYS if key.use == use), None)
    if found is None:
        raise Http404(use)
    name = f"gonggo-{use}.pem"
    return download(found.pem.encode(), name, "application/x-pem-file", plain=name)


@never_cache
@require_safe
def checkpoint(_request: Request) -> HttpResponse:
    """The newest signed state of the log (a signed note: origin, size, root, signature)."""
    note = door.checkpoint()
    if note is None:
        raise Http404("checkpoint")
    return HttpResponse(note, content_type="text/plain; charset=utf-8")
