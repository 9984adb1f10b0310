"""Scripts of Hangul documents: the empty ones that the program itself writes, and those that do something."""

import re

_COMMENT = re.compile(r"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_EMPTY_FUNCTION = re.compile(r"function\s+\w+\s*\([\w\s,]*\)\s*\{\s*\}")
_STANDING_LINES = re.compile(r"var\s+Documents?\s*=\s*XHwpDocuments(\.Active_XHwpDocument)?\s*;|"
                             r"var\s+Document\s*=\s*Documents\.Active_XHwpDocument\s*;")  # fmt: skip


def acts(script: bytes | str) -> bool:
    """Whether anything is left of ``script`` but comments, empty functions and the two lines all begin with."""
    text = script if isinstance(script, str) else _decoded(script)
    for idle in (_COMMENT, _STANDING_LINES, _EMPTY_FUNCTION):
        text = idle.sub("", text)
    return bool(text.strip("\0\ufeff \t\r\n"))


def _decoded(script: bytes) -> str:
    if script.startswith(b"\xff\xfe") or script[1::2].count(0) * 2 > len(script) // 2:
        return script.decode("utf-16-le", errors="replace")
    return script.decode("utf-8", errors="replace")
