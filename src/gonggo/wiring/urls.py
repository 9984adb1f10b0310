"""Every address of the pages: the desks' own tables, one after the other."""

from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from gonggo.web.ui.access import PUBLIC, SIGNED_IN, route
from gonggo.wiring.go import go
from gonggo.wiring.probe_record import record

DESKS = ("accounts", "company", "operator", "agency", "evaluator", "ui", "public")
_WEB = Path(__file__).parent.parent / "web"
_PRESENT = [desk for desk in DESKS if (_WEB / desk / "urls.py").exists()]

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"gonggo.web.{desk}.urls")) for desk in _PRESENT]
urlpatterns.append(route("go/<str:kind>/<uuid:key>", go, name="go", who=SIGNED_IN))
urlpatterns.append(route("probe/record", record, name="probe_record", who=PUBLIC))
if apps.is_installed("gonggo.web.demo"):
    urlpatterns.insert(0, path("demo/", include("gonggo.web.demo.urls")))

handler400 = "gonggo.web.ui.errors.bad_request"
handler403 = "gonggo.web.ui.errors.forbidden"
handler404 = "gonggo.web.ui.errors.not_found"
handler500 = "gonggo.web.ui.errors.server_error"
