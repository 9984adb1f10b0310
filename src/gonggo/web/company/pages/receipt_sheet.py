"""A receipt as it is printed: what people need, the company's papers, what proves it, and what was submitted."""

from collections.abc import Mapping

from django.utils.translation import gettext

from gonggo.applications.form import paper_label
from gonggo.documents.forms import ReceiptSheet, Rows, Values
from gonggo.intake.queries import Receipt
from gonggo.web.company.case import Case
from gonggo.web.company.pages.done import ReceiptPage, sealed_content
from gonggo.web.company.pages.submitted import submitted_sheet
from gonggo.web.ui import wording


def receipt_sheet(page: ReceiptPage, receipt: Receipt, case: Case) -> tuple[ReceiptSheet, Values, Rows]:
    """The receipt with what its parts hold. One statement more than the page."""
    said, content = case.language, sealed_content(receipt)
    own = _own_papers(content, case)
    is_submitted = receipt.event == "submitted" and bool(content)
    parts, values, rows = submitted_sheet(case, content) if is_submitted else ((), {}, {})
    titles = {
        "submitted": gettext("접수증"),
        "withdrawn": gettext("신청 철회 확인서"),
        "refused": gettext("미접수 확인서"),
    }
    sheet = ReceiptSheet(
        language=said,
        over=case.program.title.said(said),
        title=titles[receipt.event],
        facts=tuple((str(pair.term), str(pair.value)) for pair in page.pairs),
        paper_title=gettext("우리 회사가 낸 서류") if own else "",
        paper_heads=(gettext("서류"), gettext("파일"), gettext("크기"), "SHA-256") if own else (),
        papers=tuple(
            (
                paper_label(case.program, str(paper["slot"])).said(said),
                str(paper["name"]),
                wording.file_size(int(str(paper["size"]))),
                str(paper["sha256"]),
            )
            for paper in own
        ),
        proof_title=gettext("위·변조 확인"),
        proof=tuple((str(pair.term), str(pair.value)) for pair in page.proof),
        qr=page.check_url,
        qr_label=gettext("찍으면 이 접수증을 확인하는 화면이 열립니다."),
        lines=(page.says, page.remedy) if page.says else (),
        parts_title=gettext("제출한 내용") if parts else "",
        parts=tuple(parts),
    )
    return sheet, values, rows


def _own_papers(content: Mapping[str, object], case: Case) -> list[dict[str, object]]:
    """The papers of one's own company as they were submitted."""
    parties = content.get("parties", [])
    assert isinstance(parties, list)
    mine = next((party for party in parties if party["company"] == str(case.me.company_id)), None)
    return list(mine["papers"]) if mine else []
