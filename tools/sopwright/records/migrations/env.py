"""What Alembic runs: the migrations, in the transaction that it is given."""

from alembic import context

from sopwright.records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
)
context.run_migrations()
