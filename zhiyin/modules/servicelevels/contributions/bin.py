"""Policies in the bin."""

from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.servicelevels.models import ServicePolicy
from zhiyin.modules.servicelevels.permissions import MANAGE


def _name(policy: ServicePolicy) -> dict[str, str]:
    return {"zh-CN": policy.name, "en": policy.name}


BIN = BinKind(
    "service_policy", Text("服务等级规则", "Service policy"), MANAGE, ServicePolicy, _name
)
