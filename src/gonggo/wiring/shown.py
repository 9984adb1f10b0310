"""The version of what anonymous pages show: it changes with a program, a notice, a supplier, a result, the clock."""

from django.conf import settings

from gonggo.journal.queries import marks_of
from gonggo.programs.queries import all_programs

PUBLIC_FACTS = (
    "program.loaded",
    "notice_post.posted",
    "notice_post.withdrawn",
    "pool.approved",
    "pool.approved_conditionally",
    "pool.held",
    "pool.correction_asked",
    "pool.refused",
    "pool.halted",
    "pool.resumed",
    "selection.published",
    "selection.given_up",
    "selection.promoted",
)


def shown_version() -> bytes:
    """One word; two equal words mean that a page rendered before is still right. Two SELECTs.

    It holds the public facts, how far the clock was moved, and how many edges of windows lie behind.
    """
    clock = settings.GONGGO_CLOCK
    now, offset = clock.now(), clock.offset()
    windows = [part.window for program in all_programs() for part in program.windows.values()]
    behind = sum(edge <= now for window in windows for edge in (window.opens, window.closes))
    count, newest = marks_of(PUBLIC_FACTS)
    return f"{count}.{newest}.{offset.total_seconds():.0f}.{behind}".encode()
