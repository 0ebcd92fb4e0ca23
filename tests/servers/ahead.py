"""What is done once for all processes that are forked: each inference process would take longer to
load this than for all that a test then asks of it.
"""

import gc

from sqlalchemy.orm import configure_mappers

from tests.servers.passwords import make_passwords_quick
from zhiyin.entry.importing import import_whole

for name in (
    "zhiyin.entry.app",
    "zhiyin.entry.web",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
    "zhiyin.entry.worker",
    "zhiyin.entry.inference",
    "zhiyin.modules.knowledge.thinking.thinker",
    "zhiyin.modules.understanding.thinking.thinker",
):
    import_whole(name)
import_whole("zhiyin.modules.knowledge.thinking.common").common_spelling()
import_whole("zhiyin.modules.understanding.interface").shipped()
make_passwords_quick()
configure_mappers()
# What is there now is never looked through again, or every process would copy all of it.
gc.collect()
gc.freeze()
