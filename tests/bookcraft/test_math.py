"""Formulas as MathML: right, without a style, and told where they cannot be read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from bookcraft.math import to_mathml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bookcraft.building import Book

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def test_a_fraction():
    root = ElementTree.fromstring(to_mathml(r"\frac{m}{n(n-1)}", display=True))
    assert root.tag == f"{NAMESPACE}math" and root.attrib["display"] == "block"
    (fraction,) = root.iter(f"{NAMESPACE}mfrac")
    above, below = fraction
    assert "".join(above.itertext()) == "m"
    assert "".join(below.itertext()).replace("\u2212", "-") == "n(n-1)"


@pytest.mark.parametrize(
    "tex",
    [
        r"x_i^2", r"\sum_{i=1}^{n} (x_{\max} - x_i)", r"\sqrt{2}", r"\text{density} = 0.5", r"\alpha \leq \beta",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}", r"\binom{n}{2}", r"\bar{x}", r"\hat{p}", r"a \cdot b",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}", r"\lvert x \rvert", r"\mathrm{Gini}",
    ],
)  # fmt: skip
def test_what_the_book_needs_is_readable_and_unstyled(tex):
    markup = to_mathml(tex, display=False)
    root = ElementTree.fromstring(markup)
    assert root.attrib["display"] == "inline"
    assert not re.search(r"\s(style|class|on\w+)=", markup)
    # A command that the converter does not know would be left as it is written.
    assert "\\" not in "".join(root.itertext())


@given(st.text(max_size=30) | st.text(alphabet="\\{}_^&$ab1frac", max_size=30))
@settings(deadline=None, max_examples=200)
def test_any_tex_is_converted_or_refused(tex):
    try:
        markup = to_mathml(tex, display=False)
    except ValueError:
        return
    assert markup.startswith("<math")


PAGE = r"""# Page

## A section

Inline $n(n-1)$ and displayed:

$$
d = \frac{m}{n(n-1)}
$$ (density)

```{math}
:label: second
\begin{aligned}
a &= b
\end{aligned}
```

\begin{align}
x &= y
\end{align}

See {eq}`density` and {eq}`second`.
"""


def test_formulas_on_a_page(tmp_path):
    built = Book(tmp_path, {"page": PAGE}).build()
    assert built.warnings == ()
    page = built.text("page.html")
    assert page.count("<math ") == 4
    assert not [formula for formula in re.findall(r"<math .*?</math>", page, re.DOTALL) if " style=" in formula]
    # A region that scrolls can be reached with the keyboard.
    assert page.count('<div class="math" tabindex="0"') == 3
    assert 'id="equation-density"' in page and 'href="#equation-density"' in page
    assert '<span class="eqno">(1)</span>' in page


def test_the_same_formula_gives_the_same_bytes(tmp_path):
    book = Book(tmp_path, {"page": PAGE})
    one = book.build(out="one", doctrees="one").text("page.html")
    two = book.build(out="two", doctrees="two").text("page.html")
    assert one == two


def test_a_formula_that_cannot_be_read_is_told_at_its_line(tmp_path):
    page = "# P\n\nText.\n\nA formula $a_b_c$ here.\n"
    built = Book(tmp_path, {"page": page}).build()
    (told,) = built.warnings
    assert (told.page, told.line) == ("page", 5)
    assert told.message.endswith("rewrite it in plain TeX: a_b_c")
    assert "<code>a_b_c</code>" in built.text("page.html")
