"""One HTML page with the model inside: what it is made of, and a page with a county and scenarios of one's own.

`contents` gathers what the page needs to know as plain values, `layouts` says how the engine's memory is laid out, and
`document` reads and writes the page itself. The page is built by `python -m app.build`, from app/ and the kernels of
`sim`; a user needs none of that: `kaohe.html` beside this file is built.
"""
