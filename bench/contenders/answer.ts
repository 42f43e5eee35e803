// Row 2, one cell: answers kept durably, by one of four ways, over data of a given size. Prints what came of it as JSON.
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { kind } from '../../src/core/store.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { documentIn, workspaceAt } from '../measure/seed.ts'
import { quantile } from '../measure/stats.ts'

/** Which way, over which data, for how many callers that each wait for their answer before the next. */
export interface Asked {
  way: 'store' | 'floor' | 'lowdb'
  folder: string
  workspaces: number
  documents: number
  callers: number
  seconds: number
  /** Bytes of log before a new snapshot is considered. */
  minLog?: number
}

export interface Answered {
  perSecond: number
  p50: number
  p99: number
  /** The longest that the event loop stood still, in milliseconds. */
  stall: number
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
const runs = kind<Record<string, unknown>>('run')
const { answer, close } = await { store, floor, lowdb }[asked.way]()
const loop = monitorEventLoopDelay({ resolution: 1 })
loop.enable()
await begin()
await load(Math.min(1, asked.seconds / 2))
const took = await load(asked.seconds)
loop.disable()
await close()
const sorted = took.toSorted((a, b) => a - b)
const found: Answered = {
  perSecond: took.length / asked.seconds,
  p50: quantile(sorted, 0.5),
  p99: quantile(sorted, 0.99),
  stall: loop.max / 1e6,
}
console.log(JSON.stringify(found))

/** One answer in each workspace: a workspace's log is opened once, and its folder synced, which is no part of an answer. */
async function begin(): Promise<void> {
  if (asked.way !== 'store' || asked.workspaces === 1) return
  const left = Array.from({ length: asked.workspaces }, (_, at) => workspaceAt(at)).values()
  const each = async () => {
    for (const workspace of left) await answer(workspace)
  }
  await Promise.all(Array.from({ length: 16 }, each))
}

async function load(seconds: number): Promise<number[]> {
  const took: number[] = []
  const until = performance.now() + seconds * 1_000
  const caller = async () => {
    while (performance.now() < until) {
      const since = performance.now()
      await answer()
      took.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: asked.callers }, caller))
  return took
}

/** Another document each time, in another workspace. */
function somewhere(): { workspace: string; id: string } {
  const at = Math.floor(Math.random() * asked.workspaces * asked.documents)
  return { workspace: workspaceAt(at % asked.workspaces), id: documentIn(Math.floor(at / asked.workspaces)) }
}

async function store() {
  const opened = await openJsonStore(asked.folder, { ...(asked.minLog && { minLog: asked.minLog }) })
  return {
    async answer(wanted?: string) {
      const found = somewhere()
      const [workspace, id] = [wanted ?? found.workspace, found.id]
      await opened.update(workspace, async tx => {
        const run = await tx.get(runs, id)
        await tx.put(runs, id, { ...run, answeredAt: Math.random() })
      })
    },
    close: () => opened.close(),
  }
}

/** Nothing durable can be faster: a short line appended, and fdatasync, shared by all that wait meanwhile. */
async function floor() {
  const file = await open(join(asked.folder, 'floor.log'), 'a')
  const line = `${JSON.stringify({ k: 'run', i: documentIn(0), v: 'x'.repeat(160) })}\n`
  let next: { lines: string; saved: Promise<void> } | undefined
  let writing: Promise<void> = Promise.resolve()
  return {
    answer(_workspace?: string) {
      next ??= batch()
      next.lines += line
      return next.saved
    },
    close: () => file.close(),
  }

  function batch() {
    const own: { lines: string; saved: Promise<void> } = { lines: '', saved: Promise.resolve() }
    own.saved = writing = writing.then(async () => {
      next = undefined
      await file.appendFile(own.lines)
      await file.datasync()
    })
    return own
  }
}

/** lowdb as it comes: the whole database in one file, written anew each time, and not even synced. */
async function lowdb() {
  const low = new Low<Record<string, Record<string, Record<string, unknown>>>>(
    new JSONFile(join(asked.folder, 'lowdb.json')),
    {},
  )
  await low.read()
  return {
    answer: (_workspace?: string) =>
      low.update(data => {
        const { workspace, id } = somewhere()
        const run = data[workspace]?.[id]
        if (run) run.answeredAt = Math.random()
      }),
    close: async () => {},
  }
}
