"""The first log row of every document."""

SEED_UPDATE = bytes.fromhex(
    "0102010007010764656661756c740305626c6f636b28000100046b696e6401770970617261677261706800"
)
"""A Yjs V1 update, made by yjs as clientID 1: one empty paragraph in XmlFragment `default`.

It is fixed so that applying it twice, anywhere, still makes one paragraph.
"""
