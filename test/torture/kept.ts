import { join } from 'node:path'
import { workspaceOf } from '../../adapters/slack/address.ts'
import { unanswered } from '../../src/core/delivery/unanswered.ts'
import { type Reminder, reminders } from '../../src/core/schedule/reminder.ts'
import { type Note, notes } from '../../src/features/walkthrough/note-command.ts'
import { everything, type Run } from '../../src/features/walkthrough/run/run.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readBesideWriter } from '../../src/store/disk/reading.ts'
import { folderOf } from '../../src/store/places.ts'
import type { House } from './house.ts'
import type { Writers } from './writers.ts'

/** What is on the disk of a house. */
export interface Kept {
  /** The lines people typed, by the platform's name for each. */
  lines: Map<string, string[]>
  reminders: Reminder[]
  /** What people noted for themselves. */
  notes: string[]
  /** How many answers are owed since a restart, and not yet told of. */
  owed: number
  /** The walk-throughs as they are. */
  runs: Run[]
}

/** The folder in which the library of a house is kept. */
export const libraryOf = ({ dataDir, slack }: Pick<House, 'dataDir' | 'slack'>): string =>
  join(dataDir, folderOf(workspaceOf(slack.teams[0]?.id ?? '')))

/** Reads it as a restart would, without changing anything. */
export async function keptIn(house: House, folder = libraryOf(house)): Promise<Kept> {
  const { docs } = await readBesideWriter(disk, folder, newestFormat)
  return {
    lines: linesOf(Object.values(docs[runs] ?? {}) as Run[]),
    runs: Object.values(docs[runs] ?? {}) as Run[],
    reminders: Object.values(docs[reminders] ?? {}) as Reminder[],
    notes: (Object.values(docs[notes] ?? {}) as Note[]).map(one => one.text),
    owed: (Object.values(docs[unanswered] ?? {}) as { count: number }[]).reduce(
      (sum, one) => sum + one.count,
      0,
    ),
  }
}

/** How often its log was begun anew. */
export async function generationOf(house: House): Promise<number> {
  const { position } = await readBesideWriter(disk, libraryOf(house), newestFormat)
  return position.generation
}

/** All lines of some walk-throughs, by the platform's name for each: one that was kept twice has two texts. */
export function linesOf(all: readonly Run[]): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const { sourceMessageId, text } of all.flatMap(everything))
    if (sourceMessageId !== undefined)
      lines.set(sourceMessageId, [...(lines.get(sourceMessageId) ?? []), text])
  return lines
}

/** How many lines stand before one that the same person typed earlier in that walk-through. */
export const disordered = (all: readonly Run[]): number =>
  all.flatMap(run => {
    const said = run.answers.flatMap(one => one.entries).map(one => Number(one.sourceMessageId ?? 0))
    return said.filter((at, place) => said.slice(place + 1).some(later => later < at))
  }).length

/** The confirmed lines that are not there word for word, by the platform's name for each. */
export const gone = ({ lines }: Pick<Kept, 'lines'>, { confirmed }: Pick<Writers, 'confirmed'>): string[] =>
  [...confirmed].flatMap(([said, text]) => (lines.get(said)?.includes(text) ? [] : said))

/** How many confirmed lines are not there word for word, and how many are there twice. */
export function missing(
  kept: Pick<Kept, 'lines'>,
  writers: Pick<Writers, 'confirmed'>,
): { lost: number; doubled: number } {
  return {
    lost: gone(kept, writers).length,
    doubled: [...kept.lines.values()].filter(texts => texts.length > 1).length,
  }
}
