"""Names the schema of the editor. Written by `npm run vectors`."""

SCHEMA_VERSION = "5fac832bf6d0"
