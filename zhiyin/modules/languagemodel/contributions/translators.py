"""The language model as a translator (翻译)."""

from collections.abc import Sequence
from typing import Literal

from zhiyin.kernel.contracts.translators import (
    Passages,
    TranslationUnavailableError,
    Translator,
)
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.actions.asking import Judgement, Question, complete, may_ask
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.masking import Masks
from zhiyin.modules.languagemodel.translating import (
    Translations,
    in_pieces,
    instructions,
    sound,
)

USE: Literal["translation"] = "translation"


async def ready(house: House) -> bool:
    """It is set up, and may be used for this."""
    return await may_ask(house, USE)


async def translate(house: House, passages: Passages) -> list[str | None]:
    """A translation for each text; one after the other where they are many. What came before one
    that failed is kept.
    """
    found: list[str | None] = [None] * len(passages.texts)
    for number, places in enumerate(in_pieces(passages.texts)):
        try:
            said = await _ask(house, passages, [passages.texts[one] for one in places])
        except ModelUnavailableError as error:
            if number == 0 and error.outcome == "failed":
                raise TranslationUnavailableError(error.reason) from error
            if error.outcome == "failed":
                break
            continue
        for place, words in zip(places, said, strict=True):
            found[place] = words
    return found


async def _ask(house: House, passages: Passages, texts: Sequence[str]) -> list[str | None]:
    """Whatever of the answer cannot be trusted is none."""

    def chosen(reply: Translations, masks: Masks) -> list[str | None]:
        said = {one.number: one.text for one in reply.texts}
        pairs = [(said.get(place, ""), masks.hide(text))
                 for place, text in enumerate(texts, 1)]  # fmt: skip
        return [
            words if sound(words, original, masks.placeholders) else None
            for words, original in pairs
        ]

    async def judge(reply: Translations, masks: Masks) -> Judgement | None:
        if any(chosen(reply, masks)):
            return None
        return Judgement("discarded", "untranslated")

    answered = await complete(
        house,
        Question(
            USE,
            instructions(passages.into),
            {},
            {"texts": [{"number": place, "text": one} for place, one in enumerate(texts, 1)]},
            Translations,
            judge,
            names=passages.names,
            conversation_id=passages.conversation_id,
            customer_id=passages.customer_id,
        ),
    )
    return [
        None if words is None else answered.masks.restore(words).strip()
        for words in chosen(answered.reply, answered.masks)
    ]


TRANSLATOR = Translator("languagemodel", ready, translate)
