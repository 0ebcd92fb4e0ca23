"""What customers contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers import events, http, jobs, permissions
from zhiyin.modules.customers.contributions.fields import FACTS, FIELDS
from zhiyin.modules.customers.contributions.objects import CUSTOMER
from zhiyin.modules.customers.contributions.personal import PERSONAL
from zhiyin.modules.customers.contributions.variables import VARIABLES

module = Module(
    name="customers",
    title=Text("客户", "Customers"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    events=(
        events.CustomerCreated,
        events.CustomerChanged,
        events.IdentityAdded,
        events.CustomersMerged,
        events.CustomerErased,
    ),
    jobs=jobs.JOBS,
    personal=(PERSONAL,),
    object_kinds=(CUSTOMER,),
    variables=(VARIABLES,),
    field_hosts=(FIELDS,),
    customer_facts=(FACTS,),
)
