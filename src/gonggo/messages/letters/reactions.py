"""Facts → letters, and each issued letter → a mail that tells of it."""

from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.messages.letters import queries
from gonggo.messages.letters.commands import draw_up
from gonggo.messages.letters.kinds import DRAFTS
from gonggo.messages.telling import address, day, people_of, tell


def draw_up_letters(entry: Entry) -> None:
    """What was decided is told formally, once."""
    draw_up(entry)


def tell_issued(entry: Entry) -> None:
    """The company's people learn that there is a letter, and until when they may object."""
    letter = queries.letter(entry.subject_id, of=SYSTEM)

    def fields(language: str) -> dict[str, object]:
        return {
            "number": letter.number,
            "title": letter.content.title.said(language),
            "program": letter.content.program.said(language),
            "company": letter.content.to,
            "issued": day(letter.issued_on, language),
            "objection": letter.content.objection.said(language),
            "link": address("letter", letter.id),
        }

    tell("letter_issued", entry, people_of(letter.company_id), fields)


READERS = (
    Reader("messages.letters", frozenset(DRAFTS), draw_up_letters),
    Reader("messages.letter_issued", frozenset({"letter.issued"}), tell_issued),
)
