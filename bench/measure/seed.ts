import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { chained, logHead, snapshotText } from '../../src/store/disk/format.ts'
import { markName } from '../../src/store/disk/mark.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { prefix } from '../../src/store/settings.ts'

const head = { format: newestFormat, generation: 1 }

export const workspaceAt = (at: number): string => `slack-t${at}`
export const documentIn = (at: number): string => `run-${at}`

/** A document of about 1 KB, as an answered checklist is. */
const document = (id: string) => ({
  v: 1,
  id,
  name: 'Spring Coffee & Conversation',
  answers: Array.from({ length: 6 }, (_, at) => ({
    step: `step-${at}`,
    entries: [
      {
        by: { id: 'U0BENCH', name: 'person' },
        at: 0,
        text: 'We would like to know our neighbors. '.repeat(2),
      },
    ],
  })),
})

/** Writes the files of a store with so many workspaces of so many documents, and the same as one file for lowdb. */
export function seedDocuments(folder: string, workspaces: number, documents: number): void {
  const ids = Array.from({ length: documents }, (_, at) => documentIn(at))
  const run = Object.fromEntries(ids.map(id => [id, document(id)]))
  for (let at = 0; at < workspaces; at++) seedWorkspace(folder, workspaceAt(at), { run })
  const all = Object.fromEntries(Array.from({ length: workspaces }, (_, at) => [workspaceAt(at), run]))
  writeFileSync(join(folder, 'lowdb.json'), JSON.stringify(all, null, 2))
}

/** One workspace whose log has outgrown its snapshot, so that it is compacted as soon as it is used. */
export function seedBigWorkspace(folder: string, documents: number): void {
  seedDocuments(folder, 1, documents)
  let { text: log, chain } = logHead(head)
  for (let at = 0; at <= documents; at++) {
    const id = documentIn(at % documents)
    const line = chained(JSON.stringify([{ k: 'run', i: id, v: document(id) }]), chain)
    log += line.text
    chain = line.chain
  }
  writeFileSync(join(folder, `${prefix}${workspaceAt(0)}`, 'data.log'), log)
}

/** Writes one workspace's files, as the store itself would after a compaction. */
export function seedWorkspace(folder: string, workspace: string, docs: object): void {
  const own = join(folder, `${prefix}${workspace}`)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  writeFileSync(join(own, 'data.json'), snapshotText(head, JSON.stringify(docs)))
  const log = logHead(head).text
  const mark = JSON.stringify({ generation: head.generation, logLength: log.length, folder: basename(own) })
  writeFileSync(join(own, markName), chained(mark, 0).text)
  writeFileSync(join(own, 'data.log'), log)
}
