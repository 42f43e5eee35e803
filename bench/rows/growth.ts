import { fileURLToPath } from 'node:url'
import type { Asked, Grown } from '../contenders/growth.ts'
import { ask } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import { alternately } from '../measure/rounds.ts'
import { growth as power, spread } from '../measure/stats.ts'
import { type Curve, contender, type Figure, type Form, figure, type Row } from '../row.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Row 6: what a command costs, and what is kept in memory, as people and workspaces become more. */
export async function growth(form: Form): Promise<Row> {
  const people = form.short ? [10, 100, 1_000] : [10, 100, 1_000, 10_000]
  const workspaces = form.short ? [1, 10, 100] : [1, 10, 100, 1_000]
  const ofPeople = await grown(people.map(size => ({ people: size, workspaces: 1 })))
  const ofWorkspaces = await grown(workspaces.map(size => ({ people: 10, workspaces: size })))
  const [most, mostWorkspaces] = [people.at(-1) ?? 1, workspaces.at(-1) ?? 1]
  const commands = Object.keys(ofPeople[0]?.[0]?.costs ?? {})
  return {
    id: '6',
    title: `Growth: ×10 each step, to ${most.toLocaleString('en-US')} people and ${mostWorkspaces.toLocaleString('en-US')} workspaces`,
    figures: [
      ...commands.flatMap(command => [
        fitted(
          `${command}: cost grows with people to the power of`,
          people,
          ofPeople,
          one => one.costs[command] ?? Number.NaN,
          0.1,
        ),
        fitted(
          `${command}: … with workspaces`,
          workspaces,
          ofWorkspaces,
          one => one.costs[command] ?? Number.NaN,
          0.1,
        ),
        figure(
          `${command}, ${most.toLocaleString('en-US')} people`,
          'ms',
          (ofPeople.at(-1) ?? []).map(one => one.costs[command] ?? Number.NaN),
        ),
      ]),
      figure(
        'memory for each person, in use',
        'KB',
        (ofPeople.at(-1) ?? []).map(one => one.inUse / most / 1024),
      ),
      figure(
        'memory left of it when idle',
        '×',
        (ofPeople.at(-1) ?? []).map(one => Math.max(0, one.idle) / one.inUse),
        { most: 0.2 },
      ),
      figure(
        'memory for each workspace of ten, in use',
        'KB',
        (ofWorkspaces.at(-1) ?? []).map(one => one.inUse / mostWorkspaces / 1024),
      ),
      figure(
        'memory left of it when idle, workspaces',
        '×',
        (ofWorkspaces.at(-1) ?? []).map(one => Math.max(0, one.idle) / one.inUse),
        { most: 0.2 },
      ),
    ],
    curves: [
      ...commands.map(
        (command): Curve => curve(command, 'ms', people, ofPeople, one => one.costs[command] ?? Number.NaN),
      ),
      curve('memory in use', 'MB', people, ofPeople, one => one.inUse / 2 ** 20),
    ],
    notes: [
      'Each person is in the middle of a checklist of their own, and has a plan with a reminder: people, runs, plans and reminders grow together. A power of 0 is flat, 1 grows as the people do.',
    ],
  }

  async function grown(cells: { people: number; workspaces: number }[]): Promise<Grown[][]> {
    const names = cells.map(cell => JSON.stringify(cell))
    const found = await alternately(names, form.short ? 1 : 3, name => {
      form.say(name)
      const asked: Asked = { root, folder: freshFolder(), times: form.short ? 20 : 100, ...JSON.parse(name) }
      return ask<Grown>(contender('growth'), asked)
    })
    return names.map(name => found[name] ?? [])
  }
}

/** How a figure grows with the size, round by round. */
function fitted(
  what: string,
  sizes: number[],
  found: Grown[][],
  pick: (one: Grown) => number,
  most: number,
): Figure {
  const rounds = (found[0] ?? []).map((_, round) =>
    power(sizes.map((size, at) => [size, pick(found[at]?.[round] as Grown)] as const)),
  )
  return figure(what, '', rounds, { most })
}

const curve = (
  what: string,
  unit: string,
  sizes: number[],
  found: Grown[][],
  pick: (one: Grown) => number,
): Curve => ({
  what,
  unit,
  points: sizes.map((size, at) => [size, spread((found[at] ?? []).map(pick)).median]),
})
