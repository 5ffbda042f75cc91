"""HTML as the security policy and a screen reader want it: what docutils, Sphinx and MyST-NB write otherwise.

- No style attribute: a width becomes a class of `web/page/content.css` or the element's own attributes.
- The link to a heading stands beside it, so that a list of headings reads as headings.
- Tables stand in a frame that scrolls; header cells say what they head.
- Small drawings stand in the page (drawings.py); other pictures carry their size, so that nothing moves.
- A bibliography is a list, without labels that repeat author and date.
- Folded admonitions (`:class: dropdown`) and folded code are `<details>`, without a script.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from docutils import nodes
from markupsafe import escape
from sphinx.util import logging
from sphinx.util.images import get_image_size
from sphinx.writers.html5 import HTML5Translator

from bookcraft.theme.assets import icon
from bookcraft.theme.drawings import drawing
from bookcraft.theme.icons import classes_of

logger = logging.getLogger(__name__)

# Pixels of the lengths that authors give pictures.
PIXELS = {"": 1, "px": 1, "em": 18, "rem": 16, "ex": 9, "cm": 37.8, "mm": 3.78, "in": 96, "pt": 4 / 3, "pc": 16}


class _Inline(HTMLParser):
    """Collects what the security policy blocks in a piece of HTML: styles, scripts and handlers written into it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or re.match(r"\s*javascript:", value or "", re.IGNORECASE):
                self.found.append(f"{name} of <{tag}>")


def width_class(percentage: float) -> str:
    """Return the class that gives a width to the nearest five per cent, 5 to 100."""
    return f"width-{min(100, max(5, round(percentage / 5) * 5))}"


def picture_size(path: Path) -> tuple[float, float] | None:
    """Return a picture's width and height in pixels, of a drawing without them those of its view box."""
    if path.suffix == ".svg" and path.is_file():
        head = re.search(r"<svg\b[^>]*>", path.read_text(encoding="utf-8"))
        box = head and re.search(r"""viewBox=["'][-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)""", head.group())
        if box and not re.search(r"\swidth=", head.group()):
            return float(box[1]), float(box[2])
    return get_image_size(path)


