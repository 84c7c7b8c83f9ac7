"""wres-calc: the NHS Workforce Race Equality Standard, calculated from a trust's own extracts."""

__version__ = "0.1.0"
