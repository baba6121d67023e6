"""The replicas of open documents, in child processes that hostile bytes may kill."""
