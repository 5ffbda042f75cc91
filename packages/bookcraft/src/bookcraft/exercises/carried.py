"""Carrying answers to another page: what they point to on their own page still has to be found.

A copy gets ids of its own, for an id stands once in a book; references inside of it follow, those to the rest of its
page lead back there, and its footnotes come along.
"""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from . import tree


def carry(
    answers: list[nodes.Node],
    page: nodes.document,
    from_: str,
    to: str,
    prefix: str,
    refer: Callable[[str, str, nodes.Node], nodes.Node],
) -> list[nodes.Node]:
    """Return copies that can stand on another page.

    answers: nodes of `page`, the unresolved document `from_`. to: the document that shows the copies. prefix: begins
    their ids; no other copies may have it. refer: makes a reference from a docname, an id and its content.
    """
    holder = nodes.Element("", *(node.deepcopy() for node in answers))
    holder += _footnotes(holder, page)
    named = {id_: f"{prefix}--{id_}" for node in holder.findall(nodes.Element) for id_ in node["ids"]}
    for node in list(holder.findall(nodes.Element)):
        node["ids"] = [named[id_] for id_ in node["ids"]]
        node["names"] = []
        if "backrefs" in node:
            node["backrefs"] = [named[id_] for id_ in node["backrefs"] if id_ in named]
        if isinstance(node, nodes.target | addnodes.index):
            node.parent.remove(node)
        elif isinstance(node, addnodes.pending_xref):
            if node.get("reftype") == "doc":
                node["reftarget"] = "/" + docname_join(node.get("refdoc", from_), node["reftarget"])
            node["refdoc"] = to
        elif "refid" in node and node["refid"] in named:
            node["refid"] = named[node["refid"]]
        elif "refid" in node and isinstance(node, nodes.reference):
            content = nodes.inline("", "", *node.children)
            tree.replace(node, [refer(from_, node["refid"], content)])
    return holder.children


def _footnotes(holder: nodes.Element, page: nodes.document) -> list[nodes.footnote]:
    wanted = {node["refid"] for node in holder.findall(nodes.footnote_reference) if "refid" in node}
    return [note.deepcopy() for note in page.findall(nodes.footnote) if wanted.intersection(note["ids"])]


def leave_footnotes(page: nodes.document) -> None:
    """Take the footnotes of answers from the page that the answers have left."""
    ids = {id_ for node in page.findall(nodes.footnote_reference) for id_ in node["ids"]}
    for note in list(page.findall(nodes.footnote)):
        if note["backrefs"] and not ids.intersection(note["backrefs"]):
            note.parent.remove(note)
        note["backrefs"] = [id_ for id_ in note["backrefs"] if id_ in ids]
