"""The text of a consent as it is agreed to, wherever it is read."""

from dataclasses import dataclass

from gonggo.kernel.basis import Basis
from gonggo.programs.definition import Consent


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The whole of it, with its version."""

    title: str
    version: int
    paragraphs: tuple[str, ...]
    basis: Basis


def consent_text(text: Consent, language: str) -> ConsentText:
    """In the language of the page."""
    return ConsentText(
        title=text.title.said(language),
        version=text.version,
        paragraphs=tuple(paragraph.said(language) for paragraph in text.text),
        basis=text.basis,
    )
