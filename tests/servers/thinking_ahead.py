"""What each inference process loads before its first answer, loaded once for all that are forked:
it takes longer than what a test then asks of them.
"""

import zhiyin.entry.inference
import zhiyin.modules.knowledge.thinking.thinker
import zhiyin.modules.understanding.thinking.thinker  # noqa: F401 - here to be there after the fork
from zhiyin.modules.knowledge.thinking.common import common_spelling
from zhiyin.modules.understanding.interface import shipped

common_spelling()
shipped()
