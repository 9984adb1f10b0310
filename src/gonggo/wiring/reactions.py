"""Who reads which facts: every room's reactions in one table."""

from gonggo.journal.readers import Reader
from gonggo.messages.reactions import READERS as MESSAGES

READERS: tuple[Reader, ...] = (*MESSAGES,)
