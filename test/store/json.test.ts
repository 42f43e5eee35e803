import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJsonStore } from '../../src/store/json.ts'
import { testStore, testTwoOpenings } from '../contracts/store.ts'

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-contract-'))
  return {
    open: () => openJsonStore(folder, { waitMs: 0 }),
    remove: () => rm(folder, { recursive: true }),
  }
}

testStore('The JSON store', newFolder)
testTwoOpenings('The JSON store', 'one at a time', newFolder)
