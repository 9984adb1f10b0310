"""The door's own few pages, for when the others are down: what happened, the number, the stamp, the download."""

from html import escape

from gonggo.intake.door.http import HTML, NO_STORE, Response
from gonggo.intake.receipts import EventRow, dashed, instant
from gonggo.intake.refusals import facts_of, words
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.refusal import RefusalWords

CSP = (
    "content-security-policy",
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
)
STYLE = b"""body { font: 1.0625rem/1.6 "Pretendard GOV", "Noto Sans KR", sans-serif; color: #1e2124; margin: 0 auto;
  max-width: 40rem; padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.4; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.5rem; border-top: 1px solid #b1b8be;
  border-bottom: 1px solid #b1b8be; padding: 1rem 0; }
dt { color: #464c53; } dd { margin: 0; font-weight: 700; overflow-wrap: anywhere; }
a, button { color: #0b50d0; } button { font: inherit; padding: .75rem 1.5rem; min-height: 3rem; }
.en { color: #464c53; }
"""
_TITLES = {
    "submitted": ("접수되었습니다", "Received"),
    "withdrawn": ("신청이 철회되었습니다", "Withdrawn"),
    "refused": ("접수되지 않았습니다", "Not received"),
}


def _page(title_ko: str, title_en: str, inside: str, status: int = 200, *more: tuple[str, str]) -> Response:
    text = f"""<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title_ko)} · {escape(title_en)}</title><link rel="stylesheet" href="/intake/door.css"></head>
<body><main><h1>{escape(title_ko)}<br><span class="en" lang="en">{escape(title_en)}</span></h1>
{inside}</main></body></html>
"""
    return Response(status, text.encode("utf-8"), HTML, (NO_STORE, CSP, *more))


def _said(said: RefusalWords) -> str:
    return (
        f"<p>{escape(said.says.ko)}</p><p>{escape(said.remedy.ko)}</p>"
        f'<p class="en" lang="en">{escape(said.says.en)} {escape(said.remedy.en)}</p>'
    )


def receipt_page(row: EventRow) -> Response:
    """What people need of a receipt, and the signed file."""
    arrived = instant(row.stamped_at).astimezone(SEOUL)
    said = _said(words(row.code, facts_of(row))) if row.event == "refused" else ""
    inside = f"""{said}<dl><dt>접수번호 <span lang="en">(Number)</span></dt><dd>{escape(f"{row.number}-{row.seq}")}</dd>
<dt>{"제출 시각" if row.event == "refused" else "접수일시"} <span lang="en">(Time)</span></dt>
<dd>{arrived:%Y-%m-%d %H:%M:%S} KST</dd></dl>
<p><a href="/intake/receipt/{dashed(row.id)}.json" download>접수증 파일 내려받기
<span lang="en">(Download)</span></a></p>
<p><a href="/">처음 화면 <span lang="en">(Home)</span></a></p>"""
    return _page(*_TITLES[row.event], inside)


def rejection_page(status: int, said: RefusalWords) -> Response:
    """A request that could not be taken."""
    return _page("처리하지 않았습니다", "Not done", _said(said), status)


def away_page(said: RefusalWords, path: str, capability: str, slip: str, retry_after: str) -> Response:
    """The store is away: a button that sends the same request again with its slip."""
    inside = f"""{_said(said)}<form method="post" action="{escape(path)}">
<input type="hidden" name="capability" value="{escape(capability)}">
<input type="hidden" name="slip" value="{escape(slip)}">
<button type="submit">다시 보내기 <span lang="en">(Send again)</span></button></form>"""
    return _page("아직 처리하지 못했습니다", "Not done yet", inside, 503, ("retry-after", retry_after))
