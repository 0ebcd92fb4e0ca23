"""Zhiyin 知音: customer service for online shops, open source and self-hosted."""

import os

__version__ = "0.1.0"

# Must be set before pypinyin is imported anywhere, and alike in every process: sort keys of names
# are read character by character, and the phrases would cost each process 45 MB.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
