"""What is said of the part of a budget that an officer looks at: a mark, and whose it is."""

from django.utils.translation import gettext

from gonggo.kernel.basis import BasisKind
from gonggo.kernel.money import percent
from gonggo.programs.definition import Watched


def no_limit(watched: Watched) -> str:
    """That the share is no limit; where the notice has no number for it, that the mark is not the notice's."""
    share = watched.above.value
    above = {"above": f"{share * 100}%" if (share * 100).denominator == 1 else percent(share)}
    if watched.above.basis.kind is BasisKind.CLAUSE:
        words = gettext("%(above)s를 넘으면 담당자가 살펴보고 사유를 적어 판단합니다. 넘어도 제출할 수 있습니다.")
    else:
        words = gettext(
            "공고에는 이 비중의 한도가 없습니다. %(above)s는 담당자가 살펴볼 때를 정한 값일 뿐이어서, 넘어도 제출할 수 "
            "있습니다. 담당자는 산출근거를 보고 사유를 적어 판단합니다."
        )
    return words % above
