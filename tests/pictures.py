"""Takes the pictures of the demo's days that the README shows: make pictures."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from demos import a_port, end, is_up, start, until

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
WINDOW = {"width": 1280, "height": 800}
SHOWN = (
    ("screening", "전담기관 담당자", "자격요건 판단하기"),
    ("agreements", "도입기업", "협약 동의와 서약하기"),
    ("aftercare", "도입기업", "활용실적 보고하기"),
)
"""The day, the role, and the work whose page is shown."""


def main() -> int:
    """The days are those of the demo whose data folder is given, else of one that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="gonggo-pictures-") as folder, sync_playwright() as playwright:
        home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "demo"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for day, role, work in SHOWN:
            demo = start(home, a_port(), "--day", day)
            try:
                until(lambda url=demo.url: is_up(url), seconds=600)
                take(browser, demo.url, role, work, PICTURES / f"{day}-1280.png")
            finally:
                end(demo)
    return 0


def take(browser: Browser, url: str, role: str, work: str, path: Path) -> None:
    """Press the work of the role on the panel; the page that comes, without the demo's bar, is the picture."""
    page = browser.new_page(base_url=url, viewport=WINDOW, locale="ko-KR")
    page.goto("/demo/")
    part = page.locator(".demo-part").filter(has=page.get_by_role("heading", name=role, exact=True))
    with page.expect_navigation():
        part.get_by_role("button", name=work).first.click()
    page.locator(".demo-bar").evaluate("bar => bar.remove()")
    page.screenshot(path=path)
    print(path.name, path.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    sys.exit(main())
