"""What `make check`, `make test` and `make requirements` run."""
