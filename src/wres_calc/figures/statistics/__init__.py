"""The page to lay beside the textbooks: intervals and tests on whole numbers, each with its formula and its source.

Limits are proportions or ratios, never per cent. Nothing outside the standard library is used.
"""
