"""Tests of what the benchmarks compute; the generator's are under `load/tests`."""
