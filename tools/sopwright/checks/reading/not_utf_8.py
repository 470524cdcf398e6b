"""A file is not UTF-8 text.

## Why is this bad?

A file saved in a national encoding reads as other letters on another machine: `Ã¤` for `ä`, or nothing at all.

## Wrong

A `bg.md` saved as Windows-1251.

## Right

The same file saved with the encoding UTF-8, which every editor offers.
"""

from sopwright.checks.check import Check
from sopwright.source.faults import NOT_UTF8

CHECK = Check(NOT_UTF8, __doc__)
