"""Source and result side by side, from one source: how a guide for authors shows a directive.

    ````{example}
    ```{pause}
    Who was asked?
    ```
    ````

What is written appears twice, once as it is written and once as it comes out, so that the two cannot drift apart.
Exercises in it are no exercises of the book: they have no number, and are in no list.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from .authoring import Authored
from .exercises.directives import EXAMPLE


class ExampleDirective(Authored):
    has_content = True

    def run(self) -> list[nodes.Node]:
        self.check_options()
        self.assert_has_content()
        # A code cell would not be run here, so it is shown alone.
        source = "\n".join(self.content)
        written = nodes.literal_block(source, source, language="md", classes=["example-source"])
        self.set_source_info(written)
        result = nodes.container("", classes=["example-result"])
        self.env.temp_data[EXAMPLE] = True
        self.state.nested_parse(self.content, self.content_offset, result)
        self.env.temp_data[EXAMPLE] = False
        return [nodes.container("", written, result, classes=["example"])]


def setup_examples(app: Sphinx) -> None:
    app.add_directive("example", ExampleDirective)
