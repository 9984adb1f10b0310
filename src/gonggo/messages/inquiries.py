"""An answer to an online inquiry → a mail to who asked, once for each answer."""

from gonggo.inquiries.queries import within_reach
from gonggo.inquiries.rules import office_called
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.messages.commands import write
from gonggo.messages.telling import site
from gonggo.programs.queries import program


def tell_answered(entry: Entry) -> None:
    """Who asked reads the answer as it stands now."""
    inquiry = within_reach(entry.subject_id, of=SYSTEM)
    notice = program(entry.program)
    subject = next((one.subject for one in notice.contacts if one.key == inquiry.subject), notice.title)
    write(
        "inquiry_answered",
        to=inquiry.email,
        language=inquiry.language,
        at=entry.at,
        cause=f"{entry.uid}:inquiry_answered",
        program=notice.short.text.said(inquiry.language),
        subject=subject.said(inquiry.language),
        question=inquiry.question,
        answer=inquiry.answer,
        office=office_called(notice, inquiry.answered_operator).said(inquiry.language),
        site=site(),
    )


READERS = (Reader("messages.inquiries", frozenset({"inquiry.answered"}), tell_answered),)
