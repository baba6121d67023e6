"""The first log row of every document."""

SEED_UPDATE = bytes.fromhex(
    "0103010007010764656661756c740305626c6f636b0700010006"
    "28000100046b696e6401770970617261677261706800"
)
"""A Yjs V1 update, made by yjs as clientID 1: one empty paragraph in XmlFragment `default`.

It is fixed so that applying it twice, anywhere, still makes one paragraph. The paragraph holds
an empty text from the start: two people who write in it first must find the same text.
"""
