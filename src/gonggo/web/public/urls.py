"""The addresses of the public desk: all of them for everybody."""

from gonggo.web.public.views import board, help, programs, results, self_check, verify  # noqa: A004  # a view module, not the built-in
from gonggo.web.ui.access import PUBLIC, route

app_name = "public"

urlpatterns = [
    route("", programs.home, name="home", who=PUBLIC),
    route("programs/", programs.programs, name="programs", who=PUBLIC),
    route("programs/<str:key>.json", programs.definition, name="definition", who=PUBLIC),
    route("programs/<str:key>/deadline.json", programs.deadline, name="deadline", who=PUBLIC),
    route("programs/<str:key>/versions/<int:number>", programs.version, name="version", who=PUBLIC),
    route("programs/<str:key>/self-check", self_check.self_check, name="self_check", who=PUBLIC),
    route("programs/<str:key>/results", results.results, name="results", who=PUBLIC),
    route("programs/<str:key>", programs.program, name="program", who=PUBLIC),
    route("guide/", programs.guide, name="guide", who=PUBLIC),
    route("guide/suppliers/", programs.suppliers, name="suppliers", who=PUBLIC),
    route("consulting/", programs.consulting, name="consulting", who=PUBLIC),
    route("pool/", programs.pool, name="pool", who=PUBLIC),
    route("board/", board.board, name="notices", who=PUBLIC),
    route("board/<str:key>/<str:post_key>", board.post, name="post", who=PUBLIC),
    route("library/", board.library, name="library", who=PUBLIC),
    route("library/<str:key>/forms.zip", board.forms_zip, name="forms_zip", who=PUBLIC),
    route("library/<str:key>/forms/<str:form_key>.pdf", board.form_pdf, name="form_pdf", who=PUBLIC),
    route("library/<str:key>/forms/<str:form_key>.hwpx", board.form_hwpx, name="form_hwpx", who=PUBLIC),
    route("library/<str:key>/forms/<str:form_key>", board.form, name="form", who=PUBLIC),
    route("library/<str:key>/manuals/<str:manual_key>.pdf", board.manual_pdf, name="manual_pdf", who=PUBLIC),
    route("library/<str:key>/manuals/<str:manual_key>.hwpx", board.manual_hwpx, name="manual_hwpx", who=PUBLIC),
    route("library/<str:key>/manuals/<str:manual_key>", board.manual, name="manual", who=PUBLIC),
    route("faq/", board.faq, name="faq", who=PUBLIC),
    route("contacts", help.contacts, name="contacts", who=PUBLIC),
    route("search", help.search, name="search", who=PUBLIC),
    route("verify", verify.verify, name="verify", who=PUBLIC),
    route("verify/verifier.html", verify.verifier, name="verifier", who=PUBLIC),
    route("verify/keys.json", verify.keys, name="keys", who=PUBLIC),
    route("verify/<str:use>.pem", verify.key, name="key", who=PUBLIC),
    route("log/checkpoint", verify.checkpoint, name="checkpoint", who=PUBLIC),
    route("accessibility", help.accessibility, name="accessibility", who=PUBLIC),
    route("privacy", help.privacy, name="privacy", who=PUBLIC),
]
