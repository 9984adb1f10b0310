"""The front page: one program is open, so it is the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gonggo.kernel.text import Text
from gonggo.programs.definition import Faq, PartyRole, Post, Program, Stage
from gonggo.web.public.shown.figures import figures
from gonggo.web.public.shown.windows import APPLICATION, WindowRow, foremost, window_row
from gonggo.web.ui.rows import Figure

NEWS = 4
QUESTIONS = 4
POOL, CONSULTING = "pool", "consulting"
SEARCH = "supplier-search"


@dataclass(frozen=True, slots=True)
class Front:
    """Everything that the front page shows of one program."""

    program: Program
    window: WindowRow
    partner_label: Text | None
    """How the program calls the search for a partner, and what it says of doing it together; None where one applies
    alone."""
    partner_says: Text
    pool: WindowRow | None
    pool_says: Text | None
    consulting: WindowRow | None
    consulting_says: Text | None
    figures: tuple[Figure, ...]
    news: tuple[Post, ...]
    questions: tuple[Faq, ...]
    others: tuple[Program, ...]


def front(programs: Sequence[Program], at: datetime) -> Front | None:
    """The front page at an instant, or None while no program has ever been loaded."""
    program = foremost(programs, at)
    if program is None:
        return None
    window = window_row(program, APPLICATION, at)
    assert window is not None  # foremost only gives programs that take applications
    return Front(
        program=program,
        window=window,
        partner_label=_partner_label(program),
        partner_says=program.role(PartyRole.ADOPTER).duty,
        pool=window_row(program, POOL, at),
        pool_says=_stage_says(program, POOL),
        consulting=window_row(program, CONSULTING, at),
        consulting_says=_stage_says(program, CONSULTING),
        figures=tuple(figures(program)),
        news=tuple(posts_shown(program, at)[:NEWS]),
        questions=tuple([faq for faq in program.faq if faq.on_home][:QUESTIONS]),
        others=tuple(one for one in programs if one.key != program.key),
    )


def posts_shown(program: Program, at: datetime) -> list[Post]:
    """The posts that are up at an instant, latest first."""
    return sorted(
        (post for post in program.posts if post.posted_at <= at), key=lambda post: post.posted_at, reverse=True
    )


def _stage_says(program: Program, window: str) -> Text | None:
    stage: Stage | None = next((stage for stage in program.stages if stage.window == window), None)
    return None if stage is None else stage.says


def _partner_label(program: Program) -> Text | None:
    supplier = next((role.selected for role in program.roles if role.key == PartyRole.SUPPLIER), None)
    searched = next((menu.label for menu in program.menus if menu.key == SEARCH), supplier)
    return searched if supplier else None
