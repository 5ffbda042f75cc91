"""The first visit of a page, from a cold cache, in bytes as a server sends them and in requests."""

import zlib
from urllib.parse import unquote, urlsplit

LIMIT_BYTES, LIMIT_REQUESTS = 150_000, 12
TEXT = {".html", ".css", ".js", ".svg", ".json", ".txt"}


def sent_bytes(path):
    """Size of a file as sent: text compressed as servers do by default (gzip, level 6), all else as it is."""
    content = path.read_bytes()
    if path.suffix not in TEXT:
        return len(content)
    packer = zlib.compressobj(6, wbits=31)
    return len(packer.compress(content) + packer.flush())


def test_the_first_visit_of_a_page_is_light(site, visit, record_property):
    heavy, weights = {}, {}
    for name in site.chapters:
        with visit() as (_context, page, watch):
            page.goto(site.at(name), wait_until="load")
            # To the end of the page, so that pictures that wait for it are counted too.
            page.evaluate(
                """async () => {
                     for (const image of document.images) image.loading = "eager";
                     await Promise.allSettled([...document.images].map((image) => image.decode()));
                     await document.fonts.ready;
                   }"""
            )
            page.wait_for_timeout(100)
            urls = {url.split("#")[0] for url in watch.requests if url.startswith("http")}
        files = {url: site.folder / unquote(urlsplit(url).path).lstrip("/") for url in urls}
        weights[name] = (sum(map(sent_bytes, files.values())), len(files))
        if weights[name][0] > LIMIT_BYTES or weights[name][1] > LIMIT_REQUESTS:
            heavy[name] = {url: sent_bytes(path) for url, path in sorted(files.items())}
    for name, (size, requests) in sorted(weights.items(), key=lambda item: -item[1][0]):
        print(f"{size / 1000:7.1f} kB {requests:3} requests  {name}")
    worst = max(weights.values())
    record_property("heaviest_page_bytes", worst[0])
    record_property("most_requests", max(requests for _size, requests in weights.values()))
    assert not heavy
