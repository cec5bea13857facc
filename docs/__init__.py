"""The documentation and the Python that writes its generated parts: `python -m docs`, or `make docs`.

Pages are Markdown, edited by hand outside their markers; what stands between markers, and the pages that are written
whole, come from `pages/`, one module a page. `specification/` is the executable specification of the model.
"""