class BookTranslator(HTML5Translator):
    """Sphinx's translator with the changes that the module names."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.secnumber_suffix = " "
        self._heading_link = ""
        self._drawn: Counter[str] = Counter()

    # --- no style attribute ---

    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes):
        style = attributes.pop("style", attributes.pop("STYLE", None))
        if style:
            classes, sizes = self._without_style(node, tagname, style)
            attributes["classes"] = [*attributes.get("classes", ()), *classes]
            attributes |= sizes
        if tagname == "th" and not node.astext().strip():
            tagname = "td"
        if tagname == "th" and "scope" not in attributes:
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def _without_style(self, node, tagname: str, style: str) -> tuple[list[str], dict[str, str]]:
        """Return the classes and attributes that say the same as a style attribute."""
        classes, sizes = [], {}
        for declaration in filter(None, (part.strip() for part in style.split(";"))):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            length = re.fullmatch(r"([\d.]+)\s*(%|[a-z]*)", value)
            if name in ("width", "height") and length:
                number, unit = float(length[1]), length[2]
                if unit == "%" and name == "width":
                    classes.append(width_class(number))
                elif unit in PIXELS and tagname in ("img", "video", "object"):
                    sizes[name] = str(round(number * PIXELS[unit]))
                elif unit in PIXELS and name == "width":
                    # Beside running text: as a share of the line, 36rem at 16 pixels.
                    classes.append(width_class(100 * number * PIXELS[unit] / 576))
            elif name == "text-align" and value in ("right", "center"):
                classes.append(f"text-{value}")
            elif not name.startswith("--"):
                logger.warning(
                    "the page's security policy allows no inline style, so %r is left out; give a class instead",
                    declaration,
                    location=node,
                    type="bookcraft",
                    subtype="style",
                )
        return classes, sizes

    def visit_raw(self, node) -> None:
        if "html" in node.get("format", "").split():
            found = _Inline(node.astext()).found
            if found:
                logger.warning(
                    "HTML with %s written into it is blocked by the page's security policy; "
                    "use a class, a directive, or a file named in html_css_files or html_js_files",
                    ", ".join(found[:3]),
                    location=node,
                    type="bookcraft",
                    subtype="style",
                )
        super().visit_raw(node)

    # --- headings and the links to them ---

    def add_permalink_ref(self, node, title: str) -> None:
        if not (node["ids"] and self.config.html_permalinks and self.builder.add_permalinks):
            return
        if isinstance(node, nodes.section):
            # The page's own title needs none: its address is the page's.
            if self.section_level == 1:
                return
            name = next((child.astext() for child in node.children if isinstance(child, nodes.title)), "")
            self._heading_link = self._link(node["ids"][0], f"{title}: {name}")
        else:
            self.body.append(self._link(node["ids"][0], title))

    def _link(self, anchor: str, title: str) -> str:
        return f'<a class="headerlink" href="#{anchor}" aria-label="{self.attval(title)}">{icon("link")}</a>'

    def visit_title(self, node) -> None:
        if isinstance(node.parent, nodes.section):
            self.body.append(f'<div class="heading level-{self.section_level}">')
        super().visit_title(node)

    def depart_title(self, node) -> None:
        super().depart_title(node)
        if isinstance(node.parent, nodes.section):
            self.body.append(f"{self._heading_link}</div>\n")
            self._heading_link = ""

    # --- tables and pictures ---

    def visit_table(self, node) -> None:
        framed = "table-scroll" in classes_of(node.parent)
        self.context.append("" if framed else "</div>\n")
        if not framed:
            self.body.append('<div class="table-scroll">\n')
        super().visit_table(node)

    def depart_table(self, node) -> None:
        super().depart_table(node)
        self.body.append(self.context.pop())

    def visit_entry(self, node) -> None:
        super().visit_entry(node)
        # A header cell without a word heads nothing (see starttag).
        if not node.astext().strip():
            self.context[-1] = self.context[-1].replace("</th>", "</td>")

    def visit_image(self, node) -> None:
        source = Path(self.builder.srcdir, node["uri"])
        if isinstance(node.parent, nodes.figure) and node.get("alt") and source.suffix == ".svg":
            drawn = drawing(source, node["alt"], self._drawn[node["uri"]])
            if drawn:
                self._drawn[node["uri"]] += 1
                style = f"width: {node['width']}" if "width" in node else ""
                self.body.append(self.starttag(node, "div", "", CLASS="drawing", style=style))
                self.body.append(f"{drawn}</div>\n")
                raise nodes.SkipNode
        if not {"height", "scale"} & node.attributes.keys() and "://" not in node["uri"]:
            self._give_size(node, picture_size(source))
        node.setdefault("loading", "lazy")
        super().visit_image(node)

    @staticmethod
    def _give_size(node, size: tuple[float, float] | None) -> None:
        """Set width and height, keeping a width in pixels that the author gave."""
        width = re.fullmatch(r"([\d.]+)(?:px)?", node.get("width", ""))
        if size and (width or "width" not in node):
            shown = float(width[1]) if width else size[0]
            node["width"], node["height"] = str(round(shown)), str(round(shown * size[1] / size[0]))

    # --- links ---

    def visit_reference(self, node) -> None:
        address = re.sub(r"^(https?://)?((dx\.)?doi\.org/)?", "", node.get("refuri", "")).rstrip("/")
        # What is printed need not repeat an address that the text shows.
        if address and address in node.astext():
            node["classes"].append("shows-address")
        super().visit_reference(node)

    # --- bibliography: a plain list, as the roles that docutils gives it are deprecated ---

    def visit_citation(self, node) -> None:
        if not isinstance(node.previous_sibling(), nodes.citation):
            self.body.append('<ul class="citation-list">\n')
        self.body.append(self.starttag(node, "li", CLASS="citation"))

    def depart_citation(self, node) -> None:
        self.body.append("</li>\n")
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
            self.body.append("</ul>\n")

    def visit_label(self, node) -> None:
        # In the author-date form an entry begins with what its label says.
        if isinstance(node.parent, nodes.citation) and not node.astext().isdigit():
            raise nodes.SkipNode
        super().visit_label(node)

    # --- disclosures ---

    def visit_admonition(self, node, name: str = "") -> None:
        if "dropdown" not in node["classes"]:
            super().visit_admonition(node, name)
            return
        node["classes"].remove("dropdown")
        self.body.append(self.starttag(node, "details", CLASS=f"admonition {name}".strip()))
        title = node.next_node(nodes.title, descend=True)
        if title is not None and title.parent is node:
            node.remove(title)
        label = title.astext() if title is not None else name.capitalize() or "More"
        self.body.append(f"<summary>{escape(label)}</summary>\n")
        node["folded"] = True

    def depart_admonition(self, node=None) -> None:
        if node is not None and node.get("folded"):
            self.body.append("</details>\n")
        else:
            super().depart_admonition(node)

    def visit_container(self, node) -> None:
        # docutils adds the classes "docutils container" to each; nothing looks for them here.
        self.body.append(self.starttag(node, "div"))


def visit_hidden_code(self: BookTranslator, node) -> None:
    """A folded code cell of MyST-NB, whose summary there has another name for screen readers than the one shown."""
    self.body.append(f'<details class="hide-code">\n<summary>{escape(node["prompt_show"])}</summary>\n')


def depart_hidden_code(self: BookTranslator, node) -> None:
    self.body.append("</details>\n")
