import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apply, type Docs, readLog, readSnapshot } from '../../src/store/format.ts'

/** All documents of all workspaces in a data folder, as they are on disk at this moment. */
export function storedIn(data: string): unknown[] {
  const workspaces = readdirSync(data, { withFileTypes: true }).filter(entry => entry.isDirectory())
  return workspaces.flatMap(({ name }) =>
    Object.values(documentsOf(join(data, name))).flatMap(kind => Object.values(kind)),
  )
}

function documentsOf(workspace: string): Docs {
  const [snapshot, log] = ['data.json', 'data.log'].map(name => join(workspace, name))
  if (!snapshot || !log || !existsSync(snapshot)) return {}
  const { docs } = readSnapshot(readFileSync(snapshot, 'utf8'))
  if (existsSync(log)) for (const commit of readLog(readFileSync(log)).commits) apply(docs, commit)
  return docs
}
