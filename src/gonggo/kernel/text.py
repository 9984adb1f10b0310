"""Words for people, always in both languages of the house."""

from dataclasses import dataclass
from typing import Literal

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
        """Both languages with the same facts put in."""
        return Text(self.ko.format(**facts), self.en.format(**facts))
