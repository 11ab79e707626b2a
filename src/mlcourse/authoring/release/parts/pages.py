"""Write a notebook as one page of HTML that needs nothing else: no other file, and no network."""

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from mlcourse.authoring.release.parts.mathematics import font, mathml
from mlcourse.authoring.release.parts.signature import sign_page

TEMPLATES = Path(__file__).parents[1] / "templates"
PUNCTUATED = re.compile(r"<math[^>]*>(?:(?!</math>).)*</math>[^\s<]+", re.DOTALL)
FONT = "THE-FONT"  # in the style sheets, until it is known which letters the page needs


class Renderer(IPythonRenderer):
    """Writes formulas as MathML, and marks the predictions."""

    def block_math(self, body: str) -> str:
        """Return a formula on a line of its own."""
        return mathml(body, "block")

    def inline_math(self, body: str) -> str:
        """Return a formula within a sentence."""
        return mathml(body, "inline")

    def paragraph(self, text: str) -> str:
        """Return a paragraph."""
        kind = ' class="predict"' if "<strong>Predict" in text else ""
        return f"<p{kind}>{text}</p>\n"


def to_html(source: str) -> str:
    """Return Markdown as HTML."""
    html = MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True)).render(source)
    return PUNCTUATED.sub(r'<span class="unbroken">\g<0></span>', html)


def page(notebook: NotebookNode, title: str, exporter: type[HTMLExporter], template: str, **resources: Any) -> str:
    """Return a notebook as a signed page.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs.
    title : str
        What the browser's tab says.
    exporter : type
        nbconvert's exporter.
    template : str
        A folder in `templates/`.
    **resources
        What else the template shows.
    """
    writer = exporter(
        template_name=template,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    writer.register_filter("markdown2html", to_html)
    html, _ = writer.from_notebook_node(notebook, {"metadata": {"name": title}, **resources})
    return sign_page(html.replace(FONT, font(html)))
