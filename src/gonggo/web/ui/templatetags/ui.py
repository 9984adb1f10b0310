"""The components as template tags, each with its arguments declared: ``{% load ui %}``.

Shapes are in ``web/ui/rows.py``; every component in every state stands on the page ``/ui``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gonggo.kernel.basis import Basis
from gonggo.web.ui import chart as charts
from gonggo.web.ui import reach as reaches
from gonggo.web.ui import rows, wording
from gonggo.web.ui.glyphs import STATES, drawing
from gonggo.web.ui.speech import language, said
from gonggo.web.ui.templatetags import ui_forms

register = template.Library()
register.tags.update(ui_forms.register.tags)
Context = Mapping[str, Any]
_PARTS = "ui/components"


@register.simple_tag
def glyph(kind: str) -> SafeString:
    """The drawing of a state alone; a word must stand beside it."""
    return drawing(kind)


@register.simple_tag
def state(kind: str, word: Any = "") -> SafeString:
    """Glyph and word of a state, see ``glyphs.STATES``; ``word`` says more than its own word (올리는 중 40%)."""
    row = STATES[kind]
    return format_html('<span class="g-st {}">{}{}</span>', row.tone, drawing(kind), said(word) or row.word)


@register.simple_tag(takes_context=True)
def clause(context: Context, clause_id: str, program: str = "") -> SafeString:
    """공고 3-(7), a link to that row of the program page. ``program`` is its key, else the page's ``program_key``."""
    label = wording.clause_label(clause_id, language())
    key = program or context.get("program_key") or _frame_key(context)
    if not key:
        return format_html('<span class="g-cl">{}</span>', label)
    return format_html('<a class="g-cl" href="/programs/{}#{}">{}</a>', key, clause_id, label)


def _frame_key(context: Context) -> str:
    return getattr(getattr(context.get("request"), "program", None), "key", "")


@register.simple_tag
def default_mark() -> SafeString:
    """기본값: the notice does not say it, we set it."""
    return format_html('<span class="g-def">{}</span>', gettext("기본값"))


@register.simple_tag(takes_context=True)
def basis(context: Context, of: Basis | None, program: str = "") -> SafeString | str:
    """Where a value comes from: its clause, 기본값, or the source's name. Nothing for None."""
    if of is None:
        return ""
    if of.is_default:
        return default_mark()
    if of.kind == "clause":
        return clause(context, of.text, program)
    return format_html('<span class="g-cl">{}</span>', of.said(language()))


@register.simple_tag
def badge(kind: str, word: Any) -> SafeString:
    """The state of a program: ``kind`` is open, soon or closed. Not for rows of tables."""
    tone = {"open": "success", "soon": "information", "closed": "gray"}[kind]
    return format_html('<span class="krds-badge bg-light-{}">{}</span>', tone, said(word))


@register.simple_block_tag
def seal(content: str, label: Any = "") -> str:
    """The corner brackets round the one thing that counts: once a page at most."""
    return render_to_string(f"{_PARTS}/seal.html", {"content": content, "label": label})


@register.inclusion_tag(f"{_PARTS}/deadline.html", takes_context=True)
def deadline(
    context: Context,
    closes: datetime,
    now: datetime,
    label: Any = "",
    basis: Basis | None = None,
    *,
    moved: Sequence[rows.Moved] = (),
    window: str = "application",
) -> dict[str, Any]:
    """The deadline with weekday and the time left by the server's clock; goes inside a seal or an aside.

    ``moved`` is what an extension moved, with the reason. Of a page's program the script follows ``window``,
    none where the deadline is the subject's own.
    """
    key = context.get("program_key")
    return {
        "watch": reverse("public:deadline", args=[key]) if key and window else "",
        "window": window,
        "moved": moved[-1:],
        "closes": closes,
        "now": now,
        "left": closes - now,
        "is_over": now >= closes,
        "is_last_hour": timedelta() < closes - now < timedelta(hours=1),
        "label": label,
        "basis": basis,
    }


@register.simple_block_tag
def note(content: str, kind: str = "", title: Any = "", *, small: bool = False) -> str:
    """One message with what to do next. ``kind`` is empty, warn, bad, ok or q (quiet)."""
    return render_to_string(f"{_PARTS}/note.html", {"content": content, "kind": kind, "title": title, "small": small})


