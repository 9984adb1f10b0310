"""How the pages of evaluation call its keys."""

from django.utils.translation import gettext_lazy as _

from gonggo.evaluation.definition import Finding, Ground, Part, Sector, Word
from gonggo.evaluation.states import PanelState

GLYPHS = {PanelState.FORMING: "todo", PanelState.OPEN: "doing", PanelState.CLOSED: "done"}
SECTORS = {Sector.INDUSTRY: _("산업계"), Sector.ACADEMIA: _("학계"), Sector.RESEARCH: _("연구계")}
PARTS = {Part.FIRST: _("정"), Part.SECOND: _("부"), Part.MEMBER: _("위원")}
WORDS = {Word.DISQUALIFIED: _("제척"), Word.CHALLENGED: _("기피"), Word.RECUSED: _("회피")}
FINDINGS = {Finding.SOUND: _("적정"), Finding.UNSOUND: _("부적정")}
GROUNDS = {
    Ground.SAME_COMPANY: _("지금 그 기업에 소속"),
    Ground.EMPLOYER: _("최근 3년 안에 그 기업에 소속"),
    Ground.REPRESENTATIVE: _("그 기업의 대표자"),
    Ground.SHAREHOLDER: _("그 기업의 주주이거나 지분을 가짐"),
    Ground.FAMILY: _("그 기업 사람의 가족이나 친족"),
    Ground.CONSULTED: _("그 기업의 사전진단·컨설팅을 맡음"),
    Ground.TOOK_PART: _("그 과제에 참여"),
    Ground.SAME_OPERATOR: _("그 과제의 담당 기관에 소속"),
    Ground.SANCTIONED: _("제재를 받는 중"),
}
