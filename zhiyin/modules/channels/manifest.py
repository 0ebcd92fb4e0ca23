"""What channels contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.channels import permissions

module = Module(
    name="channels", title=Text("渠道", "Channels"), permissions=(permissions.MANAGE,)
)
