# `make run` starts Collab; `make test` checks and tests it.

# The first Python on this machine that is new enough.
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)

.PHONY: run test check soak fuzz bench audit requirements

run test check soak fuzz bench audit requirements:
ifeq ($(PYTHON),)
	@echo "Collab: needs Python 3.11 or newer: install it and start again." >&2; exit 1
else
	@exec $(PYTHON) -m collab.embedded.bootstrap $@
endif
