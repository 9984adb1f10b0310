"""How the pages of evaluation call its keys."""

from django.utils.translation import gettext_lazy as _

from gonggo.evaluation.definition import Finding, Part, Sector, Word
from gonggo.evaluation.states import PanelState

GLYPHS = {PanelState.FORMING: "todo", PanelState.OPEN: "doing", PanelState.CLOSED: "done"}
SECTORS = {Sector.INDUSTRY: _("산업계"), Sector.ACADEMIA: _("학계"), Sector.RESEARCH: _("연구계")}
PARTS = {Part.FIRST: _("정"), Part.SECOND: _("부"), Part.MEMBER: _("위원")}
WORDS = {Word.DISQUALIFIED: _("제척"), Word.CHALLENGED: _("기피"), Word.RECUSED: _("회피")}
FINDINGS = {Finding.SOUND: _("적정"), Finding.UNSOUND: _("부적정")}
