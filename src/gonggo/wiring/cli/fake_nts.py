"""``gonggo fake-nts``: a tax office that knows nobody's business, for demos and trials."""

import argparse
from typing import Any

from gonggo.facts.tax_office import Said
from gonggo.wiring.cli.words import say, word
from gonggo.wiring.fake_nts import FakeNts, Habit, opened
from gonggo.wiring.fake_office import serve_until_told

PORT = 8091
_STATES = [one.value for one in Said if one is not Said.UNKNOWN]


def add(words: Any) -> None:
    parser = word(
        words, "fake-nts", "가짜 국세청 조회를 실행합니다", "run a look-up of businesses that knows nobody", run
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"포트 / port ({PORT})")
    parser.add_argument("--key", default="", help="이 인증키만 받음 / the only service key that it takes")
    parser.add_argument(
        "--says",
        action="append",
        type=_told,
        metavar="NUMBER=STATE",
        default=[],
        help=f"사업자등록번호의 상태 / the state of a number: {', '.join(_STATES)}",
    )
    parser.add_argument(
        "--habit",
        action="append",
        choices=[one.value for one in Habit],
        default=[],
        help="다음 요청부터 차례로 할 일 / what to do with the next requests in turn; the last one stays",
    )


def _told(text: str) -> tuple[str, Said]:
    number, _, state = text.partition("=")
    if state not in _STATES or not (number.isascii() and number.isdigit() and len(number) == 10):
        raise argparse.ArgumentTypeError(f"{text}: 숫자 10개=상태 / ten digits=state ({', '.join(_STATES)})")
    return number, Said(state)


def run(given: argparse.Namespace) -> int:
    office = FakeNts(dict(given.says), habits=[Habit(one) for one in given.habit], key=given.key)
    try:
        server = opened(office, port=given.port)
    except OSError as taken:
        say(f"--port {given.port}: {taken.strerror}")
        return 1
    say(f"가짜 국세청 / fake tax office: GONGGO_NTS=http://127.0.0.1:{server.server_address[1]}")
    serve_until_told(server)
    return 0
