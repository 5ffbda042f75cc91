"""What a notebook hands to the prose around it."""

import sys

import pytest
from leadership_lab.notebook import RECORD, MarkdownTable, record


@pytest.fixture
def displayed(monkeypatch):
    import IPython.display

    seen = []
    monkeypatch.setattr(IPython.display, "display", lambda *args, **kwargs: seen.append((args, kwargs)))
    return seen


def test_each_value_is_glued_under_its_name_and_not_shown(displayed):
    assert record(ties=1240, density=0.09042, names=["Ann", "Bo"]) is None
    assert [args[0] for args, _ in displayed] == [
        {RECORD + "text/plain": "'1,240'"},
        {RECORD + "text/plain": "'0.0904'"},
        {RECORD + "text/plain": "'Ann and Bo'"},
    ]
    assert displayed[0][1]["metadata"] == {"scrapbook": {"name": "ties", "mime_prefix": RECORD}}
    assert all(kwargs["raw"] for _, kwargs in displayed)


def test_myst_nb_finds_the_records_of_an_executed_notebook(tmp_path):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    glue = pytest.importorskip("myst_nb.ext.glue")
    variables = pytest.importorskip("myst_nb.core.variables")
    code = "from leadership_lab.notebook import record\nrecord(ties=179, who='Siân', share=0.575)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=60).execute()
    found = glue.extract_glue_data(notebook, [0], None)
    said = {key: variables.format_plain_text(output["data"]["text/plain"], "s") for key, output in found.items()}
    assert said == {"ties": "179", "who": "Siân", "share": "0.575"}
    assert notebook.cells[0].outputs == []


def test_without_ipython_nothing_happens(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython.display", None)
    assert record(ties=3) is None


@pytest.mark.parametrize("value", [True, None, {"a": 1}])
def test_what_no_sentence_can_say_is_refused_by_name(value):
    with pytest.raises(TypeError, match="ties is"):
        record(ties=value)


def test_a_table_is_markdown_and_plain_text():
    table = MarkdownTable(("team", "ties"), [("A | B", 79), ("C", 0.405)])
    assert table._repr_mimebundle_() == {
        "text/markdown": "| team | ties |\n| --- | --- |\n| A \\| B | 79 |\n| C | 0.405 |",
        "text/plain": "team\tties\nA \\| B\t79\nC\t0.405",
    }
