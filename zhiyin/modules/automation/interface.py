"""The door of automation: the rules that come with the product."""

from zhiyin.modules.automation.actions.ready import install_ready

__all__ = ["install_ready"]
