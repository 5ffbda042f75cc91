"""References in author–date form: what a reader sees in the list and in the text."""

from __future__ import annotations

import re

import pytest
from bookcraft.citations import Harvard
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

WORKS = r"""
@article{day2009, author = {Day, Chris and Sammons, Pam and Gu, Qing}, title = {A title: with a part},
  journal = {A Journal}, year = {2009}, volume = {30}, number = {2}, pages = {295--311}, doi = {10.1000/xyz}}
@incollection{gronn2002a, author = {Gronn, Peter}, title = {A chapter}, year = {2002}, booktitle = {A handbook},
  editor = {Leithwood, Kenneth and Hallinger, Philip}, publisher = {Kluwer}, address = {Dordrecht}, pages = {653--696}}
@article{gronn2002b, author = {Gronn, Peter}, title = {The unit}, year = {2002}, journal = {A Journal}, volume = {13}}
@book{stoll2007, editor = {Stoll, Louise and Louis, Karen Seashore}, title = {A book}, year = {2007},
  publisher = {Press}, isbn = {978-0-00-000000-0}}
@techreport{bolam2005, author = {Bolam, Ray and McMahon, Agnes and others}, title = {A report}, year = {2005},
  institution = {A ministry}, type = {Research Report}, number = {RR1}}
@book{schon1983, author = {Sch{\"o}n, Donald A.}, title = {A practitioner}, year = {1983}, publisher = {Books}}
@misc{estynnd, author = {{Estyn}}, title = {A page}, year = {n.d.}, url = {https://example.org/a}}
@misc{nobody, title = {Without an author}, year = {2001}}
"""

LISTED = {
    "day2009": "Day, C., Sammons, P. and Gu, Q. (2009) A title: with a part. A Journal 30(2), 295–311. doi:10.1000/xyz",
    "gronn2002a": "Gronn, P. (2002a) A chapter. In Leithwood, K. and Hallinger, P. (eds) A handbook, 653–696. "
    "Dordrecht: Kluwer.",
    "gronn2002b": "Gronn, P. (2002b) The unit. A Journal 13.",
    "stoll2007": "Stoll, L. and Louis, K. S. (eds) (2007) A book. Press. ISBN 978-0-00-000000-0.",
    "bolam2005": "Bolam, R., McMahon, A. et al. (2005) A report. Research Report RR1. A ministry.",
    "schon1983": "Schön, D. A. (1983) A practitioner. Books.",
    "estynnd": "Estyn (n.d.) A page. https://example.org/a",
    "nobody": "Without an author (2001)",
}


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    text = find_plugin("pybtex.backends", "text")()
    entries = Harvard().format_bibliography(parse_string(WORKS, "bibtex"))
    return {entry.key: re.sub(r"\s+", " ", entry.text.render(text)).strip() for entry in entries}


@pytest.mark.parametrize("key", LISTED)
def test_a_work_is_listed_by_author_and_date(listed: dict[str, str], key: str) -> None:
    assert listed[key] == LISTED[key]


def test_the_list_is_in_the_order_of_its_authors(listed: dict[str, str]) -> None:
    named = [key for key in listed if key != "nobody"]
    assert named == ["bolam2005", "day2009", "estynnd", "gronn2002a", "gronn2002b", "schon1983", "stoll2007"]


BOOK = """# Page

{cite:p}`day2009` and {cite:t}`gronn2002b` and {cite:p}`gronn2002a,schon1983` and {cite:t}`bolam2005`.

```{bibliography}
```
"""


OTHER = """---
orphan: true
---
# Other

{cite:p}`gronn2002b`

```{bibliography}
:filter: docname in docnames
```
"""


def test_citations_have_round_brackets_and_the_letter_of_the_list(tmp_path) -> None:
    from sphinx.cmd.build import build_main

    (tmp_path / "conf.py").write_text(
        "extensions = ['myst_nb', 'sphinxcontrib.bibtex', 'bookcraft']\n"
        "bibtex_bibfiles = ['works.bib']\n"
        "bibtex_default_style = bibtex_reference_style = 'harvard'\n"
        "suppress_warnings = ['bibtex.duplicate_citation']\n"
    )
    (tmp_path / "works.bib").write_text(WORKS)
    (tmp_path / "index.md").write_text(BOOK)
    (tmp_path / "other.md").write_text(OTHER)
    assert build_main(["-q", "-W", "-b", "text", str(tmp_path), str(tmp_path / "out")]) == 0
    page = " ".join((tmp_path / "out" / "index.txt").read_text().split())
    assert "(Day *et al.*, 2009) and Gronn (2002b) and (Gronn, 2002a; Schön, 1983) and Bolam *et al.* (2005)." in page
    other = " ".join((tmp_path / "out" / "other.txt").read_text().split())
    assert "(Gronn, 2002b)" in other, "a work has one letter, whatever else a page cites"
