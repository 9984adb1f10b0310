"""Words in the language of the page."""

from typing import Any

from django.utils.translation import get_language

from gonggo.kernel.text import Text


def language() -> str:
    """ko or en: the language of the request at hand."""
    return get_language() or "ko"


def said(words: Any) -> Any:
    """A kernel Text in the language of the page; anything else as it is."""
    return words.said(language()) if isinstance(words, Text) else words
