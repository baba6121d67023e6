"""What `make check`, `make test`, `make audit` and `make requirements` run."""
