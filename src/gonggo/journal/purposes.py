"""What somebody's data is opened for: the work that an officer was doing."""

from enum import StrEnum

from gonggo.kernel.text import Text


class Purpose(StrEnum):
    APPLICATION = "application"
    PAPER = "paper"
    HELD_PAPER = "held_paper"
    CLAIM = "claim"
    ELIGIBILITY = "eligibility"
    POOL = "pool"
    SUPPLEMENT = "supplement"
    EVALUATION = "evaluation"
    SELECTION = "selection"
    OBJECTION = "objection"
    LETTER = "letter"
    INQUIRY = "inquiry"


_LABELS = {
    Purpose.APPLICATION: Text("과제신청 검토", "Reviewing an application"),
    Purpose.PAPER: Text("제출 서류 검토", "Reviewing a paper"),
    Purpose.HELD_PAPER: Text("보류 서류 확인", "Looking at a held paper"),
    Purpose.CLAIM: Text("기업 등록 확인", "Deciding whose a company is"),
    Purpose.ELIGIBILITY: Text("자격요건 확인", "Looking at eligibility"),
    Purpose.POOL: Text("풀 등록 심사", "Deciding on a supplier's registration"),
    Purpose.SUPPLEMENT: Text("보완 자료 확인", "Looking at a supplement"),
    Purpose.EVALUATION: Text("평가", "Assessment"),
    Purpose.SELECTION: Text("선정", "Selection"),
    Purpose.OBJECTION: Text("이의신청 심사", "Deciding on an objection"),
    Purpose.LETTER: Text("통지서 확인", "Reading a letter"),
    Purpose.INQUIRY: Text("문의 답변", "Answering a question"),
}


def label(purpose: Purpose) -> Text:
    return _LABELS[purpose]
