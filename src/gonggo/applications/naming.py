"""Whether a line of running text, or a row of a table, is about a person of a given name. Pure.

A name counts where it stands as a word: between spaces or marks, or followed by what is joined to a name (이수진은,
이수진 님, 이수진책임). A name inside a longer word is somebody else's (이수 in 이수진). Where neither can be said
(이 수진, 이수이, 대표이수진) the answer is unclear, and the writer is asked; so it is where a name that is also an
ordinary word ends a group of words (안전교육 이수).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from gonggo.kernel.particles import RIEUL, final_of
from gonggo.kernel.table import rows_of, written


class Named(StrEnum):
    """Whether words are about a person; ``UNCLEAR`` goes to who wrote them."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


_CONSONANT = "이 은 을 과 이나 이며 이고 이란 이랑 이라고 이라는 이라 이든 이야 아 으로 으로서 으로써 으로부터"
_VOWEL = "가 는 를 와 나 며 고 란 랑 라고 라는 라 든 야 로 로서 로써 로부터"
_EITHER = (
    "의 에게 에게서 에게는 에게도 에게로 께 께서 께서는 께서도 도 만 만이 만은 부터 까지 한테 한테서 하고 처럼 보다 "
    "마다 조차 마저 뿐 뿐만 외 등 등은 등이 등을 등의 등과 및 측 측은 측이 측의 이다 입니다 이었다 였다 이었습니다 "
    "였습니다 인 이며 이고 이라고 이라는"
)
_CALLED = (
    "씨 님 군 양 대표 대표이사 대표님 이사 상무 전무 부사장 사장 회장 본부장 실장 소장 센터장 팀장 파트장 부장 차장 "
    "과장 대리 주임 사원 수석 책임 선임 연구원 책임연구원 선임연구원 수석연구원 전임연구원 교수 박사 기사 기술사 감리 "
    "매니저 책임자 담당자 담당 위원 컨설턴트 개발자 엔지니어 디자이너 PM PL CEO CTO CIO COO CFO"
)
_HANGUL = "가-힣"
_ALSO_WORDS = (
    "이수 이상 이하 이용 이해 이동 이전 이후 이익 이행 이관 이력 이송 이론 이유 이미 이외 고수 고유 고정 고용 "
    "고객 고급 공유 공정 공장 공급 공개 공동 공모 공사 구조 구성 구축 구현 구매 구분 구간 기술 기획 기준 기능 "
    "기간 기록 노력 도입 도구 도움 문서 문의 방문 방안 방법 배정 배치 배포 변경 변화 보고 보안 보완 서면 서버 "
    "서류 설계 설치 설정 성과 성능 소개 손실 송부 송신 신규 신청 신설 심사 안전 안내 안정 양성 양산 연구 연동 "
    "연수 연장 예산 예정 오류 우선 우수 운영 원가 원인 유지 유통 육성 이음 인력 인증 임금 임시 장비 장치 전기 "
    "전송 전시 정보 정리 정비 정산 정확 제공 제작 조사 조정 조치 주요 주기 주문 지원 지속 진단 진행 차이 최신 "
    "최적 최종 하자 한계 한정 허가 현장 현황 홍보 황금"
)
"""What plans speak of and somebody may be called."""
_BEFORE_A_NAME = re.compile(rf"(?:[은는와및]|하고|\*[{_HANGUL}]*) $")
"""The end of what stands before a name and not before a noun of the same group: 설계는 이수, 김하나와 이수."""
_ORDINARY = frozenset(_ALSO_WORDS.split())
_AFTER_CONSONANT, _AFTER_VOWEL = frozenset(_CONSONANT.split()), frozenset(_VOWEL.split())
_AFTER_ANY, _TITLES = frozenset(_EITHER.split()), frozenset(_CALLED.split())
_LATIN = r"A-Za-zÀ-ÖØ-öø-ÿ"
_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_LATIN_NAME = re.compile(rf"[{_LATIN}]")


def plain(text: str) -> str:
    """The text as it is compared: composed, of full width no more, without what cannot be seen."""
    return unicodedata.normalize("NFKC", text).translate(_HIDDEN)


def bare(name: str) -> str:
    """A name without spaces and case: who is called alike is the same to the house."""
    return "".join(name.split()).casefold()


def _one_space(text: str) -> str:
    return " ".join(plain(text).split())


def in_line(line: str, name: str, *, others: Collection[str] = ()) -> Named:
    """Whether a line is about who is called ``name``; ``others`` are the names of whoever else is known."""
    said, wanted = _one_space(line), _one_space(name)
    if not wanted:
        return Named.NO
    for other in sorted({_one_space(one) for one in others} - {wanted}, key=len, reverse=True):
        if len(other) > len(wanted):
            said = _without(said, other)
    if _LATIN_NAME.search(wanted):
        return _latin(said, wanted)
    found = [_hangul(said[: hit.start()], said[hit.end() :], wanted) for hit in re.finditer(re.escape(wanted), said)]
    if Named.YES in found:
        return Named.YES
    if Named.UNCLEAR in found or _apart(said, wanted) or _given_name(said, wanted, others):
        return Named.UNCLEAR
    return Named.NO


def _without(said: str, other: str) -> str:
    """The text in which a longer known name no longer holds a shorter one."""
    hits = [
        h
        for h in re.finditer(re.escape(other), said)
        if _hangul(said[: h.start()], said[h.end() :], other) is Named.YES
    ]
    for hit in reversed(hits):
        said = f"{said[: hit.start()]}{'*' * len(other)}{said[hit.end() :]}"
    return said


