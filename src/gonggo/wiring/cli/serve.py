"""``gonggo serve``: door, pages and worker under one supervisor."""

import argparse
import os
from typing import Any

from gonggo.wiring import environment
from gonggo.wiring.cli.words import say, word
from gonggo.wiring.processes.together import together
from gonggo.wiring.supervisor import Child, Supervisor, child


def add(words: Any) -> None:
    parser = word(words, "serve", "서버를 실행합니다", "run the server", run)
    parser.add_argument(
        "--only",
        choices=("door", "pages", "worker"),
        help="이 프로세스만 / only this process (behind a proxy that routes /intake/ to the door)",
    )
    listens(parser)
    parser.add_argument(
        "--processes", type=int, default=1, help="--only 프로세스의 수 / how many of the --only process"
    )


def listens(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="들을 주소 / address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="들을 포트 / port to listen at (8000)")


def run(given: argparse.Namespace) -> int:
    if not 1 <= given.processes <= 64 or (given.processes > 1 and given.only is None):
        say("--processes: --only와 함께 1~64 / with --only, 1 to 64")
        return 2
    if given.only:
        children = [_alone(given, number) for number in range(given.processes)]
    else:
        children = together(environment.read().data, given.host, given.port)
    return Supervisor(children, environment=os.environ, say=say).run()


def _alone(given: argparse.Namespace, number: int) -> Child:
    listening = () if given.only == "worker" else ("--host", given.host, "--port", str(given.port))
    made = child(given.only, *listening)
    made.name = f"{given.only}-{number + 1}" if given.processes > 1 else given.only
    return made
