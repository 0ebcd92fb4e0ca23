"""What customers can agree to (同意): purposes that modules contribute.

Who agreed to what, when, and to which words stands in one ledger, which `customers` keeps.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text


@dataclass(frozen=True)
class ConsentPurpose:
    """Something that is done with what is known of customers only if they agree to it.

    `version` rises when the question comes to mean something else: answers to an older one no
    longer count. `withdrawn` lets go, in the transaction of the withdrawal, of what was gathered
    under these subjects.
    """

    name: str
    title: Text
    explanation: Text
    version: int
    withdrawn: Callable[[WriteSession, Sequence[bytes]], Awaitable[None]]
