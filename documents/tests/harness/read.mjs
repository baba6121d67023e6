// Reads documents, one a line, each as its updates in base64, and writes what yjs makes of each: a
// line of JSON with sorted keys, in the form of `norm` in documents/tests/vectors/histories.jsonl.gz.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(new URL('../../../frontend/package.json', import.meta.url))
const Y = require('yjs')

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

const nodes = (parent) =>
  parent
    .toArray()
    .map((node) =>
      node instanceof Y.XmlText
        ? node.toDelta()
        : [node.nodeName, node.getAttributes(), nodes(node)],
    )

const read = (updates) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, Buffer.from(update, 'base64'))
  const xml = doc.getXmlFragment('prosemirror')
  return sorted({
    x: xml.toString(),
    xd: nodes(xml),
    m: doc.getMap('meta').toJSON(),
    t: doc.getText('txt').toDelta(),
    a: doc.getArray('arr').toJSON(),
    default: doc.getXmlFragment('default').toString(),
  })
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(read(line.split(' '))))
}
