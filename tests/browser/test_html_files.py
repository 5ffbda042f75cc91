"""Every HTML file of the built book, read as a file: what the security policy and a reader's software ask of it."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bookcraft.theme.policy import PAGE_POLICY
from bs4 import BeautifulSoup

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def pages(book_folder):
    """{name: parsed page}."""
    return {
        path.relative_to(book_folder).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(book_folder.rglob("*.html"))
    }


def test_nothing_is_inline(pages):
    trouble = []
    for name, page in pages.items():
        for node in page.find_all(True):
            what = f"{name}: {str(node)[:160]}"
            if node.has_attr("style"):
                trouble.append(f"style attribute: {what}")
            if node.name == "style":
                trouble.append(f"style element: {what}")
            if node.name == "script" and not node.get("src"):
                trouble.append(f"inline script: {what}")
            for attribute, value in node.attrs.items():
                text = " ".join(value) if isinstance(value, list) else str(value)
                if attribute.lower().startswith("on"):
                    trouble.append(f"handler {attribute}: {what}")
                if attribute in ("href", "src", "action", "xlink:href") and re.match(
                    r"\s*(javascript|data|vbscript):", text, re.IGNORECASE
                ):
                    trouble.append(f"{attribute} runs or holds data: {what}")
    assert not trouble


def test_every_page_carries_the_policy_before_anything_it_governs(pages):
    for name, page in pages.items():
        metas = page.head.find_all(["meta", "script", "link"])
        policy = next((i for i, tag in enumerate(metas) if tag.get("http-equiv") == "Content-Security-Policy"), None)
        assert policy is not None, name
        assert metas[policy]["content"] == PAGE_POLICY, name
        assert all(tag.name == "meta" for tag in metas[:policy]), name


def test_no_file_is_asked_of_another_host(pages):
    trouble = []
    for name, page in pages.items():
        for node in page.find_all(["script", "link", "img", "iframe", "source", "object", "embed", "video", "audio"]):
            address = node.get("src") or node.get("data") or (node.get("href") if node.name == "link" else None) or ""
            if urlsplit(address).netloc and "canonical" not in (node.get("rel") or []):
                trouble.append(f"{name}: {node}")
    assert not trouble


def test_every_link_inside_the_book_leads_somewhere(pages, book_folder):
    anchors = {name: {node["id"] for node in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            parts = urlsplit(link["href"])
            if parts.scheme or parts.netloc:
                continue
            target = os.path.normpath(Path(name).parent / unquote(parts.path)) if parts.path else name
            target = Path(target).as_posix()
            if target in anchors:
                if parts.fragment and unquote(parts.fragment) not in anchors[target]:
                    broken.append(f"{name}: no place #{parts.fragment} in {target}")
            elif not (book_folder / target).is_file():
                broken.append(f"{name}: no file {target}")
    assert not broken


def test_ids_are_there_once(pages):
    repeated = {}
    for name, page in pages.items():
        ids = [node["id"] for node in page.find_all(id=True)]
        if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            repeated[name] = twice
    assert not repeated


def test_every_page_says_what_it_is(pages):
    titles = {}
    for name, page in pages.items():
        assert page.html.get("lang"), name
        assert len(page.find_all("h1")) == 1, name
        assert len(page.find_all("main")) == 1, name
        titles.setdefault(page.title.get_text(strip=True), []).append(name)
        labels = [nav.get("aria-label") for nav in page.find_all("nav")]
        assert all(labels) and len(labels) == len(set(labels)), f"{name}: {labels}"
    assert not {title: names for title, names in titles.items() if len(names) > 1}


def test_every_picture_says_what_it_shows(pages):
    trouble = []
    for name, page in pages.items():
        for picture in page.select("main img, main svg[role=img]"):
            said = picture.get("alt") if picture.name == "img" else picture.get("aria-label")
            if not said or re.search(r"\.(png|svg|jpe?g|webp)$|^_images/|^/", said.strip(), re.IGNORECASE):
                trouble.append(f"{name}: {str(picture)[:160]}")
    assert not trouble


def test_no_source_of_the_book_lies_beside_it(book_folder):
    assert not (book_folder / "_sources").exists()
    assert not [path for path in book_folder.rglob("*") if path.suffix in (".md", ".ipynb", ".rst")]
