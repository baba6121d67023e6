"""Pure logic: no Django, no Channels, no asyncio, no clock, no I/O."""
