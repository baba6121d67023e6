"""What the integration and end-to-end tests stand on: real processes, people and clients."""
