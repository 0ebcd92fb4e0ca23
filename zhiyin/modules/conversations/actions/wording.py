"""Before words of staff go out, or are kept to go out often: whoever reads along is asked."""

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.words import Spoken
from zhiyin.kernel.house import House


async def check_words(house: House, access: Access, spoken: Spoken) -> None:
    """Refused by whoever has something against these words."""
    for one in house.words_checks:
        await one.check(house, access, spoken)
