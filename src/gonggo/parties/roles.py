"""How a role in an organisation is called on the screen, and what it may do, in a line."""

from gonggo.kernel.actor import Role
from gonggo.kernel.text import Text

LABELS = {
    Role.VISITOR: Text("방문자", "Visitor"),
    Role.MEMBER: Text("회원", "Member"),
    Role.COMPANY_MANAGER: Text("관리자", "Manager"),
    Role.COMPANY_WRITER: Text("작성자", "Writer"),
    Role.COMPANY_FINANCE: Text("재무 담당", "Finance"),
    Role.COMPANY_VIEWER: Text("열람자", "Viewer"),
    Role.EXPERT: Text("컨설팅 전문가", "Consulting expert"),
    Role.OPERATOR_OFFICER: Text("수행기관 담당자", "Operator officer"),
    Role.OPERATOR_LEAD: Text("수행기관 책임자", "Operator lead"),
    Role.EVALUATOR: Text("평가위원", "Evaluator"),
    Role.AGENCY_OFFICER: Text("전담기관 담당자", "Agency officer"),
    Role.AGENCY_LEAD: Text("전담기관 책임자", "Agency lead"),
    Role.COST_REVIEWER: Text("사업비 검토자", "Cost reviewer"),
    Role.ACCOUNTANT: Text("회계 담당", "Accountant"),
    Role.INSPECTOR: Text("점검 담당", "Inspector"),
    Role.MINISTRY: Text("부처 담당자", "Ministry"),
    Role.AUDITOR: Text("감사 담당자", "Auditor"),
    Role.SYSTEM: Text("시스템", "System"),
}
MAY = {
    Role.COMPANY_MANAGER: Text(
        "신청을 시작하고 작성·제출하며, 동료를 초대하고 역할을 바꿉니다.",
        "Starts, writes and submits applications, invites colleagues and changes roles.",
    ),
    Role.COMPANY_WRITER: Text("신청을 시작하고 작성·제출합니다.", "Starts, writes and submits applications."),
    Role.COMPANY_FINANCE: Text(
        "신청 내용을 보고, 사업비에 관한 일을 맡습니다.", "Reads applications and looks after the money."
    ),
    Role.COMPANY_VIEWER: Text("신청 내용을 보기만 합니다.", "Only reads."),
}


def label(role: Role) -> Text:
    """The role's name for people."""
    return LABELS[role]
