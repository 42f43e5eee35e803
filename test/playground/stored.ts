import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readBesideWriter } from '../../src/store/disk/reading.ts'

/** All documents of all workspaces in a data folder, as they are on disk at this moment. */
export async function storedIn(data: string): Promise<unknown[]> {
  const folders = readdirSync(data).filter(name => name.startsWith('ws-'))
  const read = await Promise.all(folders.map(name => readBesideWriter(disk, join(data, name), newestFormat)))
  return read.flatMap(({ docs }) => Object.values(docs).flatMap(kind => Object.values(kind)))
}
