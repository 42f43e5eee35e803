import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createWebAdapter } from '../../../adapters/web/index.ts'
import { createMembership } from '../../../adapters/web/membership/membership.ts'
import { startServer } from '../../../src/app/http-server.ts'
import type { Store } from '../../../src/core/store.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import type { PlaceName, Scene } from '../../contracts/adapter.ts'
import { readAloud, ticking, Visitor } from './visitor.ts'

const secret = 'a secret of these scenes that is long enough'

const pathOf = (where: PlaceName) => (where === 'me' ? '/' : `/c/${where.slice(1)}`)

/** The page as the contract suite knows a platform, over real HTTP: ana and ben, who need no sign-in, or came in by a link each. */
export async function webScene(now: () => number = Date.now, { signIn = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-web-'))
  const logged: string[] = []
  const note = (line: string) => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  const store: Store = await openJsonStore(folder, { log })
  const home = 'console-here'
  let adapter: ReturnType<typeof createWebAdapter>
  // Behind an address the page has to know it, and here the server has one once it listens.
  const handler: typeof adapter.route.handler = (...asked) => adapter.route.handler(...asked)
  const route = { path: '/', under: true, handler, leave: () => adapter.route.leave() } as const
  const server = await startServer({ port: 0, loopbackOnly: true, routes: [route] })
  const origin = `http://127.0.0.1:${server.port}`
  const membership = signIn ? createMembership({ secret, publicUrl: origin, home }) : undefined
  const samples = signIn ? [] : ['ana', 'ben']
  adapter = createWebAdapter({ home, samples, ...(membership && { membership }), store, log, now })
  const visitors = new Map<string, Visitor>()
  for (const name of ['ana', 'ben']) visitors.set(name, await arrive(name))
  const visitor = (person: string) => visitors.get(person) ?? new Visitor(origin, `/as/${person}`)
  const placeOf = (person: string, where: PlaceName) =>
    where === 'me' ? `@${visitor(person).id ?? person}` : where
  const scene: Scene & {
    store: Store
    origin: string
    logged: string[]
    membership: typeof membership
    visitor: typeof visitor
  } = {
    adapter,
    store,
    origin,
    logged,
    membership,
    visitor,
    workspace: home,
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

  /** Ana by a link of whoever runs Hearth, ben by one of hers. */
  async function arrive(name: string): Promise<Visitor> {
    if (!membership) return new Visitor(origin, `/as/${name}`)
    const at = now()
    const by = visitors.get('ana')?.id
    const made = by && (await store.update(home, tx => membership.invite(tx, { name, by, at })))
    const link =
      typeof made === 'object' && 'id' in made
        ? membership.linkOf(made.id)
        : membership.operatorLink(name, at)?.link
    const joined = await store.update(home, tx => membership.join(tx, link?.split('/').at(-1) ?? '', at))
    if (!('cookie' in joined)) throw new Error(`${name} did not come in`)
    return new Visitor(origin, '', { cookie: `__Host-hearth=${joined.cookie}` }, joined.person)
  }

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
