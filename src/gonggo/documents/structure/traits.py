"""What is remarkable inside a file, and for which of it an officer looks first."""

from gonggo.kernel.text import Text

PDF_JAVASCRIPT = "pdf.javascript"
PDF_ACTION = "pdf.action"
PDF_EMBEDDED = "pdf.embedded_file"
PDF_PERMISSIONS = "pdf.permissions"
HWP_SCRIPT = "hwp.script"
HWP_EPS = "hwp.eps"
HWP_PROGRAM = "hwp.program"
HWP_DISTRIBUTION = "hwp.distribution"
OFFICE_MACRO = "office.macro"
OFFICE_REMOTE = "office.remote_template"
OFFICE_OBJECT = "office.object"
ZIP_PROGRAM = "zip.program"

_LABELS = {
    PDF_JAVASCRIPT: Text("PDF 안의 자바스크립트", "JavaScript in the PDF"),
    PDF_ACTION: Text("PDF를 열 때 실행되는 동작", "an action that runs when the PDF is opened"),
    PDF_EMBEDDED: Text("PDF 안에 든 다른 파일", "another file inside the PDF"),
    PDF_PERMISSIONS: Text("인쇄·복사 제한이 있는 PDF", "a PDF with limits on printing or copying"),
    HWP_SCRIPT: Text("한글 문서 안의 스크립트", "a script in the Hangul document"),
    HWP_EPS: Text("한글 문서 안의 EPS 그림", "an EPS picture in the Hangul document"),
    HWP_PROGRAM: Text("한글 문서 안의 실행 프로그램", "a program in the Hangul document"),
    HWP_DISTRIBUTION: Text("배포용 문서", "a distribution document (read only)"),
    OFFICE_MACRO: Text("오피스 매크로", "Office macros"),
    OFFICE_REMOTE: Text("외부에서 불러오는 서식 파일", "a template fetched from elsewhere"),
    OFFICE_OBJECT: Text("문서 안에 든 개체", "an embedded object"),
    ZIP_PROGRAM: Text("압축파일 안의 실행 프로그램", "a program in the archive"),
}

HELD_FOR = frozenset(_LABELS) - {PDF_PERMISSIONS, HWP_DISTRIBUTION}

PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
PROGRAM_ENDINGS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse"),
    *(".wsf", ".hta", ".lnk", ".jar", ".class", ".chm", ".cpl", ".reg", ".sh", ".iso", ".img"),
)


def label(trait: str) -> Text:
    return _LABELS[trait]
