"""Fixtures of the browser tests. Set BOOK_HTML to the folder of a built book to test that one."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visits import Handler, Site, visiting


@pytest.fixture(scope="session")
def book_folder(request: pytest.FixtureRequest) -> Path:
    given = os.environ.get("BOOK_HTML")
    return Path(given).resolve() if given else request.getfixturevalue("built_book")


@pytest.fixture(scope="session")
def site(book_folder: Path) -> Iterator[Site]:
    pages = tuple(sorted(path.relative_to(book_folder).as_posix() for path in book_folder.rglob("*.html")))
    assert "index.html" in pages, f"{book_folder} holds no built book"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(book_folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(book_folder, f"http://127.0.0.1:{server.server_port}", pages)
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    arguments = [
        # A browser calls home at every start; on a machine without a network that is a flood of refused connections.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield chrome
        chrome.close()


@pytest.fixture
def visit(browser: Browser) -> Callable:
    """`with visit(**options) as (context, page, watch)`: see `visiting`."""
    return functools.partial(visiting, browser)
