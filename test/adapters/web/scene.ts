import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createWebAdapter } from '../../../adapters/web/index.ts'
import { startServer } from '../../../src/app/http-server.ts'
import type { Store } from '../../../src/core/store.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import type { PlaceName, Scene } from '../../contracts/adapter.ts'
import { readAloud, ticking, Visitor } from './visitor.ts'

const pathOf = (where: PlaceName) => (where === 'me' ? '/' : `/c/${where.slice(1)}`)

/** The page as the contract suite knows a platform: ana and ben, without signing in, over real HTTP. */
export async function webScene(now: () => number = Date.now) {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-web-'))
  const logged: string[] = []
  const note = (line: string) => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  const store: Store = await openJsonStore(folder, { log })
  const adapter = createWebAdapter({ home: 'console-here', samples: ['ana', 'ben'], store, log, now })
  const server = await startServer({ port: 0, loopbackOnly: true, routes: [adapter.route] })
  const origin = `http://127.0.0.1:${server.port}`
  const visitor = (person: string) => new Visitor(origin, `/as/${person}`)
  const placeOf = (person: string, where: PlaceName) => (where === 'me' ? `@${person}` : where)
  const scene: Scene & { store: Store; origin: string; logged: string[]; visitor: typeof visitor } = {
    adapter,
    store,
    origin,
    logged,
    visitor,
    workspace: 'console-here',
    gone: 'web:console-here/nowhere at all',
    async say(person, where, line, under) {
      const at: Record<string, string> =
        under === undefined
          ? { place: placeOf(person, where) }
          : { thread: await rootOf(person, where, under) }
      const response = await visitor(person).say({ ...at, line })
      if (response.status !== 204) throw new Error(`not taken: ${await response.text()}`)
    },
    async press(person, where, label, fields = []) {
      await shownSoon(person, where, label)
      const response = await visitor(person).press(`${pathOf(where)}?all`, label, fields)
      if (response.status !== 204) throw new Error(`not taken: ${await response.text()}`)
    },
    async tick(person, where, label) {
      const fields = ticking(await visitor(person).page(`${pathOf(where)}?all`), label)
      const response = await visitor(person).post('/press', fields)
      if (response.status !== 204) throw new Error(`not taken: ${await response.text()}`)
    },
    async seen(person, where) {
      return readAloud(await visitor(person).page(`${pathOf(where)}?all`), '#entries')
    },
    async close() {
      await adapter.stop()
      await server.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return scene

  /** Waits for what is being drawn; what is not there in a few seconds does not come, which pressing it tells. */
  async function shownSoon(person: string, where: PlaceName, label: string): Promise<void> {
    const end = Date.now() + 5_000
    const isShown = async () => {
      const page = await visitor(person).page(`${pathOf(where)}?all`)
      return page('#entries button')
        .toArray()
        .some(one => page(one).text() === label)
    }
    while (!(await isShown()) && Date.now() < end) await pause(5)
  }

  /** The newest entry of the place, threads aside, that holds these words. */
  async function rootOf(person: string, where: PlaceName, words: string): Promise<string> {
    const page = await visitor(person).page(`${pathOf(where)}?all`)
    const roots = page('#entries > .entry').toArray()
    const root = roots.findLast(one => page(one).text().includes(words))
    if (!root) throw new Error(`nothing there says ${words}`)
    return (page(root).attr('id') ?? '').replace(/^e-/, '')
  }
}
