"""What `make check`, `make test`, `make soak`, `make audit` and `make requirements` run."""
