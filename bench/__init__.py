"""`make bench`: Collab and its peers under the same load, one after the other."""
