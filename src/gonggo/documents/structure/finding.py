"""What a look inside a file finds."""

from dataclasses import dataclass

from gonggo.documents.kinds import ALL_KINDS, FileKind, label
from gonggo.kernel.text import Text

DAMAGED = "damaged"
UNREADABLE = "unreadable"
POLYGLOT = "polyglot"
BOMB = "bomb"
NESTED = "nested"
BAD_NAMES = "bad_names"
UNKNOWN = "unknown"
LOCKED_OFFICE = "locked_office"
COMPANY_LOCK = "company_lock"
"""Wrapped by one of the programs with which companies keep their documents inside: what is in it cannot be seen."""

AS_IT_BEGINS = frozenset({DAMAGED, UNREADABLE, POLYGLOT, BOMB, NESTED, BAD_NAMES})

_WORDS = {
    DAMAGED: Text("깨졌거나 끝까지 받지 못한 파일", "damaged, or was cut off"),
    UNREADABLE: Text("정해진 시간 안에 읽을 수 없는 파일", "too much to read within the limits"),
    POLYGLOT: Text("두 가지 형식이 섞인 파일", "a mix of two formats"),
    BOMB: Text("풀면 지나치게 커지는 압축파일", "an archive that unpacks to far too much"),
    NESTED: Text("압축 안에 다시 압축이 든 파일", "an archive inside an archive"),
    BAD_NAMES: Text("안에 든 파일의 이름을 쓸 수 없는 압축파일", "an archive with unusable names inside"),
    UNKNOWN: Text("알 수 없는 형식", "something unknown"),
    LOCKED_OFFICE: Text("암호가 걸린 오피스 문서", "an Office document with a password"),
    COMPANY_LOCK: Text("회사 보안 프로그램으로 암호화한 파일", "a file encrypted by a company's document security"),
    "program": Text("실행 프로그램", "a program"),
    "html": Text("웹 페이지(HTML)", "a web page (HTML)"),
    "text": Text("글자만 있는 파일", "plain text"),
    "archive": Text("ZIP이 아닌 압축파일", "an archive other than ZIP"),
    "picture": Text("PNG나 JPG가 아닌 그림", "a picture other than PNG or JPG"),
    "old_office": Text("옛 오피스 문서(DOC·XLS·PPT)", "an old Office document (DOC, XLS, PPT)"),
    "old_hwp": Text("옛 한글 문서(HWP 3.0)", "an old Hangul document (HWP 3.0)"),
    "pptx": Text("파워포인트(PPTX)", "PowerPoint (PPTX)"),
    "macro_office": Text("매크로가 든 오피스 문서", "an Office document with macros"),
    "opendocument": Text("오픈도큐먼트 문서", "an OpenDocument file"),
} | {kind.value: label(kind) for kind in FileKind}


class NotReadable(Exception):
    """The content is not of the kind that it begins like; ``found`` is a key of the words."""

    def __init__(self, found: str = DAMAGED) -> None:
        super().__init__(found)
        self.found = found


class Locked(Exception):
    """The content is of the kind ``found``, behind a password."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Finding:
    """What the content is: ``found`` (a kind, or a key of the words), behind a password or not, and its traits.

    ``traits`` are words such as ``pdf.javascript``; those in ``traits.HELD_FOR`` hold the file for an officer.
    """

    found: str
    locked: bool = False
    traits: tuple[str, ...] = ()

    @property
    def kind(self) -> FileKind | None:
        return FileKind(self.found) if self.found in ALL_KINDS else None


def words(found: str) -> Text:
    return _WORDS[found]
