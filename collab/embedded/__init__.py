"""What `make run` brings along: Postgres, Redis, the built pages, and the web processes."""