@register.inclusion_tag(f"{_PARTS}/nothing.html")
def nothing(title: Any, why: Any = "", label: Any = "", url: str = "") -> dict[str, Any]:
    """A list that could have rows: what is empty, why, and one way on."""
    return {"title": title, "why": why, "label": label, "url": url}


@register.simple_block_tag
def party(content: str, title: Any, note: Any = "") -> str:
    """One party's part of the hub: whose it is, and 6가지 중 4가지 완료."""
    return render_to_string(f"{_PARTS}/party.html", {"content": content, "title": title, "note": note})


@register.simple_block_tag
def panel(content: str, title: Any) -> str:
    """The facts of the chosen cell, and the decision."""
    return render_to_string(f"{_PARTS}/panel.html", {"content": content, "title": title})


@register.simple_block_tag
def bar(content: str, saved: Any = "", state: str = "saved") -> str:
    """The sticky bar where an applicant types: what is saved at the left, two buttons at the right."""
    return render_to_string(f"{_PARTS}/bar.html", {"content": content, "saved": saved, "state": state})


@register.inclusion_tag(f"{_PARTS}/facts.html", takes_context=True)
def facts(context: Context, figures: Sequence[rows.Figure]) -> dict[str, Any]:
    """2-4 figures with a unit and one line of context."""
    return _with_frame(context, figures=figures)


@register.inclusion_tag(f"{_PARTS}/tasks.html")
def tasks(tasks: Sequence[rows.Task]) -> dict[str, Any]:
    """The task list of a party."""
    return {"tasks": tasks}


@register.inclusion_tag(f"{_PARTS}/slots.html", takes_context=True)
def file_slots(context: Context, slots: Sequence[rows.Slot]) -> dict[str, Any]:
    """One row per paper, each with its own state and problem; choosing a file starts the upload."""
    return _with_frame(context, slots=slots)


@register.inclusion_tag(f"{_PARTS}/slot.html", takes_context=True)
def file_slot(context: Context, slot: rows.Slot) -> dict[str, Any]:
    """One row alone, as an upload's answer."""
    return _with_frame(context, slot=slot)


@register.inclusion_tag(f"{_PARTS}/pairs.html", takes_context=True)
def pairs(context: Context, pairs: Sequence[rows.Pair], look: str = "") -> dict[str, Any]:
    """Terms with their values. ``look`` is edit (the check page), tight (asides) or receipt."""
    return _with_frame(context, pairs=pairs, look=look)


@register.inclusion_tag(f"{_PARTS}/timeline.html", takes_context=True)
def timeline(context: Context, stages: Sequence[rows.Stage], *, slim: bool = False) -> dict[str, Any]:
    """Stages with their dates and who acts; ``slim`` for asides."""
    return _with_frame(context, stages=stages, slim=slim)


@register.inclusion_tag(f"{_PARTS}/table.html", takes_context=True)
def table(context: Context, table: rows.Table) -> dict[str, Any]:
    """Data: cards on a phone where order does not matter, else a region that scrolls."""
    heads = [head if isinstance(head, rows.Head) else rows.Head(head) for head in table.heads]
    return _with_frame(
        context, table=table, heads=heads, body=_lines(heads, table.rows), foot=_lines(heads, table.foot)
    )


def _lines(heads: Sequence[rows.Head], lines: Sequence[rows.Row]) -> list[tuple[rows.Row, list[Any]]]:
    """Each row with its cells beside the heads they stand under."""
    return [(line, [(head, _cell(cell, head)) for head, cell in zip(heads, line.cells, strict=True)]) for line in lines]


def _cell(cell: rows.Cell | rows.Words, head: rows.Head) -> rows.Cell:
    """Under the head that it belongs to: a cell that says no kind of its own is of that of its head."""
    if not isinstance(cell, rows.Cell):
        return rows.Cell(cell, kind=head.kind)
    return replace(cell, kind=head.kind) if cell.kind == "text" else cell


@register.inclusion_tag(f"{_PARTS}/waiting.html", takes_context=True)
def waiting(context: Context, table: rows.Table) -> dict[str, Any]:
    """처리할 업무: what ``ui.waiting.table`` made of what waits, or that nothing does."""
    return _with_frame(context, lines=table)


