"""``gonggo fake-bank``: a bank whose money is not real, for demos and trials."""

import argparse
from pathlib import Path
from typing import Any

from gonggo.wiring.cli.words import say, word
from gonggo.wiring.fake_bank import FakeBank, Habit, opened
from gonggo.wiring.fake_office import serve_until_told

PORT = 8090


def add(words: Any) -> None:
    parser = word(words, "fake-bank", "가짜 은행을 실행합니다", "run a bank whose money is not real", run)
    parser.add_argument("--port", type=int, default=PORT, help=f"포트 / port ({PORT})")
    parser.add_argument("--books", type=Path, help="장부 파일 / file that keeps what was decided")
    parser.add_argument(
        "--habit",
        action="append",
        choices=[one.value for one in Habit],
        default=[],
        help="다음 요청부터 차례로 할 일 / what to do with the next requests in turn; the last one stays",
    )


def run(given: argparse.Namespace) -> int:
    if given.books is not None and not given.books.parent.is_dir():
        say(f"{given.books.parent}: 폴더가 없습니다 / no such folder")
        return 2
    try:
        server = opened(FakeBank(given.books, habits=[Habit(one) for one in given.habit]), port=given.port)
    except OSError as taken:
        say(f"--port {given.port}: {taken.strerror}")
        return 1
    say(f"가짜 은행 / fake bank: GONGGO_BANK=http://127.0.0.1:{server.server_address[1]}")
    serve_until_told(server)
    return 0
