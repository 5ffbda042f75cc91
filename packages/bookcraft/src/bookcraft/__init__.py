"""How an interactive textbook is made with Jupyter Book, for any book: `extra_extensions: [bookcraft]`."""
