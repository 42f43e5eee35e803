import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTeamsAdapter } from '../../adapters/teams/index.ts'
import type { Clock } from '../../src/core/delivery/send-queue.ts'
import type { Store } from '../../src/core/store.ts'
import { disk, type Files } from '../../src/store/disk/files.ts'
import { openJsonStore } from '../../src/store/json.ts'
import type { Scene } from '../contracts/adapter.ts'
import { patientClock } from '../patient-clock.ts'
import { seen, startTeams, type Teams, type TeamsOptions } from './stand-in.ts'
import { firstTenant } from './world.ts'

/** Teams as the contract suite knows a platform: ana and ben in `#staff`. The adapter keeps what it learns in a store of its own. */
export async function teamsScene(
  now: () => number = Date.now,
  { clock = patientClock(), files = disk, ...options }: TeamsOptions & { clock?: Clock; files?: Files } = {},
) {
  const teams = await startTeams(options)
  const logged: string[] = []
  const note = (line: string) => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  const folder = await mkdtemp(join(tmpdir(), 'hearth-teams-'))
  const store = await openJsonStore(folder, { log, files })
  const { app, apiUrl } = teams
  const adapter = createTeamsAdapter({ app, apiUrl, local: false, store, log, now, clock })
  const server = createServer((request, response) => adapter.route.handler(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  teams.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`)
  const scene: Scene & { teams: Teams; store: Store; logged: string[] } = {
    teams,
    logged,
    store,
    adapter,
    workspace: `teams-${firstTenant}`,
    gone: `teams:${firstTenant}/19:nowhere@thread.tacv2`,
    async say(person, where, line, under) {
      const on =
        under === undefined
          ? undefined
          : teams.shown(person, where).findLast(one => seen(one).text.includes(under))
      await teams.say(person, where, line, on && { under: on })
    },
    async press(person, where, label, fields) {
      await teams.press(person, where, label, fields)
    },
    async tick(person, where, label) {
      await teams.tick(person, where, label)
    },
    async seen(person, where) {
      let before = -1
      while (before !== teams.calls.length) {
        before = teams.calls.length
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      return teams.text(person, where)
    },
    async close() {
      await adapter.stop()
      server.close()
      server.closeAllConnections()
      await store.close()
      await rm(folder, { recursive: true, force: true })
      await teams.close()
    },
  }
  return scene
}
