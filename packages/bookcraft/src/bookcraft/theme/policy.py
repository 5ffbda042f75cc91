"""The security policy that every page is written for, and that a server should send with it.

Scripts, styles, fonts and pictures come from the book's own files; nothing is inline. `wasm-unsafe-eval` lets the
activities' Python start, which is WebAssembly.
"""

# On every page. Firefox counts no file on a disk as 'self' for forms, so a form-action here would stop the search of a
# copy on a memory stick; frame-ancestors is not allowed in a page at all. Both are in the server's header instead.
PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "object-src 'none'",
        "base-uri 'self'",
    )
)

SERVER_POLICY = f"{PAGE_POLICY}; form-action 'self'; frame-ancestors 'self'"
