"""Every state has a word and a glyph whose shape is its own, so that colour never speaks alone."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class State:
    """A state on the screen: its tone (ok, bad, wait, go, no or empty) and its word."""

    tone: str
    word: str | Promise


STATES: dict[str, State] = {
    # a task
    "todo": State("", _("시작 전")),
    "doing": State("go", _("작성 중")),
    "problem": State("wait", _("문제 있음")),
    "done": State("ok", _("완료")),
    "locked": State("no", _("지금 시작할 수 없음")),
    # a file
    "uploading": State("go", _("올리는 중")),
    "scanning": State("wait", _("검사 중")),
    "held": State("wait", _("담당자 확인 중")),
    "bad": State("bad", _("문제")),
    # saving
    "saving": State("go", _("저장 중")),
    "saved": State("ok", _("저장됨")),
    "unsaved": State("wait", _("저장 안 됨")),
    # a submission
    "received": State("ok", _("접수")),
    "withdrawn": State("no", _("신청 철회")),
    "refused": State("bad", _("미접수")),
    "waiting": State("", _("기다리는 중")),
    # what was decided on it
    "supplement": State("wait", _("보완 중")),
    "eligible": State("ok", _("적합")),
    "ineligible": State("bad", _("부적합")),
    "returned": State("no", _("반려")),
    # a consent
    "agreed": State("ok", _("동의함")),
    "stale": State("wait", _("다시 동의 필요")),
    # a verdict
    "met": State("ok", _("충족")),
    "not_met": State("bad", _("미충족")),
    "unknown": State("wait", _("확인 필요")),
    "hit": State("bad", _("해당")),
    "clear": State("ok", _("해당 없음")),
    "na": State("no", _("적용되지 않음")),
    # a result
    "selected": State("ok", _("선정")),
    "reserve": State("go", _("예비")),
    "not_selected": State("no", _("미선정")),
}


@cache
def drawing(state: str) -> SafeString:
    """The glyph of ``state`` as inline SVG without any style. Raises KeyError for a state that is not in the table."""
    if state not in STATES:
        raise KeyError(state)
    return mark_safe(files("gonggo.web.ui").joinpath(f"templates/ui/glyphs/{state}.svg").read_text("utf-8").strip())  # noqa: S308  # ours
