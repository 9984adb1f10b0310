"""The people of the demo: synthetic names, one for each role, with passwords that are printed and no secret."""

from dataclasses import dataclass

from gonggo.kernel.actor import Role
from gonggo.kernel.text import Text

PASSWORD = "gonggo-demo-2024"  # noqa: S105  # printed for everybody: a demo has no secrets


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """A company of the demo. ``brn`` passes the check digit and belongs to nobody."""

    key: str
    brn: str
    name: str
    representative: str
    address: str
    opened: str  # the day of incorporation, ISO
    manufactures: bool


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the demo: ``company`` or ``office`` is where they belong, ``totp`` their authenticator's secret."""

    key: str
    name: str
    does: Text
    role: Role
    company: str = ""
    office: str = ""  # key of an office; "operator" stands for the first operator of the notice
    totp: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example.kr"


COMPANIES = (
    DemoCompany(
        "hanbit", "2148800010", "한빛방문돌봄", "서지훈", "경기도 안산시 단원구 광덕대로 112", "2011-03-14", True
    ),
    DemoCompany("ieum", "1208800020", "이음데이터", "문가영", "서울특별시 성동구 아차산로 38", "2017-09-01", False),
    DemoCompany(
        "saebyeok", "3058800034", "새벽빛도시락배송", "노은채", "대전광역시 대덕구 대화로 21", "2009-06-22", True
    ),
    DemoCompany("gaon", "6028800046", "가온선박관리", "배도현", "부산광역시 중구 중앙대로 77", "2014-11-05", True),
    DemoCompany("noeul", "5048800058", "노을시스템", "홍다인", "대구광역시 달서구 성서로 9", "2016-02-17", False),
    DemoCompany("haedam", "6038800073", "해담로보틱스", "구본재", "부산광역시 강서구 미음로 50", "2018-07-02", True),
    DemoCompany("narae", "1358800094", "나래클라우드", "민서아", "경기도 성남시 분당구 판교로 25", "2019-03-19", False),
)

PEOPLE = (
    DemoPerson(
        "adopter", "서지훈", Text("도입기업 관리자", "Adopter, manager"), Role.COMPANY_MANAGER, company="hanbit"
    ),
    DemoPerson(
        "colleague", "임하린", Text("도입기업 작성자", "Adopter, colleague"), Role.COMPANY_WRITER, company="hanbit"
    ),
    DemoPerson(
        "supplier", "문가영", Text("공급기업 관리자", "Supplier, manager"), Role.COMPANY_MANAGER, company="ieum"
    ),
    DemoPerson(
        "operator",
        "권태오",
        Text("수행기관 담당자", "Operator officer"),
        Role.OPERATOR_OFFICER,
        office="operator",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOOPERAT",
    ),
    DemoPerson(
        "expert",
        "유세린",
        Text("컨설팅 전문가", "Consulting expert"),
        Role.EXPERT,
        office="operator",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOEXPERT",
    ),
    DemoPerson(
        "evaluator",
        "도윤슬",
        Text("평가위원", "Evaluator"),
        Role.EVALUATOR,
        office="agency",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOEVALUA",
    ),
    DemoPerson(
        "agency",
        "안소율",
        Text("전담기관 담당자", "Agency officer"),
        Role.AGENCY_OFFICER,
        office="agency",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOAGENCY",
    ),
    DemoPerson(
        "lead",
        "한도경",
        Text("전담기관 책임자", "Agency lead"),
        Role.AGENCY_LEAD,
        office="agency",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOLEADER",
    ),
    DemoPerson(
        "reviewer",
        "최해솔",
        Text("사업비 검토자", "Cost reviewer"),
        Role.COST_REVIEWER,
        office="agency",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOREVIEW",
    ),
    DemoPerson(
        "accountant",
        "정다올",
        Text("회계 담당자", "Accountant"),
        Role.ACCOUNTANT,
        office="agency",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOACCOUN",
    ),
    DemoPerson(
        "ministry",
        "차민준",
        Text("부처 담당자", "Ministry"),
        Role.MINISTRY,
        office="ministry",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOMINIST",
    ),
    DemoPerson(
        "expert2",
        "남기주",
        Text("컨설팅 전문가, 둘째", "Consulting expert, second"),
        Role.EXPERT,
        office="operator",
        totp="JBSWY3DPEHPK3PXPGONGGODEMOEXPTWO",
    ),
    *(
        DemoPerson(
            f"evaluator{place}",
            name,
            Text(f"평가위원 {place}", f"Evaluator {place}"),
            Role.EVALUATOR,
            office="agency",
            totp=f"JBSWY3DPEHPK3PXPGONGGODEMOEVALU{place}",
        )
        for place, name in ((2, "진아람"), (3, "표선우"), (4, "옥다은"), (5, "길현수"))
    ),
)
"""One of each role first; those after the ministry fill a visit and a committee."""
OTHERS = (
    DemoPerson(
        "saebyeok", "노은채", Text("다른 도입기업", "Another adopter"), Role.COMPANY_MANAGER, company="saebyeok"
    ),
    DemoPerson("gaon", "배도현", Text("다른 도입기업", "Another adopter"), Role.COMPANY_MANAGER, company="gaon"),
    *(
        DemoPerson(key, name, Text("다른 공급기업", "Another supplier"), Role.COMPANY_MANAGER, company=key)
        for key, name in (("noeul", "홍다인"), ("haedam", "구본재"), ("narae", "민서아"))
    ),
)
"""Who stands behind what was received before the demo begins; not in the table."""
