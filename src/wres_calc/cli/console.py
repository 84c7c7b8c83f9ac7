"""Standard output: data goes there and nothing else does."""

import sys


def write_data(text: str) -> None:
    """Data for another program: always UTF-8, line ends as they are, whatever the console's code page."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    stream.write(text.encode("utf-8"))
    stream.flush()
