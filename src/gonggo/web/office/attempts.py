"""제출 시도 for the help desk: what was not received, when, why, and what was missing. Nothing of it can be changed."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.applications.attempts import PAGE, Attempt, item_label
from gonggo.applications.attempts import attempts as attempts_of
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.programs.definition import Program
from gonggo.programs.queries import versions
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.listing import LONGEST_WORDS, asked_page
from gonggo.web.office.views import program_asked
from gonggo.web.ui.rows import Cell, Row, Table
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import full_stamp


@never_cache
@require_safe
def attempts(request: Request, desk: Desk) -> HttpResponse:
    """The attempts within reach of the help desk, the newest first, narrowed to a number or a company."""
    program, page = program_asked(request), asked_page(request.GET)
    words = request.GET.get("words", "").replace("\0", "")[:LONGEST_WORDS]
    context: dict[str, object] = {"desk": desk.frame("attempts", of=request.actor), "program": program}
    if program is None:
        return render(request, "office/empty.html", context)
    today = legal_day(request.received_at)
    rows = attempts_of(of=request.actor, program=program.key, words=words, on=today, page=page)
    names = names_of({one.company_id for one in rows}, today) if rows else {}
    context |= {
        "program_key": program.key,
        "words": words,
        "table": _table({one.version: one for one in versions(program.key)}, rows[:PAGE], names),
        "earlier": _query(program, words, page - 1) if page > 1 else "",
        "later": _query(program, words, page + 1) if len(rows) > PAGE else "",
    }
    return render(request, "office/attempts.html", context)


def _query(program: Program, words: str, page: int) -> str:
    return f"?{urlencode({'program': program.key, 'words': words, 'page': page})}"


def _table(by_version: Mapping[int, Program], rows: Sequence[Attempt], names: Mapping[UUID, str]) -> Table:
    heads = [gettext("과제신청"), gettext("시각"), gettext("기업"), gettext("접수되지 않은 까닭"), gettext("모자란 것")]
    return Table(
        gettext("제출 시도"),
        heads,
        [
            Row(
                [
                    Cell(one.number, note=one.receipt),
                    full_stamp(one.at, language()),
                    names.get(one.company_id, ""),
                    Cell(why(one.code), state="refused" if one.code else "problem"),
                    "\n".join(_missing(by_version[one.program_version], one)) or "-",
                ]
            )
            for one in rows
        ],
    )


def _missing(program: Program, one: Attempt) -> list[str]:
    """Each missing thing once, by its name alone: the help desk sees no answer and no paper."""
    found = (item_label(program, gap["place"], gap["item"]).said(language()) for gap in one.missing)
    return list(dict.fromkeys(found))


def why(code: str) -> str:
    """The door's code in a few words; the company has the whole sentence on its receipt."""
    return {
        "": gettext("최종 확인에서 모자람"),
        "late": gettext("접수 마감 이후"),
        "not_open_yet": gettext("접수기간 전"),
        "no_gate": gettext("접수 대상이 아님"),
        "not_admitted": gettext("권한이 바뀜"),
        "right_changed": gettext("동의나 참여 기업이 바뀜"),
        "seal_superseded": gettext("새로 확인된 내용이 있음"),
        "nothing_to_withdraw": gettext("철회할 것이 없음"),
    }.get(code, code)
