"""What other modules may call of the knowledge base."""

from zhiyin.modules.knowledge.schemas.searching import SearchOut

__all__ = ["SearchOut"]
