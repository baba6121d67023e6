// Reads a document, given as its updates in base64 on one line, with a fresh yjs document and the
// editor's own schema; writes it as ProseMirror's JSON, and whether reading it wrote anything.
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'

const frontend = new URL('../../../frontend/', import.meta.url)
const require = createRequire(new URL('package.json', frontend))
const { runnerImport } = await import(require.resolve('vite'))
const { module } = await runnerImport(new URL('src/testing/read.ts', frontend).pathname, {
  root: frontend.pathname,
  logLevel: 'error',
})
const updates = (await text(process.stdin)).trim().split(' ')
console.log(JSON.stringify(module.read(updates.map((update) => Buffer.from(update, 'base64')))))
