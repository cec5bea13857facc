"""Configuration of Sphinx; the repository is its source, so links between pages are those that GitHub follows."""

import re
import sys
from importlib import metadata
from pathlib import Path

from pygments.lexers.special import TextLexer

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

project = "kaohe 考核"
author = "The kaohe contributors"
copyright = "The kaohe contributors, Apache-2.0"
release = metadata.version("kaohe")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "docs.site.bigrams",
    "docs.site.formulas",
    "docs.site.navigation",
]
root_doc = "README"
include_patterns = ["README.md", "README.zh.md", "CHANGELOG.md", "docs/*.md", "docs/**/*.md"]
exclude_patterns = [".*", "**/node_modules", "site", "studies", "results*"]  # not even looked through
nitpicky = True
# Names of other libraries are not looked up, as that takes a network; names of kaohe must lead somewhere.
nitpick_ignore_regex = [
    ("py:.*", r"(?!(kaohe|sim|scenarios|experiments|analysis)\.).*"),
    ("py:class", r"sim\.parameters\.declaration\.T|sim\.compile\.kernel\.Function"),  # names for types only
]
default_role = "py:obj"  # of `names` in docstrings, which lead somewhere or are shown as they are

myst_enable_extensions = ["dollarmath"]
myst_fence_as_directive = ["math"]
myst_heading_anchors = 6
suppress_warnings = ["myst.header"]  # of pages with several titles, see `navigation.one_title`

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

html_theme = "furo"
html_title = "kaohe 考核"
html_math_renderer = "mathml"
html_search_language = "bigrams"
html_show_search_summary = False  # a page on disk may not read the others
html_show_sphinx = False
html_static_path = ["static"]
html_css_files = ["site.css"]
html_extra_path = ["extra"]
html_copy_source = False


def plain_defaults(app, what, name, member, options, signature, returned):
    """A signature that can be read as Python, whatever a dataclass makes its defaults of."""
    return signature and re.sub(r"<[^<>]+>", "...", signature), returned


def setup(app):
    app.add_lexer("csv", TextLexer)  # Pygments has none
    app.connect("autodoc-process-signature", plain_defaults)
