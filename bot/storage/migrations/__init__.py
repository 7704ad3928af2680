"""The versions of the schema, for Alembic. `versions` holds one file a version, each naming the one before it."""
