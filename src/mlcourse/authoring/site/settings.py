"""How Sphinx builds the site: its extensions, its theme, and what is served from the site itself."""

from typing import Any

EXTENSIONS = ["myst_nb", "sphinx_copybutton", "mlcourse.authoring.site.terms"]
EXTRA = "extra"  # the folder of what is copied to the site as it is
ICON = "icon.png"


def settings(repository: str | None, terms: list[str]) -> dict[str, Any]:
    """Return Sphinx's configuration.

    Parameters
    ----------
    repository : str or None
        The address of the repository's page.
    terms : list of str
        Those of the glossary.
    """
    return {
        "project": "mlcourse",
        "author": "the authors of mlcourse",
        "html_title": "mlcourse",
        "language": "en",
        "extensions": EXTENSIONS,
        "exclude_patterns": [EXTRA],
        "html_extra_path": [EXTRA],
        "nb_execution_mode": "off",
        "nb_merge_streams": True,
        "myst_enable_extensions": ["dollarmath", "amsmath", "colon_fence"],
        "myst_heading_anchors": 3,
        "html_theme": "sphinx_book_theme",
        "html_sidebars": {"**": ["search-button-field", "sbt-sidebar-nav.html"]},  # the site's name begins the latter
        "html_favicon": ICON,
        "html_static_path": ["_static"],
        "html_css_files": ["course.css"],
        "html_js_files": [("course.js", {"defer": "defer"})],
        "html_copy_source": False,  # the notebooks to download are students' copies
        "html_show_sourcelink": False,
        "mathjax_path": "mathjax/tex-chtml.js",
        "html_context": {"default_mode": "auto"},  # light or dark as the reader's system is: unsaid, it is an error
        "html_theme_options": {
            "use_download_button": False,
            "use_repository_button": bool(repository),
            "use_issues_button": bool(repository),
            "repository_url": repository or "",
            "show_toc_level": 2,
            "navbar_persistent": [],  # one place to search is enough
            "home_page_in_toc": True,
        },
        "copybutton_exclude": ".linenos, .gp, .go",
        "mlcourse_terms": terms,
    }
