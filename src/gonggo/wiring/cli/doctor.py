"""``gonggo doctor``: what is missing, and what to do about it."""

import argparse
import shutil
from typing import Any

from gonggo.kernel.text import Text
from gonggo.wiring import environment
from gonggo.wiring.cli.words import can_json, print_json, say, word
from gonggo.wiring.database_findings import DatabaseAway, database_findings
from gonggo.wiring.refuse_to_serve import findings


def add(words: Any) -> None:
    can_json(word(words, "doctor", "모자란 것을 찾아 알려 드립니다", "find what is missing", _run))


def _run(given: argparse.Namespace) -> int:
    settings = environment.read()
    found = [*findings(settings), *_data(settings), *_databases(settings)]
    if given.json:
        print_json({"mode": settings.mode, "findings": [{"ko": text.ko, "en": text.en} for text in found]})
    for text in found if not given.json else ():
        print(f"- {text.ko}\n  {text.en}")
    if not found and not given.json:
        say("모두 갖추어졌습니다. / Nothing is missing.")
    return 1 if found else 0


def _data(settings: environment.Environment) -> list[Text]:
    if not settings.data.is_dir():
        return [
            Text(
                f"{settings.data}: 자료 폴더가 없습니다. gonggo migrate 를 실행해 주세요.",
                f"{settings.data}: no data folder yet. Run gonggo migrate.",
            )
        ]
    free = shutil.disk_usage(settings.data).free
    if free < 2 * 1024**3:
        return [
            Text(
                f"{settings.data}: 남은 공간이 {free // 1024**2} MB입니다. 2 GB 이상 비워 주세요.",
                f"{settings.data}: {free // 1024**2} MB are left on this volume. Make room for 2 GB at least.",
            )
        ]
    return []


def _databases(settings: environment.Environment) -> list[Text]:
    """Databases that cannot be reached or have migrations waiting."""
    if not settings.data.is_dir() or not settings.keys.is_dir():
        return []
    from gonggo.wiring import house

    try:
        found = database_findings(settings)
        house.set_up()
    except DatabaseAway as away:
        ko, _, en = str(away).partition("\n")
        return [Text(ko, en.strip())]
    from django.db import OperationalError, connections
    from django.db.migrations.executor import MigrationExecutor

    from gonggo.wiring.router import DOOR_APP

    for alias, room in (("default", None), ("door", DOOR_APP)):
        try:
            executor = MigrationExecutor(connections[alias])
            waiting = executor.migration_plan(executor.loader.graph.leaf_nodes(room))
        except OperationalError as away:
            found.append(
                Text(f"{alias}: 데이터베이스에 닿지 않습니다({away}).", f"{alias}: no such database ({away}).")
            )
            continue
        if waiting:
            found.append(
                Text(
                    f"{alias}: 적용하지 않은 변경이 {len(waiting)}개 있습니다. gonggo migrate 를 실행해 주세요.",
                    f"{alias}: {len(waiting)} migrations wait. Run gonggo migrate.",
                )
            )
    return found
