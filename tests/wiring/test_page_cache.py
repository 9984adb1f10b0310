"""The cache of anonymous pages, driven as the ASGI app that it is."""

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable
from typing import Any

from gonggo.wiring.front import page_cache
from gonggo.wiring.front.page_cache import PageCache, Version, language_of

BODY = "<p>공고</p>".encode()


class Pages:
    """Pages that count how often they are rendered."""

    def __init__(self, *, mark: bytes | None = b"max-age=60", status: int = 200, more: tuple[Any, ...] = ()) -> None:
        self.rendered = 0
        self.mark, self.status, self.more = mark, status, more
        self.version = b"1"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG002
        self.rendered += 1
        await asyncio.sleep(0)
        headers = [(b"content-type", b"text/html"), *self.more]
        if self.mark:
            headers.append((b"surrogate-control", self.mark))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": BODY[:4], "more_body": True})
        await send({"type": "http.response.body", "body": BODY[4:]})

    async def look(self) -> bytes:
        return self.version


async def get(app: Any, path: str = "/", *, method: str = "GET", query: bytes = b"", **headers: str) -> Any:
    """(status, headers, body) of one request."""
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": pairs}
    await app(scope, None, send)
    return said[0]["status"], dict(said[0]["headers"]), b"".join(part.get("body", b"") for part in said[1:])


def ran(work: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(work())  # type: ignore[arg-type]


def test_a_marked_page_is_rendered_once_and_its_mark_never_leaves_the_house() -> None:
    pages = Pages()

    async def twice() -> Any:
        cache = PageCache(pages, pages.look)
        return await get(cache), await get(cache)

    first, second = ran(twice)

    assert (pages.rendered, first) == (1, second)
    assert first[0] == 200
    assert first[2] == BODY
    assert b"surrogate-control" not in first[1]
    assert first[1][b"cache-control"] == b"no-cache"


def test_a_page_of_an_older_version_is_rendered_anew() -> None:
    pages = Pages()

    async def amended() -> None:
        cache = PageCache(pages, pages.look)
        cache._version = Version(pages.look, every=0)
        await get(cache)
        pages.version = b"2"
        await get(cache)

    ran(amended)

    assert pages.rendered == 2


def test_the_version_is_looked_at_at_most_once_in_its_interval() -> None:
    looks = 0

    async def look() -> bytes:
        nonlocal looks
        looks += 1
        return b"1"

    async def many() -> None:
        version = Version(look, every=3600)
        await asyncio.gather(*(version.current() for _ in range(50)))

    ran(many)

    assert looks == 1


def test_the_last_version_stays_while_the_pages_are_away() -> None:
    async def away() -> bytes:
        raise OSError

    async def work() -> bytes:
        version = Version(away, every=0)
        version._seen = b"7"
        return await version.current()

    assert ran(work) == b"7"


def test_nobody_queues_behind_a_look_that_does_not_come_back(monkeypatch) -> None:
    monkeypatch.setattr(page_cache, "PATIENCE_S", 0.05)
    pages, begun = Pages(), []
    back = asyncio.Event()

    async def look() -> bytes:
        begun.append(pages.version)
        if pages.version == b"away":
            await back.wait()
        return pages.version

    async def outage() -> tuple[list[int], bool, int]:
        cache = PageCache(pages, look)
        cache._version._every = 0
        await get(cache)
        pages.version = b"away"
        said = [await asyncio.wait_for(get(cache), 30) for _ in range(3)]
        were_away, rendered = cache._version.is_away, pages.rendered
        pages.version = b"2"
        back.set()
        await get(cache)
        return [status for status, _, _ in said], were_away, rendered

    assert ran(outage) == ([200, 200, 200], True, 1)
    assert begun == [b"1", b"away"]
    assert pages.rendered == 2


def test_a_kept_page_outlives_an_outage_by_an_hour_and_says_its_age(monkeypatch) -> None:
    pages = Pages(mark=b"max-age=1")
    now = time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now)

    async def look() -> bytes:
        if pages.version == b"away":
            raise OSError
        return pages.version

    async def outage() -> list[Any]:
        nonlocal now
        cache = PageCache(pages, look)
        said = [await get(cache)]
        pages.version = b"away"
        for later in (1.5, page_cache.OUTLIVES_S - 1, 1.0):
            now += later
            said.append(await get(cache))
        return said

    kept = ran(outage)

    assert [(status, int(headers.get(b"age", -1))) for status, headers, _ in kept] == [
        (200, 0),
        (200, 1),
        (200, 3600),
        (200, 0),
    ]
    assert pages.rendered == 2


