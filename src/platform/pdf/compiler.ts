import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { printable } from './printable.ts'

/** The thread that sets type. Typesetting is synchronous and a long register takes seconds: requests must not wait for it. */
export type Order = {
  id: number
  template: string
  data: unknown
  madeAt: number
  /** Pictures the template shows, by the name it calls them: they lie beside it for this order only. */
  pictures?: Record<string, Uint8Array>
}
export type Reply = { id: number; pdf: Uint8Array } | { id: number; refused: string }

const fonts = fileURLToPath(new URL('./fonts/', import.meta.url))
const typst = NodeCompiler.create({
  workspace: fileURLToPath(new URL('../..', import.meta.url)),
  // Blobs, not paths: the machine's own fonts must never change how a letter looks.
  fontArgs: [
    {
      fontBlobs: readdirSync(fonts)
        .filter((name) => name.endsWith('.ttf'))
        .map((name) => readFileSync(fonts + name)),
    },
  ],
})

function set({ id, template, data, madeAt, pictures = {} }: Order): Reply {
  const inputs = { data: JSON.stringify(printable(data)) }
  for (const [name, bytes] of Object.entries(pictures))
    typst.mapShadow(
      join(dirname(template), name),
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    )
  try {
    // One call, not compile() then pdf(): a document handed to JavaScript keeps 0.6 MB out of V8's sight until a late GC.
    const pdf = typst.pdf(
      { mainFilePath: template, inputs, resetRead: true },
      { pdfStandard: 'a-2b', creationTimestamp: Math.floor(madeAt / 1000) },
    )
    return { id, pdf: new Uint8Array(pdf) }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return { id, refused: `${code ?? ''} ${message}`.trim() }
  } finally {
    // Every letter's data is new: memoised layout is only worth keeping for what all letters share.
    if (Object.keys(pictures).length > 0) typst.resetShadow()
    typst.evictCache(Object.keys(pictures).length > 0 ? 0 : 2)
  }
}

parentPort!.on('message', (order: Order) => {
  const reply = set(order)
  parentPort!.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer as ArrayBuffer] : [])
})
