"""How Alembic runs our steps: on the connection it is handed, each step in its own transaction."""

from alembic import context
from sqlalchemy import Connection, MetaData, text

# A step that cannot get its lock gives up instead of holding up everybody behind it; the
# operator starts it again in a quieter minute.
LOCK_TIMEOUT = "10s"


def run() -> None:
    """Run the steps that Alembic chose."""
    connection: Connection = context.config.attributes["connection"]
    metadata: MetaData | None = context.config.attributes.get("metadata")
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=context.config.attributes.get("include_object"),
        transaction_per_migration=True,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
