"""What the intake sheet begins with: the customer's words, a level with reasons, what to say."""

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.complaints.actions.filing import MOST_PRODUCTS, find_open
from zhiyin.modules.complaints.actions.reading import read_feeling
from zhiyin.modules.complaints.grading import grade
from zhiyin.modules.complaints.queries.facts import Plaint, gather, get_thresholds
from zhiyin.modules.complaints.queries.lists import concealed
from zhiyin.modules.complaints.queries.showing import show_grade
from zhiyin.modules.complaints.rules import title_of
from zhiyin.modules.complaints.schemas.complaints import ComplaintScript, LookIn, LookOut
from zhiyin.modules.complaints.settings import SCRIPT
from zhiyin.modules.conversations.interface import access_brief, get_utterances
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.understanding.interface import products_in

# So many of the customer's latest messages are what they complain of.
MOST_MESSAGES = 6
STEPS = (
    Text("先听完，不打断、不辩解", "Listen to the end, do not interrupt or defend"),
    Text("为客户的感受道歉，叫出客户的称呼", "Apologise for how it feels, use their name"),
    Text("用自己的话复述问题，请客户确认", "Say back what happened and let them confirm it"),
    Text("告诉客户谁来处理、什么时候答复", "Say who takes it on and when they will hear"),
    Text("补偿没有批准之前不承诺金额", "Promise no sum before it is approved"),
)


async def look(house: House, access: Access, body: LookIn) -> LookOut:
    """Reads what there is, asks how it sounds outside of any transaction, and grades it."""
    async with house.database.reading() as session:
        words, seen = body.words.strip(), None
        if body.conversation_id is not None:
            seen = await access_brief(session, access, body.conversation_id)
            if not words:
                said = (await get_utterances(session, [seen.id], 4 * MOST_MESSAGES))[seen.id]
                theirs = [one.text for one in said if one.sender == "customer" and one.text.strip()]
                words = "\n".join(theirs[-MOST_MESSAGES:])
        shops = await get_shops(session)
        shop_id = body.shop_id or (seen.shop_id if seen else None)
        if shop_id is None:
            shop_id = next(iter(shops), None)
        if shop_id is None or not access.reaches(shop_id):
            raise NotFoundError
    felt = await read_feeling(house, words)
    async with house.database.reading() as session:
        customer_id = body.customer_id or (seen.customer_id if seen else None)
        plaint = Plaint(
            words=words,
            shop_id=shop_id,
            customer_id=customer_id,
            conversation_ids=[seen.id] if seen else [],
            subject_id=seen.subject_id if seen else None,
            felt=felt,
        )
        found = grade(await gather(session, plaint), await get_thresholds(session, shop_id))
        known = await find_open(session, seen.id) if seen else None
        shown = concealed(access, words)
        script = await get_setting(session, SCRIPT, Place(shop_id=shop_id))
        return LookOut(
            words=shown,
            title=title_of(shown),
            wish="",
            subject_id=plaint.subject_id,
            shop_id=shop_id,
            customer_id=customer_id,
            products=products_in(words)[:MOST_PRODUCTS],
            grade=show_grade(found, read=felt is not None),
            script=ComplaintScript.model_validate(script),
            steps=[Labels.of(one) for one in STEPS],
            ticket_id=known.ticket_id if known else None,
            complaint_id=known.id if known else None,
        )
