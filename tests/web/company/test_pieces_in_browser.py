"""A file on its way in Chromium: the line is cut, the page is left, and only the rest is sent."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import chromium, house, looked_at, reader  # noqa: F401  # fixtures
from documents import crafted
from gonggo.applications.models import Paper
from gonggo.documents import commands, unfinished, vault
from gonggo.documents.models import Document
from world import a_draft

pytestmark = pytest.mark.browser
MB = 1024 * 1024
SLOT = "#slot-plan"
NOTED = """() => {
  window.heard = [], window.shown = [];
  new MutationObserver(() => {
    const now = document.querySelector("#slot-plan [data-slot-state]");
    const told = document.querySelector("main > .sr[role=status]");
    if (now && shown.at(-1) !== now.textContent.trim()) shown.push(now.textContent.trim());
    if (told && heard.at(-1) !== told.textContent) heard.push(told.textContent);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@dataclass
class Line:
    """Counts what the server takes in; the piece that begins at ``stops_at`` is answered only once it is let go."""

    add_piece: Callable[..., int]
    stops_at: int | None = None
    taken: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)

    def __call__(self, stream, coming: unfinished.Coming, *, offset: int, field: str) -> int:
        arrived = self.add_piece(stream, coming, offset=offset, field=field)
        self.taken += arrived - offset
        if offset == self.stops_at:
            self.reached.set()
            assert self.let_go.wait(20)
        return arrived


@pytest.fixture
def line(monkeypatch) -> Line:
    line = Line(commands.add_piece)
    monkeypatch.setattr(commands, "add_piece", line)
    for path in vault.incoming().glob("part-*"):
        path.unlink()
    return line


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """A PDF of a little more than 6 MB."""
    path = tmp_path_factory.mktemp("papers") / "사업계획서 (최종).pdf"
    path.write_bytes(crafted.pdf(drawn=crafted.noise(6 * MB)))
    return path


@pytest.fixture
def case(house):  # noqa: F811
    return a_draft()


@pytest.fixture
def page(chromium, house, case) -> Page:  # noqa: F811
    page = reader(chromium, house, case.adopter)
    page.goto(f"/company/applications/{case.id}/papers")
    return page


def choose(page: Page, file: Path) -> None:
    page.set_input_files(f"{SLOT} input[type=file]", file)


def state(page: Page):
    return page.locator(f"{SLOT} [data-slot-state]")


def is_whole(file: Path) -> bool:
    document = Document.objects.get(id=Paper.objects.get(slot="plan", ended_at=None).document_id)
    with vault.opened(document.file_id) as kept:
        return kept.read() == file.read_bytes() and document.name == file.name


def test_an_upload_cut_in_the_middle_goes_on_by_itself_and_sends_only_the_rest(page, line, file):
    line.stops_at = 3 * MB
    choose(page, file)
    assert line.reached.wait(20)

    page.context.set_offline(True)
    expect(state(page)).to_have_text("끊김")
    expect(page.locator(f"{SLOT} [data-slot-problem]")).to_contain_text("49%까지 올리고 끊겼습니다.")
    expect(page.get_by_role("button", name="이어서 올리기")).to_be_visible()
    assert looked_at(page, "upload-cut")[:2] == ([], 0)
    line.let_go.set()
    page.context.set_offline(False)

    expect(state(page)).to_contain_text("완료", timeout=15_000)
    expect(page.locator("[data-count]")).to_contain_text("가지 중 1가지 완료")
    assert (line.taken, is_whole(file)) == (file.stat().st_size, True)


def test_a_page_that_was_left_says_so_and_the_same_file_chosen_again_goes_on(page, line, file):
    line.stops_at = 3 * MB
    choose(page, file)
    assert line.reached.wait(20)
    line.let_go.set()
    line.stops_at = None
    page.route("**/file", lambda route: route.abort())
    expect(state(page)).to_have_text("끊김")
    page.unroute("**/file")
    before = line.taken
    page.reload()

    expect(state(page)).to_have_text("끊김")
    expect(page.locator(f"{SLOT} [data-slot-problem]")).to_contain_text(f"{file.name} 파일을 올리다가 멈췄습니다.")
    assert looked_at(page, "upload-left")[:2] == ([], 0)
    choose(page, file)

    expect(state(page)).to_contain_text("완료", timeout=15_000)
    assert before >= 3 * MB
    assert (line.taken, is_whole(file)) == (file.stat().st_size, True)
    page.reload()
    expect(state(page)).to_contain_text("완료")


def test_the_portion_is_seen_all_the_way_and_heard_at_the_quarters_alone(page, line, file):
    page.evaluate(NOTED)
    choose(page, file)
    expect(state(page)).to_contain_text("완료", timeout=15_000)

    shown, heard = page.evaluate("[shown, heard]")
    portions = [int(one.removeprefix("올리는 중 ").removesuffix("%")) for one in shown if one.startswith("올리는 중")]
    assert portions == sorted(portions)
    assert len(set(portions)) >= 6
    assert "검사 중" in shown
    states = [one.rpartition(": ")[2] for one in heard]
    assert [one[:4] for one in states if one] == ["올리는 "] * 5 + ["검사 중", "완료 (악"[:4]]
    assert page.complaints == []


def test_an_upload_on_its_way_breaks_no_rule_of_accessibility(page, line, file):
    line.stops_at = 2 * MB
    choose(page, file)
    assert line.reached.wait(20)

    expect(state(page)).to_contain_text("올리는 중")
    found = looked_at(page, "upload-on-its-way")
    line.let_go.set()

    assert found == ([], 0, [])
    expect(state(page)).to_contain_text("완료", timeout=15_000)
