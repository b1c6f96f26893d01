"""How Sphinx builds the site. `docs/build.py` calls it."""

import sys
from pathlib import Path

from send_deadlines import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "send-deadlines"
author = "the send-deadlines contributors"
project_copyright = author
release = version = __version__
language = "en_GB"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx_click",
    "site_anchors",
    "site_contents",
    "site_html",
    "site_references",
]
exclude_patterns = ["_ext", "build.py", "files"]
nitpicky = True
nitpick_ignore = [("py:class", "IntoDataFrameT")]  # known to the type checker alone
suppress_warnings = [
    "misc.highlighting_failure",  # output that is cut short with ... is no JSON
]
smartquotes = False  # the words of the law are shown as they are written

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
myst_heading_slug_func = "site_anchors.slug"
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"send-deadlines {__version__}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {"navigation_with_keys": True}
