"""What is done once for all processes that are forked: each inference process would take longer to
load this than for all that a test then asks of it.
"""

import gc

import zhiyin.entry.inference
import zhiyin.modules.knowledge.thinking.thinker
import zhiyin.modules.understanding.thinking.thinker  # noqa: F401 - here to be there after the fork
from tests.servers.passwords import make_passwords_quick
from zhiyin.modules.knowledge.thinking.common import common_spelling
from zhiyin.modules.understanding.interface import shipped

common_spelling()
shipped()
make_passwords_quick()
# What is there now is never looked through again, or every process would copy all of it.
gc.collect()
gc.freeze()
