"""Text that came from outside, made fit to be shown: what every writer passes such text through.

A control character can drive a terminal, a bidirectional override can turn a sentence round, a lone surrogate makes a
workbook that cannot be opened again. They are shown, never dropped: what is hidden cannot be corrected.
"""

import re

# C0, DEL and C1 controls; bidirectional marks, overrides and isolates; line and paragraph separators; the byte-order
# mark; lone surrogates; the two non-characters that XML 1.0 forbids.
_BEYOND_C0 = (
    r"\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
)
_HARMFUL = re.compile(rf"[\x00-\x1f{_BEYOND_C0}]")
_HARMFUL_IN_JSON = re.compile(rf"[\x00-\x09\x0b-\x1f{_BEYOND_C0}]")
_COMMON = bytes([ord("\n"), *range(0x20, 0x7F)])
_FORMULA = re.compile(r"\s*[=+\-@\t\r\x00＝＋－＠]|[\t\r]")


def safe(text: str) -> str:
    r"""Return `text` with every harmful character in a visible form: `\x1b` or `\u202e`.

    Everything else, letters of any script included, stays as it is. The result is one line.
    """
    if text.isprintable():  # nothing harmful is
        return text
    return _HARMFUL.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def escaped_in_json(document: str) -> str:
    r"""Return a JSON document with every harmful character but the line feed as `\uXXXX`: the same data, safe to print.

    Outside strings JSON has no such character, so that the escape always stands inside one.
    """
    uncommon = document.encode("utf-8", "surrogatepass").translate(None, _COMMON)
    if uncommon.decode("utf-8", "surrogatepass").isprintable():
        return document
    return _HARMFUL_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", document)


def guarded(text: str) -> str:
    """Return safe `text` for a text field of a CSV file: with `'` before it where a spreadsheet would see a formula.

    The first character after leading white space decides (OWASP ASVS 1.2.10, CWE-1236; full-width forms included).
    Never for numeric fields: a negative gap stays a number.
    """
    return ("'" if _FORMULA.match(text) else "") + safe(text)
