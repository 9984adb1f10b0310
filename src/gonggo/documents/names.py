"""The name that a person gave a file: data to show, never a path."""

import re
import unicodedata

LONGEST = 255  # bytes of UTF-8: what every file system takes
LONGEST_EXTENSION = 32  # bytes; anything longer is a dot inside a name
UNNAMED = "file"

# control, format (direction marks among them), surrogates, private use, unassigned; separators of lines and paragraphs
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def cleaned(declared: str) -> str:
    """``declared`` as one shows and saves it: NFC, no folders, nothing invisible, at most 255 bytes.

    Cleaning twice changes nothing. A name of which nothing is left is ``file``, with its extension if it had one.
    """
    last = re.split(r"[/\\]", declared)[-1]
    seen = "".join(" " if char.isspace() else char for char in last if char.isspace() or _shown(char))
    seen = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", seen))
    stem, extension = _parted(" ".join(seen.split()))
    return _fitted(stem or UNNAMED, extension)


def _shown(char: str) -> bool:
    return unicodedata.category(char) not in _HIDDEN


def _parted(name: str) -> tuple[str, str]:
    """Stem and extension without the dot between; dots and spaces at the ends belong to neither."""
    bare = name.strip(". ")
    stem, dot, extension = bare.rpartition(".")
    if not dot:
        return ("", bare) if name.startswith(".") else (bare, "")  # ".pdf" is nothing but an extension
    return stem.rstrip(". "), extension.strip()


def _fitted(stem: str, extension: str) -> str:
    tail = f".{extension}" if extension else ""
    if len(tail.encode()) > LONGEST_EXTENSION:
        stem, tail = stem + tail, ""
    room = LONGEST - len(tail.encode())
    return stem.encode()[:room].decode("utf-8", errors="ignore").rstrip(". ") + tail
