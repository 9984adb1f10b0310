"""What a letter's paper says, on a screen."""

from django.utils.translation import get_language, gettext

from gonggo.messages.letters.queries import Issued
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Pair, Row, Table


def shown(letter: Issued) -> tuple[list[Pair], list[Pair], Table]:
    """(heads, points, the line of approval)."""
    said, content = get_language() or "ko", letter.content
    heads = [
        Pair(gettext("문서번호"), letter.number),
        Pair(gettext("시행일"), wording.day(letter.issued_on, said, year=True)),
        Pair(gettext("받는 곳"), content.to),
        Pair(gettext("발신"), content.issuer),
        Pair(gettext("근거 법률"), content.basis),
        Pair(gettext("이의신청"), content.objection),
    ]
    points = [Pair(label, value) for label, value in content.points]
    columns = [gettext("기관과 역할"), gettext("이름"), gettext("결정"), gettext("일시")]
    return heads, points, Table(gettext("결재"), columns, [Row(list(row)) for row in content.approved])
