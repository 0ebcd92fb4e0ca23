"""The modules of the house, from the ground up."""

from importlib.metadata import entry_points

from zhiyin.kernel.contracts.module import Module
from zhiyin.modules.assistance.manifest import module as assistance
from zhiyin.modules.automation.manifest import module as automation
from zhiyin.modules.bot.manifest import module as bot
from zhiyin.modules.catalogue.manifest import module as catalogue
from zhiyin.modules.channels.manifest import module as channels
from zhiyin.modules.complaints.manifest import module as complaints
from zhiyin.modules.conversations.manifest import module as conversations
from zhiyin.modules.customers.manifest import module as customers
from zhiyin.modules.dispatch.manifest import module as dispatch
from zhiyin.modules.helpcentre.manifest import module as helpcentre
from zhiyin.modules.insights.manifest import module as insights
from zhiyin.modules.knowledge.manifest import module as knowledge
from zhiyin.modules.languagemodel.manifest import module as languagemodel
from zhiyin.modules.people.manifest import module as people
from zhiyin.modules.procedures.manifest import module as procedures
from zhiyin.modules.remedies.manifest import module as remedies
from zhiyin.modules.routing.manifest import module as routing
from zhiyin.modules.servicelevels.manifest import module as servicelevels
from zhiyin.modules.surveys.manifest import module as surveys
from zhiyin.modules.tickets.manifest import module as tickets
from zhiyin.modules.understanding.manifest import module as understanding
from zhiyin.modules.visits.manifest import module as visits
from zhiyin.modules.webhooks.manifest import module as webhooks

OWN = (
    people,
    catalogue,
    channels,
    customers,
    understanding,
    visits,
    languagemodel,
    servicelevels,
    knowledge,
    dispatch,
    procedures,
    conversations,
    tickets,
    remedies,
    complaints,
    routing,
    bot,
    assistance,
    surveys,
    helpcentre,
    insights,
    webhooks,
    automation,
)


def all_modules() -> tuple[Module, ...]:
    """Our own modules and those others have added by the entry-point group `zhiyin.modules`."""
    return OWN + tuple(point.load() for point in entry_points(group="zhiyin.modules"))