def test_a_request_with_a_session_never_gets_a_kept_page() -> None:
    pages = Pages()

    async def signed_in() -> None:
        cache = PageCache(pages, pages.look)
        await get(cache)
        await get(cache, cookie="sessionid=abc; language=ko")

    ran(signed_in)

    assert pages.rendered == 2


def test_a_page_rendered_for_a_form_token_is_not_kept_for_others() -> None:
    pages = Pages()

    async def with_token() -> None:
        cache = PageCache(pages, pages.look)
        await get(cache, cookie="csrftoken=abc")
        await get(cache)
        await get(cache, cookie="csrftoken=abc")

    ran(with_token)

    assert pages.rendered == 2


def test_an_unmarked_page_a_redirect_and_a_page_with_a_cookie_are_not_kept() -> None:
    for pages in (Pages(mark=None), Pages(status=302), Pages(more=((b"set-cookie", b"a=b"),))):

        async def twice(pages: Pages = pages) -> Any:
            cache = PageCache(pages, pages.look)
            await get(cache)
            return await get(cache)

        status, headers, body = ran(twice)

        assert (pages.rendered, status, body) == (2, pages.status, BODY)
        assert b"surrogate-control" not in headers


def test_languages_paths_and_queries_are_kept_apart() -> None:
    pages = Pages()

    async def work() -> None:
        cache = PageCache(pages, pages.look)
        for _ in range(2):
            await get(cache, "/a")
            await get(cache, "/a", accept_language="en")
            await get(cache, "/a", query=b"q=1")
            await get(cache, "/b")

    ran(work)

    assert pages.rendered == 4


def test_a_conditional_get_of_an_unchanged_page_is_answered_304_without_a_body() -> None:
    pages = Pages()

    async def work() -> Any:
        cache = PageCache(pages, pages.look)
        _, headers, _ = await get(cache)
        tag = headers[b"etag"].decode()
        return await get(cache, if_none_match=tag), await get(cache, if_none_match='"other"'), tag

    unchanged, changed, tag = ran(work)

    assert (unchanged[0], unchanged[2], unchanged[1][b"etag"].decode()) == (304, b"", tag)
    assert (changed[0], changed[2]) == (200, BODY)


def test_a_reader_who_takes_gzip_gets_the_same_page_compressed_under_another_tag() -> None:
    pages = Pages()

    async def work() -> Any:
        cache = PageCache(pages, pages.look)
        return await get(cache), await get(cache, accept_encoding="gzip, br")

    plain, zipped = ran(work)

    assert gzip.decompress(zipped[2]) == plain[2] == BODY
    assert zipped[1][b"content-encoding"] == b"gzip"
    assert zipped[1][b"etag"] != plain[1][b"etag"]


def test_many_readers_of_one_moment_share_one_rendering() -> None:
    pages = Pages()

    async def work() -> list[Any]:
        cache = PageCache(pages, pages.look)
        return await asyncio.gather(*(get(cache) for _ in range(20)))

    answers = ran(work)

    assert pages.rendered == 1
    assert {body for _, _, body in answers} == {BODY}


def test_the_cache_never_holds_more_than_its_bytes() -> None:
    pages = Pages()

    async def work() -> int:
        cache = PageCache(pages, pages.look, most_bytes=200)
        for number in range(30):
            await get(cache, f"/{number}")
        return cache._bytes

    assert 0 < ran(work) <= 200


def test_a_head_is_answered_from_the_kept_page_without_its_body() -> None:
    pages = Pages()

    async def work() -> Any:
        cache = PageCache(pages, pages.look)
        await get(cache)
        return await get(cache, method="HEAD")

    status, headers, body = ran(work)

    assert (status, headers[b"content-length"], body) == (200, str(len(BODY)).encode(), b"")


def test_the_cache_reads_a_language_as_django_does(settings: Any) -> None:
    from django.test import RequestFactory
    from django.utils.translation import get_language_from_request

    said = ["", "ko", "en", "en-US,en;q=0.9", "ko-KR,ko;q=0.9,en;q=0.8", "ja,en;q=0.5", "ja", "*", "en;q=0.2,ko;q=0.9"]
    said += ["fr, *;q=0.5, en;q=0.1", "en;q=0", "garbage;;q=x", "EN-gb", "en,garbage;;", "en,,ko", "en ; q=0.3 , ko"]
    for accepted in said:
        for cookie in ("", "ko", "en", "xx"):
            request = RequestFactory().get("/", headers={"accept-language": accepted} if accepted else {})
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
            assert language_of(cookie, accepted) == get_language_from_request(request)[:2], (cookie, accepted)
