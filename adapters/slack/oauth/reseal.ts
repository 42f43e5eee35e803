import type { Workspace } from '../../../src/core/incoming.ts'
import { purge } from '../../../src/core/records/purge.ts'
import type { Store } from '../../../src/core/store.ts'
import { type InstallRecord, installRecords, recordId } from './records.ts'
import { createSeal, type Seal } from './seal.ts'

/** What came of it: how many libraries’ tokens were sealed anew, how many were by the first secret already, and which could not be opened. */
export interface Resealed {
  anew: number
  before: number
  failed: { workspace: Workspace; why: string }[]
}

/** Seals every token by the first secret, so that the others can go; what an earlier one sealed is nowhere any more, backups included. */
export async function reseal(
  store: Pick<Store, 'workspaces' | 'get' | 'purge'>,
  secrets: readonly [string, ...string[]],
): Promise<Resealed> {
  const seal = createSeal(secrets)
  const done: Resealed = { anew: 0, before: 0, failed: [] }
  for (const workspace of await store.workspaces()) {
    const record = await store.get(workspace, installRecords, recordId)
    if (!record?.token) continue
    try {
      if (isNewest(seal, record)) done.before += 1
      else {
        await purge({ purge: change => store.purge(workspace, change) }, async tx => {
          const now = await tx.get(installRecords, recordId)
          if (now) await tx.put(installRecords, recordId, sealedAnew(seal, now))
        })
        done.anew += 1
      }
    } catch (error) {
      done.failed.push({ workspace, why: error instanceof Error ? error.message : String(error) })
    }
  }
  return done
}

const isNewest = (seal: Seal, { token, refresh }: InstallRecord): boolean =>
  [token, refresh].every(one => one === undefined || seal.isNewest(one))

function sealedAnew(seal: Seal, record: InstallRecord): InstallRecord {
  const { team, token, refresh } = record
  const anew = (sealed: string) => seal.close(seal.open(sealed, team), team)
  return { ...record, ...(token && { token: anew(token) }), ...(refresh && { refresh: anew(refresh) }) }
}
