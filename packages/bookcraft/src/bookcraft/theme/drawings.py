"""Small drawings in figures are written into the page: no request, the page's own letters, room to scroll on a phone.

Only a drawing that the security policy lets into a page: shapes and text with presentation attributes. One with styles,
scripts or links of its own stays a picture in a file.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
LARGEST = 24_000  # bytes; beyond that a file of its own is better kept by the browser

_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_NAMES_IDS = ("aria-labelledby", "aria-describedby")
_BLOCKED = {"style", "script", "foreignObject", "a", "image", "animate", "animateTransform", "set"}


def drawing(path: Path, alt: str, copy: int = 0) -> str | None:
    """Return a drawing as markup for a page, or None where it must stay a file.

    alt: what it shows, in words. copy: how often the page has it already: ids must differ.
    """
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            return None
        root = ElementTree.fromstring(content)
    except (OSError, ElementTree.ParseError):
        return None
    if root.tag != f"{{{SVG}}}svg" or not root.get("viewBox") or any(map(_blocked, root.iter())):
        return None
    _rename_ids(root, f"d{hashlib.sha256(content).hexdigest()[:8]}-{copy}-")
    for parent in list(root.iter()):
        for child in list(parent):
            # What it shows is said once, by the author's alternative text.
            if child.tag in (f"{{{SVG}}}title", f"{{{SVG}}}desc", f"{{{SVG}}}metadata"):
                parent.remove(child)
    for name in (*_NAMES_IDS, "class"):
        root.attrib.pop(name, None)
    root.attrib |= {"role": "img", "aria-label": alt}
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return re.sub(r">\s+<", "><", ElementTree.tostring(root, encoding="unicode").strip())


def _blocked(node: ElementTree.Element) -> bool:
    names = {name.rpartition("}")[2].lower() for name in node.attrib}
    links = [value for name, value in node.attrib.items() if name.rpartition("}")[2] == "href"]
    return (
        not isinstance(node.tag, str)
        or node.tag.rpartition("}")[2] in _BLOCKED
        or "style" in names
        or any(name.startswith("on") for name in names)
        or any(not link.startswith("#") for link in links)
    )


def _rename_ids(root: ElementTree.Element, prefix: str) -> None:
    for node in root.iter():
        for name, value in node.attrib.items():
            if name == "id":
                node.set(name, prefix + value)
            elif name.rpartition("}")[2] == "href":
                node.set(name, f"#{prefix}{value[1:]}")
            elif name not in _NAMES_IDS:
                node.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", value))