def _hangul(before: str, after: str, name: str) -> Named:
    """What a place of a Korean name is, by what stands before and after it."""
    head = re.search(rf"[{_HANGUL}{_LATIN}\d*]+$", before)
    tail = re.match(rf"[{_HANGUL}{_LATIN}*]+", after)
    if head is None:
        stands = _joined(name, tail[0]) if tail else Named.YES
        return Named.UNCLEAR if stands is Named.YES and _ends_a_group(before, after, name) else stands
    is_title = head[0] in _TITLES
    return Named.UNCLEAR if is_title and (tail is None or _joined(name, tail[0]) is not Named.NO) else Named.NO


def _ends_a_group(before: str, after: str, name: str) -> bool:
    """Whether a name that is also an ordinary word stands after another word as its noun, and no title follows it."""
    if name not in _ORDINARY or not re.search(rf"[{_HANGUL}{_LATIN}\d*)] $", before) or _BEFORE_A_NAME.search(before):
        return False
    following = re.match(rf" ?([{_HANGUL}{_LATIN}]+)", after)
    return following is None or not any(following[1].startswith(title) for title in _TITLES)


def _joined(name: str, tail: str) -> Named:
    """Whether what is joined to a name leaves it that name: a title, a particle, or one after the other."""
    for title in sorted(_TITLES, key=len, reverse=True):
        if tail.startswith(title) and (tail == title or _is_particle(title, tail[len(title) :])):
            return Named.YES
    if _is_particle(name, tail):
        return Named.YES
    return Named.UNCLEAR if tail in _AFTER_CONSONANT | _AFTER_VOWEL else Named.NO


def _is_particle(word: str, tail: str) -> bool:
    if tail in _AFTER_ANY:
        return True
    last = word[-1]
    if not re.match(rf"[{_HANGUL}]", last):
        return tail in _AFTER_CONSONANT | _AFTER_VOWEL  # how it is read is not known
    final = final_of(last)
    if final == RIEUL and tail in {"로", "로서", "로써", "로부터"}:  # ㄹ takes 로
        return True
    return tail in (_AFTER_CONSONANT if final else _AFTER_VOWEL)


def _apart(said: str, name: str) -> bool:
    """Whether the syllables of a name stand one after the other with spaces between: 이 수진, 이 수 진."""
    if len(name) < 2 or " " in name:
        return False
    apart = re.compile(" ?".join(map(re.escape, name)))
    return any(
        " " in hit[0] and _hangul(said[: hit.start()], said[hit.end() :], name) is not Named.NO
        for hit in apart.finditer(said)
    )


def _given_name(said: str, name: str, others: Collection[str]) -> bool:
    """Whether a given name alone stands with a title: 수진 씨. One that is somebody's whole name is theirs."""
    given = name[1:]
    if len(given) < 2 or given in {_one_space(one) for one in others}:
        return False
    titles = "|".join(map(re.escape, sorted(_TITLES, key=len, reverse=True)))
    return bool(re.search(rf"(?<![{_HANGUL}{_LATIN}\d*]){re.escape(given)} ?(?:{titles})(?![{_LATIN}])", said))


def _latin(said: str, name: str) -> Named:
    """A name in Latin letters: whole words in any case; in another order the writer is asked."""
    words = [re.escape(word) for word in name.split()]
    edge, end = rf"(?<![{_LATIN}{_HANGUL}\d])", rf"(?![{_LATIN}\d])"
    if re.search(edge + r"\s+".join(words) + end, said, re.IGNORECASE):
        return Named.YES
    turned = [*words[1:], words[0]]
    if len(words) > 1 and re.search(edge + r",?\s*".join(turned) + end, said, re.IGNORECASE):
        return Named.UNCLEAR
    return Named.NO


def in_row(row: Mapping[str, str], name: str, *, others: Collection[str] = ()) -> Named:
    """Whether a row of a table is about them: a cell is the name and no more. Named elsewhere, the writer is asked."""
    cells, wanted = [_one_space(cell) for cell in row.values()], _one_space(name)
    if wanted and wanted in cells:
        return Named.YES
    told = {in_line(cell, name, others=others) for cell in cells}
    return Named.UNCLEAR if told & {Named.YES, Named.UNCLEAR} else Named.NO


def lines_about(text: str, name: str, *, others: Collection[str] = ()) -> str:
    """The lines of a text that are about a person."""
    return "\n".join(line for line in text.splitlines() if in_line(line, name, others=others) is Named.YES)


def lines_perhaps_about(text: str, name: str, *, others: Collection[str] = ()) -> str:
    """Those and the lines of which it cannot be said, where their writer cannot be asked."""
    return "\n".join(line for line in text.splitlines() if in_line(line, name, others=others) is not Named.NO)


def rows_about(table: str, name: str, *, others: Collection[str] = ()) -> str:
    """The rows of a table that are about a person."""
    return written(row for row in rows_of(table) if in_row(row, name, others=others) is Named.YES)


def unclear_lines(text: str, name: str, *, others: Collection[str] = ()) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if in_line(line, name, others=others) is Named.UNCLEAR)


def unclear_rows(table: str, name: str, *, others: Collection[str] = ()) -> Iterable[str]:
    for row in rows_of(table):
        if in_row(row, name, others=others) is Named.UNCLEAR:
            yield " · ".join(cell.strip() for cell in row.values() if cell.strip())
