"""The version of what anonymous pages show: it changes when a program, a notice or the program's clock does."""

from django.conf import settings

from gonggo.journal.queries import marks_of

PUBLIC_FACTS = ("program.loaded", "program.amended", "program.extended", "notice_post.posted", "notice_post.withdrawn")


def shown_version() -> bytes:
    """One word; two equal words mean that a page rendered before is still right. One SELECT."""
    offset = settings.GONGGO_CLOCK.offset()
    count, newest = marks_of(PUBLIC_FACTS)
    return f"{count}.{newest}.{offset.total_seconds():.0f}".encode()
