"""Routes of what customers do by their links, for pages and apps of the shop's own.

Whoever has the token is answered, nobody else: it is 256 random bits, of which a hash is kept. What
is shown is the customer's own words, the shop's name and the options; nothing of the customer file.
"""

from fastapi import Request

from zhiyin.kernel.auth.access import PUBLIC
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.modules.complaints.actions.visiting import (
    answer_follow_up,
    choose_by_link,
    decline_by_link,
    open_follow_up,
    open_offer,
)
from zhiyin.modules.complaints.schemas.offers import (
    VisitorAnswer,
    VisitorAsk,
    VisitorChoice,
    VisitorFollowUp,
    VisitorNone,
    VisitorOffer,
)

routes = Routes("visitor", "/visitor")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


@routes.post("/offers/open", permit=PUBLIC, response_model=VisitorOffer)
async def post_open(body: VisitorAsk, request: Request, house: CurrentHouse) -> VisitorOffer:
    """The offer behind a link. A POST, so that the token stands in no address and no log."""
    return await open_offer(house, _address(request), body.token)


@routes.post("/offers/choose", permit=PUBLIC, response_model=VisitorOffer)
async def post_choose(body: VisitorChoice, request: Request, house: CurrentHouse) -> VisitorOffer:
    """Chooses one of the options; the first choice holds."""
    return await choose_by_link(house, _address(request), body.token, body.place)


@routes.post("/offers/decline", permit=PUBLIC, response_model=VisitorOffer)
async def post_decline(body: VisitorNone, request: Request, house: CurrentHouse) -> VisitorOffer:
    """None of the options, and what is wanted instead."""
    return await decline_by_link(house, _address(request), body.token, body.words)


@routes.post("/follow-ups/open", permit=PUBLIC, response_model=VisitorFollowUp)
async def post_question(body: VisitorAsk, request: Request, house: CurrentHouse) -> VisitorFollowUp:
    """The question behind a link: is it settled?"""
    return await open_follow_up(house, _address(request), body.token)


@routes.post("/follow-ups/answer", permit=PUBLIC, response_model=VisitorFollowUp)
async def post_answer(
    body: VisitorAnswer, request: Request, house: CurrentHouse
) -> VisitorFollowUp:
    """Whether it is settled, and how content the customer is."""
    return await answer_follow_up(
        house,
        _address(request),
        body.token,
        settled=body.settled,
        score=body.score,
        words=body.words,
    )
