"""Puts the icon of each kind of activity and box before its title, so that a page is read at a glance."""

from __future__ import annotations

from docutils import nodes

from bookcraft.theme.assets import icon, manifest


def add_icons(doctree: nodes.document) -> None:
    """Add icons to the web form of a page: to `.box-title` in `.box-{name}`, `.exercise-number` in
    `.exercise-{kind}`, and `.exercise-minutes` and `.box-minutes`."""
    known = manifest()["icons"]
    for node in list(doctree.findall(nodes.Element)):
        classes = classes_of(node)
        for form, title in (("box", "box-title"), ("exercise", "exercise-number")):
            if form not in classes:
                continue
            kind = next((name.removeprefix(f"{form}-") for name in classes if name.startswith(f"{form}-")), "")
            place = next((inner for inner in node.findall(nodes.Element) if title in classes_of(inner)), None)
            if kind in known and place is not None:
                place.insert(0, nodes.raw("", icon(kind), format="html"))
        if classes & {"exercise-minutes", "box-minutes"}:
            node.insert(0, nodes.raw("", icon("minutes"), format="html"))


def classes_of(node: nodes.Element) -> set[str]:
    """Return the classes of a node of docutils, or of one that stands for an HTML element with attributes."""
    return {*node.get("classes", ()), *str(node.get("attributes_", {}).get("class") or "").split()}
