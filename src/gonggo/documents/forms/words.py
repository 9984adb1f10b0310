"""The few words that every form has and no program chooses."""

import re
import unicodedata

from gonggo.kernel.text import Text

DATE = Text("년        월        일", "Date:                    ")
SIGNATURE = Text("(서명 또는 인)", "(signature or seal)")
PAGE = Text("쪽", "page")
ASK = Text("물어볼 곳", "Whom to ask")
FIELD = Text("항목", "Item")
ANSWER = Text("내용", "Answer")
WORDS = {"date": DATE, "signature": SIGNATURE, "page": PAGE, "ask": ASK, "field": FIELD, "answer": ANSWER}


def in_language(language: str) -> dict[str, str]:
    """All of them, for a template."""
    return {key: text.said(language) for key, text in WORDS.items()}


def folded(text: str) -> str:
    """A label without what people change in passing: spaces, cases, the way its letters are put together."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
