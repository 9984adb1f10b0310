"""Words for people, always in both languages of the house."""

from dataclasses import dataclass
from typing import Literal

from gonggo.kernel import particles

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Korean and in English."""

    ko: str
    en: str

    def said(self, language: str) -> str:
        """The words in ``language``; Korean for any language the house does not speak."""
        return self.en if language.startswith("en") else self.ko

    def format(self, **facts: object) -> "Text":
        """Both languages with the same facts put in; a fact that is a Text speaks the language it stands in."""
        return Text(self.filled("ko", **facts), self.filled("en", **facts))

    def filled(self, language: str, /, **facts: object) -> str:
        """The same in one language. Korean particles agree with what stands before them. Raises KeyError."""
        said = {name: fact.said(language) if isinstance(fact, Text) else fact for name, fact in facts.items()}
        return self.en.format(**said) if language.startswith("en") else particles.filled(self.ko, said)
