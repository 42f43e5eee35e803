// Row 6, one cell: the whole bot over so many people in so many workspaces; what commands cost, and what is kept in memory. Prints it as JSON.
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createCommands, createListeners } from '../../src/app/commands.ts'
import { createUndoRules } from '../../src/app/undo.ts'
import { loadContent } from '../../src/content/load.ts'
import type { Adapter } from '../../src/core/adapter.ts'
import { createBot } from '../../src/core/bot.ts'
import type { Address, CardRef, Incoming } from '../../src/core/incoming.ts'
import { createPermissions } from '../../src/core/permissions.ts'
import type { Walkthrough } from '../../src/features/walkthrough/schema.ts'
import { planId } from '../../src/features/walkthrough/schema.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { type Content, checklistOf, seedPeople } from '../measure/people.ts'
import { quantile } from '../measure/stats.ts'

export interface Asked {
  /** Where Hearth's content lies. */
  root: string
  folder: string
  /** In each workspace, each with a checklist and a plan. */
  people: number
  workspaces: number
  /** How often each command is asked. */
  times: number
}

/** Milliseconds for each command (median), and bytes of memory. */
export interface Grown {
  costs: Record<string, number>
  /** What the data takes while in use, and what is left of it when all is idle. */
  inUse: number
  idle: number
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const content = loadContent(join(asked.root, 'content'))
const seeded: Content = { checklist: walkthrough('gathering'), plan: walkthrough(planId) }
const workspaces = Array.from({ length: asked.workspaces }, (_, at) => `slack-t${at}`)
for (const workspace of workspaces) seedPeople(asked.folder, workspace, seeded, asked.people)

const before = used()
let clock = Date.now()
const store = await openJsonStore(asked.folder, { now: () => clock })
const commands = createCommands(content, createPermissions([]))
let sent = 0
const card = (to: Address): CardRef => ({
  address: to,
  id: String(++sent),
  thread: `${to}/${sent}` as Address,
})
const adapter: Adapter = {
  platform: 'bench',
  start: async () => {},
  stop: async () => {},
  send: async to => card(to),
  update: async () => true,
  remove: async () => {},
  person: async (_, id) => ({ id, name: id, timeZone: 'America/New_York' }),
  isOf: () => true,
  isIn: async () => true,
  keepsItself: '',
  chatOf: (_, id) => `bench:${id}`,
}
const log = { info() {}, warn: console.error, error: console.error }
const bot = createBot({
  store,
  commands,
  listeners: createListeners(content, () => commands),
  otherwise: () => [],
  adapters: [adapter],
  undo: createUndoRules(content),
  log,
})

/** `stranger`: said by somebody new each time. */
const lines: readonly (readonly [what: string, line: string, kind: Incoming['kind'], who?: 'stranger'])[] = [
  ['an icebreaker posted', 'icebreaker post teens', 'command'],
  ['an answer typed', 'We would like to know who lives here.', 'line'],
  ['gathering', 'gathering', 'command'],
  ['overview', 'overview', 'command'],
  ['readings next', 'readings next', 'command'],
  ['hearth', 'hearth', 'command'],
  // Somebody's first visit is kept, the later ones keep nothing: with few people most would be later ones.
  ['hearth, a first visit', 'hearth', 'command', 'stranger'],
  ['plan', 'plan', 'command'],
]
// A workspace is opened once, and its folder synced, which is no part of a command.
for (const workspace of workspaces) await beginAgain({ workspace, person: { id: 'u0', name: 'u0' } })

const costs: Record<string, number> = {}
for (const [what, line, kind, who] of lines) costs[what] = await costOf(line, kind, who)

const inUse = used() - before
clock += 60 * 60_000
await store.tidy()
const idle = used() - before
await store.close()
console.log(JSON.stringify({ costs, inUse, idle } satisfies Grown))

async function costOf(line: string, kind: Incoming['kind'], who?: 'stranger'): Promise<number> {
  const took: number[] = []
  for (let at = 0; at < 2 * asked.times; at++) {
    const incoming = incomingOf(line, kind, who)
    if (kind === 'line') await beginAgain(incoming)
    const since = performance.now()
    await bot.handle(incoming)
    if (at >= asked.times) took.push(performance.now() - since)
  }
  return quantile(
    took.toSorted((a, b) => a - b),
    0.5,
  )
}

/** Each answer finds the same three before it. */
function beginAgain({ workspace, person }: Pick<Incoming, 'workspace' | 'person'>): Promise<void> {
  const { id, run } = checklistOf(seeded.checklist, person.id)
  return store.update(workspace, tx => tx.put(runs, id, run))
}

function incomingOf(text: string, kind: Incoming['kind'], who?: 'stranger'): Incoming {
  const id = who ? `${who}${++sent}` : `u${Math.floor(Math.random() * asked.people)}`
  const workspace = workspaces[Math.floor(Math.random() * workspaces.length)] ?? ''
  const room: Address = kind === 'line' ? `bench:${id}` : `bench:room${Math.floor(Math.random() * 50)}`
  return {
    id: `${++sent}`,
    workspace,
    person: { id, name: id },
    place: { address: room, conversation: room, personal: kind === 'line', thread: false },
    answer: { here: room, private: `bench:${id}` },
    kind,
    text,
    values: {},
    at: clock,
    ...(kind === 'line' && { sourceMessageId: `${sent}` }),
  }
}

function walkthrough(id: string): Walkthrough {
  const found = content.walkthroughs.find(one => one.id === id)
  if (!found) throw new Error(`the content has no walk-through ${id}`)
  return found
}

function used(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
