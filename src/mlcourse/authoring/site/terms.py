"""An extension of Sphinx: the first bold use of a term in a lesson leads to the glossary."""

import re
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

LESSON = re.compile(r"\d\d_\w+")


class LinkTerms(SphinxTransform):
    """Makes a link of each term where a lesson first says it in bold."""

    default_priority = 5  # before references are resolved

    def apply(self, **_: Any) -> None:
        """Look through one page."""
        if not LESSON.fullmatch(self.env.docname):
            return
        terms = {term.lower(): term for term in self.config.mlcourse_terms}
        for bold in list(self.document.findall(nodes.strong)):
            term = terms.pop(bold.astext().lower(), None)  # once a page
            if term is not None:
                link = addnodes.pending_xref(
                    "", refdomain="std", reftype="term", reftarget=term, refdoc=self.env.docname, refwarn=True
                )
                bold.replace_self(link)
                link += bold


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx what there is."""
    app.add_config_value("mlcourse_terms", [], "env", list)
    app.add_transform(LinkTerms)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
