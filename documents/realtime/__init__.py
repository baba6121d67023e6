"""Live documents over sockets: consumers, rooms with their I/O, the log writer."""
