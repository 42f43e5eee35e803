import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workspaceOf } from '../../adapters/slack/address.ts'
import { type Reminder, reminders } from '../../src/core/reminders.ts'
import { everything } from '../../src/core/run.ts'
import { runs } from '../../src/features/walkthrough-store.ts'
import { openJsonStore } from '../../src/store/json.ts'
import type { House } from './house.ts'
import type { Writers } from './writers.ts'

/** What is on the disk of a house where nobody runs: read from a copy, so that the next start finds it as it is. */
export interface Kept {
  /** The lines people typed, by the platform's name for each. */
  lines: Map<string, string[]>
  reminders: Reminder[]
}

/** Opens a copy of the data folder, as a restart would. */
export async function keptIn({ dataDir, slack }: House): Promise<Kept> {
  const copy = await mkdtemp(join(tmpdir(), 'hearth-torture-copy-'))
  try {
    await cp(dataDir, copy, { recursive: true, filter: path => !/\/lock[^/]*$/.test(path) })
    return await readKept(copy, workspaceOf(slack.teams[0]?.id ?? ''))
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** Reads a folder that nobody else needs. */
export async function readKept(folder: string, workspace: string): Promise<Kept> {
  const store = await openJsonStore(folder, { log: { warn: () => {}, error: () => {} } })
  try {
    const lines = new Map<string, string[]>()
    for (const { said, text } of (await store.list(workspace, runs)).flatMap(([, run]) => everything(run)))
      if (said !== undefined) lines.set(said, [...(lines.get(said) ?? []), text])
    return { lines, reminders: (await store.list(workspace, reminders)).map(([, one]) => one) }
  } finally {
    await store.close()
  }
}

/** How many confirmed lines are not there word for word, and how many are there twice. */
export function missing({ lines }: Kept, { confirmed }: Writers): { lost: number; doubled: number } {
  return {
    lost: [...confirmed].filter(([said, text]) => !lines.get(said)?.includes(text)).length,
    doubled: [...lines.values()].filter(texts => texts.length > 1).length,
  }
}
