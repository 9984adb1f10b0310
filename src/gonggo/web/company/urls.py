"""The addresses of the company's desk."""

from gonggo.kernel.actor import Role
from gonggo.web.company.views import (
    check,
    consulting,
    home,
    hub,
    letters,
    papers,
    parties,
    pool,
    pool_papers,
    receipts,
    sections,
)
from gonggo.web.ui.access import COMPANY, Who, route

JOINING = COMPANY | Who("MEMBER", frozenset({Role.MEMBER}))
"""A company's people, and people who have no company yet: they are shown the way to one."""

_ONE = "company/applications/<uuid:application_id>"
_ASKED = "company/consulting/<uuid:request_id>"
_POOL = "company/pool/<uuid:registration_id>"

app_name = "company"
urlpatterns = [
    route("company/", home.applications, name="applications", who=JOINING),
    route("company/waiting/", home.waiting_page, name="waiting", who=COMPANY),
    route("company/applications/start", home.start, name="start", who=JOINING),
    route("company/invitations/<uuid:party_id>", parties.invitation, name="invitation", who=JOINING),
    route("company/invitations/<uuid:party_id>/answer", parties.answer, name="answer_invitation", who=JOINING),
    route(f"{_ONE}", hub.hub, name="application", who=COMPANY),
    route(f"{_ONE}/history", hub.history, name="history", who=COMPANY),
    route(f"{_ONE}/eligibility", hub.eligibility, name="eligibility", who=COMPANY),
    route(f"{_ONE}/parties/invite", parties.invite, name="invite", who=COMPANY),
    route(f"{_ONE}/parties/<uuid:party_id>/remove", parties.remove, name="remove_party", who=COMPANY),
    route(f"{_ONE}/parties/leave", parties.leave, name="leave", who=COMPANY),
    route(f"{_ONE}/sections/<slug:key>", sections.section, name="section", who=COMPANY),
    route(f"{_ONE}/sections/<slug:key>/keep", sections.keep, name="keep", who=COMPANY),
    route(f"{_ONE}/papers", papers.papers, name="papers", who=COMPANY),
    route(f"{_ONE}/papers/<slug:slot>", papers.slot, name="slot", who=COMPANY),
    route(f"{_ONE}/papers/<slug:slot>/file", papers.upload, name="upload", who=COMPANY),
    route(f"{_ONE}/papers/<slug:slot>/remove", papers.remove, name="remove_paper", who=COMPANY),
    route(f"{_ONE}/papers/<slug:slot>/versions", papers.versions, name="versions", who=COMPANY),
    route(f"{_ONE}/report", papers.attach_report, name="attach_report", who=COMPANY),
    route(f"{_ONE}/files/<uuid:document_id>", papers.download, name="download", who=COMPANY),
    route(f"{_ONE}/check", check.check, name="check", who=COMPANY),
    route(f"{_ONE}/check/again", check.prove, name="prove", who=COMPANY),
    route(f"{_ONE}/check/seal", check.seal, name="seal", who=COMPANY),
    route(f"{_ONE}/check/consent", check.consent, name="consent", who=COMPANY),
    route(f"{_ONE}/check/consent/withdraw", check.withdraw_consent, name="withdraw_consent", who=COMPANY),
    route(f"{_ONE}/withdraw", check.withdraw, name="withdraw", who=COMPANY),
    route(f"{_ONE}/objection", letters.object_to, name="object", who=COMPANY),
    route("company/letters/", letters.letters, name="letters", who=COMPANY),
    route("company/letters/<uuid:letter_id>", letters.letter, name="letter", who=COMPANY),
    route("company/letters/<uuid:letter_id>/<slug:said>.pdf", letters.paper, name="letter_paper", who=COMPANY),
    route("company/objections/<uuid:objection_id>", letters.objection, name="objection", who=COMPANY),
    route("company/objections/<uuid:objection_id>/withdraw", letters.withdraw, name="withdraw_objection", who=COMPANY),
    route("company/receipts/", receipts.receipts, name="receipts", who=COMPANY),
    route("company/consulting/", consulting.consulting, name="consulting", who=JOINING),
    route(_ASKED, consulting.request, name="consulting_request", who=COMPANY),
    route(f"{_ASKED}/cancel", consulting.cancel, name="cancel_consulting", who=COMPANY),
    route(f"{_ASKED}/report/<int:version>.pdf", consulting.report_pdf, name="report_pdf", who=COMPANY),
    route("company/receipts/<uuid:receipt_id>", receipts.receipt, name="receipt", who=COMPANY),
    route("company/receipts/<uuid:receipt_id>/qr.svg", receipts.qr, name="receipt_qr", who=COMPANY),
    route("company/receipts/<uuid:receipt_id>/file", receipts.file, name="receipt_file", who=COMPANY),
    route("company/receipts/<uuid:receipt_id>/pdf", receipts.pdf, name="receipt_pdf", who=COMPANY),
    route("company/pool/start", pool.start, name="pool_start", who=JOINING),
    route(_POOL, pool.registration, name="pool_registration", who=COMPANY),
    route(f"{_POOL}/pages/<slug:key>", pool.page, name="pool_page", who=COMPANY),
    route(f"{_POOL}/solutions", pool.solutions, name="pool_solutions", who=COMPANY),
    route(f"{_POOL}/solutions/remove", pool.remove_solution, name="pool_remove_solution", who=COMPANY),
    route(f"{_POOL}/papers", pool_papers.papers, name="pool_papers", who=COMPANY),
    route(f"{_POOL}/papers/<slug:slot>", pool_papers.slot, name="pool_slot", who=COMPANY),
    route(f"{_POOL}/papers/<slug:slot>/file", pool_papers.upload, name="pool_upload", who=COMPANY),
    route(f"{_POOL}/papers/<slug:slot>/remove", pool_papers.remove, name="pool_remove_paper", who=COMPANY),
    route(f"{_POOL}/files/<uuid:document_id>", pool_papers.download, name="pool_download", who=COMPANY),
    route(f"{_POOL}/check", pool.check, name="pool_check", who=COMPANY),
    route(f"{_POOL}/check/again", pool.prove, name="pool_prove", who=COMPANY),
    route(f"{_POOL}/withdraw", pool.withdraw, name="pool_withdraw", who=COMPANY),
    route(f"{_POOL}/check/seal", pool.seal, name="pool_seal", who=COMPANY),
]
