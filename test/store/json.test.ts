import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJsonStore } from '../../src/store/json.ts'
import { testStore } from '../contracts/store.ts'

testStore('The JSON store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-contract-'))
  return {
    open: () => openJsonStore(folder),
    remove: () => rm(folder, { recursive: true }),
  }
})
