"""A reader's visit to the built book: from a server that sends the security policy, or from the disk.

Nothing may leave the machine: every other host is refused twice, by the browser's own name rules and by a route that
also reports the attempt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from bookcraft.theme.policy import SERVER_POLICY
from playwright.sync_api import Browser, BrowserContext, Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@dataclass(frozen=True)
class Site:
    """A built book. url: where the server has it; pages: its HTML files below `folder`, sorted."""

    folder: Path
    url: str
    pages: tuple[str, ...]

    def at(self, page: str, scheme: str = "http") -> str:
        return f"{self.url}/{page}" if scheme == "http" else (self.folder / page).as_uri()

    @property
    def chapters(self) -> list[str]:
        """The pages with a text of their own: all but the search and the index."""
        return [page for page in self.pages if page not in ("search.html", "genindex.html")]

    @property
    def longest(self) -> str:
        """The chapter with the most in it."""
        return max(self.chapters, key=lambda page: (self.folder / page).stat().st_size)


@dataclass
class Watch:
    """What a page did that no page may do; `trouble` is empty for a good one."""

    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


class Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".woff2": "font/woff2",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", SERVER_POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *args) -> None:
        pass


@contextmanager
def visiting(browser: Browser, **options) -> Iterator[tuple[BrowserContext, Page, Watch]]:
    """A visitor with a cold cache. options: of Playwright's `new_context`."""
    context = browser.new_context(**{"viewport": WIDE, **options})
    watch = Watch()

    def refuse(route) -> None:
        watch.trouble.append(f"asked another host for {route.request.url}")
        route.abort()

    context.route(lambda url: not url.startswith(("http://127.0.0.1:", "file:")), refuse)
    # Reports of the policy also go to the console; this names the directive and the place.
    context.add_init_script(
        """document.addEventListener("securitypolicyviolation", (e) =>
             console.error(`blocked by ${e.effectiveDirective}: ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"""
    )

    page = context.new_page()

    def said(message) -> None:
        if message.type in ("error", "warning"):
            watch.trouble.append(f"{message.type} on the console: {message.text}")

    def answered(response) -> None:
        if response.status >= 400:
            watch.trouble.append(f"{response.status} for {response.url}")

    page.on("console", said)
    page.on("pageerror", lambda error: watch.trouble.append(f"script failed: {error}"))
    page.on("request", lambda request: watch.requests.append(request.url))
    page.on("response", answered)
    try:
        yield context, page, watch
    finally:
        context.close()
