import { afterEach, describe, expect, it } from 'vitest'
import { createCommands } from '../../../src/app/commands.ts'
import { createPermissions } from '../../../src/core/permissions.ts'
import { content, openStage } from '../../parity/stage.ts'
import { cardOf } from '../../teams/reading.ts'
import { partsOf } from '../../teams/rules.ts'
import { teamsScene } from '../../teams/scene.ts'
import { seen } from '../../teams/stand-in.ts'
import type { Posted } from '../../teams/world.ts'

const commands = createCommands(content, createPermissions([]))
const examples = commands
  .flatMap(command => command.examples.map(([line]) => line))
  // What makes Hearth forget somebody comes last, by its button.
  .filter(line => !line.includes('forget'))
const strange = [
  '',
  'blorp',
  '<at>everyone</at> **tea** [here](https://evil.example/)',
  'x'.repeat(28_000),
  '\u0000',
]
const places = ['me', '#staff', '#Branch heads']
const weekMs = 7 * 24 * 3_600_000

let close: () => Promise<void>
afterEach(() => close())

describe('Every card that Hearth sends to Teams', () => {
  it('is one that Teams takes: whatever can be typed, pressed and reminded of', async () => {
    const scene = await teamsScene()
    const { teams } = scene
    const stage = await openStage({ name: 'Teams', open: () => scene })
    close = () => stage.close()
    const settle = () => scene.seen('ana', 'me')
    const pressed = new Set<string>()

    for (const line of [...examples, ...strange])
      for (const where of places)
        await teams.say('ana', where, where === 'me' ? line : `@Hearth ${line.replace(/^\//, '')}`)
    await settle()
    for (let round = 0; round < 5; round += 1) await pressAll(one => !one.startsWith('forget'))
    for (let due = 0; due < 6; due += 1) await stage.wait(weekMs)
    await pressAll(one => !one.startsWith('forget'))
    await pressAll(() => true)
    await pressAll(() => true)

    const families = new Set([...pressed].map(kind => kind.split(' ')[0]))
    for (const one of ['icebreaker', 'readings', 'walk', 'plan', 'settings', 'closed', 'hearth', 'forget'])
      expect(families).toContain(one)
    expect([...pressed].join('\n')).toMatch(/plan # stuck/)
    expect(pressed.size).toBeGreaterThan(80)
    expect(teams.world.posted.length).toBeGreaterThan(300)
    expect(teams.takeViolations()).toEqual([])

    /** One button of each kind, of those that were not pressed yet. All are drawn up first: cards change meanwhile. */
    async function pressAll(isWanted: (kind: string) => boolean): Promise<void> {
      const kinds = new Map(buttons().map(one => [one.kind, one]))
      const fresh = [...kinds.values()].filter(({ kind }) => isWanted(kind) && !pressed.has(kind))
      const presses = fresh.map(({ kind, where, on, label }) => {
        pressed.add(kind)
        const by = pressed.size % 4 === 0 ? 'submit' : 'execute'
        return { by, activity: teams.pressing('ana', where, on, label, ['tea <at>ben</at>', 'cake'], by) }
      })
      for (const { by, activity } of presses) {
        const { status, body } = await teams.deliver(activity)
        expect([status, body?.statusCode]).toEqual([200, by === 'execute' ? 200 : undefined])
      }
      await settle()
    }

    function buttons() {
      return places.flatMap(where =>
        teams.shown('ana', where).flatMap(on => pressable(on).map(one => ({ ...one, where, on }))),
      )
    }
  })
})

function pressable(on: Posted) {
  const labels = new Set(seen(on).buttons)
  return partsOf(cardOf(on).body)
    .filter(one => one.type === 'Action.Execute' && labels.delete(String(one.title)))
    .map(one => ({ label: String(one.title), kind: kindOf((one.data as { press: string }).press) }))
}

/** One of each kind: what differs in names and numbers alone does the same. */
const kindOf = (press: string): string =>
  press
    .replace(/@?[0-9a-f-]{8,}|\d+/g, '#')
    .replace(/^(icebreaker|readings) (\w+) [a-z]+(-[a-z]+)+$/, '$1 $2 one')
    .slice(0, 60)
