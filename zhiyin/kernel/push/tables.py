"""The key pair by which push services know this installation."""

from datetime import datetime

from sqlalchemy import CheckConstraint, func
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base


class PushKey(Base):
    """One row: browsers are bound to the public key, so it stays. The private one is sealed."""

    __tablename__ = "push_keys"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public: Mapped[str]
    private_sealed: Mapped[bytes] = mapped_column(BYTEA)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