@register.inclusion_tag(f"{_PARTS}/signatures.html", takes_context=True)
def signatures(context: Context, paper: rows.Signatures) -> dict[str, Any]:
    """Who signs a paper in which order, whose turn it is, the file so far, and the button of whose turn it is."""
    return _with_frame(context, paper=paper)


@register.inclusion_tag(f"{_PARTS}/sum.html", takes_context=True)
def total(context: Context, name: Any, lines: Sequence[rows.SumLine]) -> dict[str, Any]:
    """A sum as rows: sign, name, amount, ground."""
    return _with_frame(context, name=name, lines=lines)


@register.inclusion_tag(f"{_PARTS}/gauges.html", takes_context=True)
def gauges(context: Context, gauges: Sequence[rows.Gauge]) -> dict[str, Any]:
    """Limits that are live: value, limit as a tick, words."""
    return _with_frame(context, gauges=gauges)


@register.inclusion_tag(f"{_PARTS}/chart.html")
def chart(chart: rows.Chart) -> dict[str, Any]:
    """Bars drawn by the server in two widths, values at the marks, the table beneath."""
    return {"chart": chart, "wide": charts.wide(chart), "narrow": charts.narrow(chart)}


@register.inclusion_tag(f"{_PARTS}/schedule.html")
def schedule(schedule: rows.Schedule) -> dict[str, Any]:
    """Spans over months drawn by the server in two widths; the table that says the same stands beside it."""
    drawn = {"wide": charts.gantt_wide(schedule), "narrow": charts.gantt_narrow(schedule)}
    return {"schedule": schedule, **drawn}


@register.inclusion_tag(f"{_PARTS}/reach.html")
def reach(reach: reaches.Reach) -> dict[str, Any]:
    """What could be reached when, drawn by the server in two widths, the table beneath."""
    return {"reach": reach, "wide": reaches.wide(reach), "narrow": reaches.narrow(reach)}


@register.inclusion_tag(f"{_PARTS}/views.html")
def views(links: Sequence[rows.Link], name: Any) -> dict[str, Any]:
    """A desk's views as counted tabs of links."""
    return {"links": links, "name": name}


@register.inclusion_tag(f"{_PARTS}/breadcrumbs.html")
def breadcrumbs(*steps: Any) -> dict[str, Any]:
    """``{% breadcrumbs "내 신청" url "제목" %}``: label and address by turns, the last without one."""
    links = [rows.Link(steps[place], steps[place + 1]) for place in range(0, len(steps) - 1, 2)]
    return {"links": links, "here": steps[-1] if len(steps) % 2 else ""}


@register.inclusion_tag(f"{_PARTS}/pages.html", takes_context=True)
def pages(context: Context, page: Any, name: str = "page") -> dict[str, Any]:
    """1 / 4쪽 with the ways on; ``page`` is a page of Django's Paginator, the other parameters stay."""
    asked = context["request"].GET.copy()
    asked.pop(name, None)
    return {"page": page, "kept": f"{asked.urlencode()}&" if asked else "", "name": name}


@register.inclusion_tag(f"{_PARTS}/language_switch.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """The other language, by its own name."""
    request = context.get("request")
    try:
        url = reverse("ui:language", args=["ko" if language().startswith("en") else "en"])
    except NoReverseMatch:
        url = ""
    return {"url": url, "next": request.get_full_path() if request else "/", "is_english": language().startswith("en")}


@register.inclusion_tag(f"{_PARTS}/contacts.html", takes_context=True)
def contacts(context: Context) -> dict[str, Any]:
    """Whom to ask about what: the footer of every page."""
    return {"contacts": context.get("contacts", ())}


@register.simple_block_tag
def confirm_dialog(content: str, key: str, title: Any, verb: Any, keep: Any) -> str:
    """Confirms what cannot be undone: ``data-confirm="KEY"`` on a button opens it, ``verb`` goes on, ``keep`` stays."""
    shown = {"content": content, "key": key, "title": title, "verb": verb, "keep": keep}
    return render_to_string(f"{_PARTS}/dialog.html", shown)


def _with_frame(context: Context, **values: Any) -> dict[str, Any]:
    """The values with what clauses need to become links."""
    return {"program_key": context.get("program_key", ""), "request": context.get("request"), **values}
