import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { personalDataInventory, withRules } from '../../src/app/personal-data.ts'
import type { Bound } from '../../src/core/records/bounds.ts'
import type { Kind } from '../../src/core/store.ts'
import { UserError } from '../../src/core/user-error.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { openChat } from '../chat.ts'
import { useEverything } from '../full-use.ts'
import { newLog, tempFolder } from '../store/folder.ts'

/** What no full use leaves there, as it is stored. */
const others: Readonly<Record<string, [string, object]>> = {
  'held-version': ['ana/1/x', { kind: 'note', of: 'ana/1', at: 1, parts: [{ path: '', was: 'old' }] }],
  'web-message': ['1-a', { place: '#staff', n: 1, at: 1, said: { by: 'ana', name: 'Ana', text: 'Hi' } }],
}

const samples = new Map<string, [string, object]>()
beforeAll(async () => {
  const chat = await openChat()
  await useEverything(chat, 'zelda', 'ben')
  const { docs } = await readWorkspace(disk, join(chat.dataDir, `ws-${chat.workspace}`), newestFormat)
  for (const { kind } of personalDataInventory) {
    const found = Object.entries(docs[kind] ?? {}).find(([, one]) => !isSchedule(kind, one))
    samples.set(kind, found ? [found[0], found[1] as object] : (others[kind] ?? ['any', { at: 1 }]))
  }
  await chat.close()
})

/** One that goes on would come due meanwhile. */
const isSchedule = (kind: string, one: unknown) =>
  kind === 'schedule' && !(one as { nextRunAt?: number }).nextRunAt

async function rules() {
  const store = await openJsonStore(await tempFolder(), { log: newLog() })
  return { store, within: withRules(store, () => 0) }
}
/** The same document with every text in it so long, and one more. */
const longer = (one: unknown, by: number): unknown => {
  if (Array.isArray(one)) return one.map(inner => longer(inner, by))
  if (typeof one !== 'object' || one === null) return one
  const inner = Object.entries(one).map(([name, value]) => [
    name,
    name === 'text' ? 'x'.repeat(by) : longer(value, by),
  ])
  return Object.fromEntries(inner)
}

const saidOf = (change: Promise<unknown>): Promise<string> =>
  change.then(
    () => 'kept',
    error => {
      if (error instanceof UserError) return error.message
      throw error
    },
  )

describe.each(personalDataInventory.map(one => [one.kind as string, one.bound] as const))(
  'What is kept of the kind “%s”',
  (name, bound: Bound) => {
    const kind = name as Kind<object>
    const sample = () => samples.get(kind) as [string, object]

    it('stands for something that is bounded elsewhere, or is counted', () => {
      const known = ['person', 'channel', 'content', 'library', ...personalDataInventory.map(one => one.kind)]
      expect(bound.each === 'counted' ? bound.counted?.length : known.includes(bound.each)).toBeTruthy()
      expect(bound.size).toBeGreaterThan(0)
      expect(bound.size).toBeLessThanOrEqual(5_000_000)
    })

    it('is refused, in a sentence with the limit, where one document would grow beyond it', async () => {
      const { within, store } = await rules()
      const [id, one] = sample()
      const large = {
        ...(longer(one, bound.size + 1) as object),
        ...(!bound.measure && { more: 'x'.repeat(bound.size) }),
      }
      expect((bound.measure ?? (() => bound.size + 1))(large)).toBeGreaterThan(bound.size)
      const said = await saidOf(within.update('library', tx => tx.put(kind, id, large)))
      expect(said).toMatch(/\d|one day too many/)
      expect(said).not.toBe('kept')
      expect(await store.get('library', kind, id)).toBeUndefined()
      await store.close()
    })

    for (const [at, counted] of (bound.counted ?? []).entries())
      it(`is refused, in a sentence with the limit and the way on, where there are too many (${at + 1})`, async () => {
        const { within, store } = await rules()
        const [id, one] = sample()
        const family = counted.by ? id.split('/')[0] : 'other'
        await store.update('library', async tx => {
          for (let count = 0; count < counted.most; count++)
            await tx.put(kind, `${family}/${count}`, counted.by ? one : { ...one, of: `${count}` })
        })
        const more = () => saidOf(within.update('library', tx => tx.put(kind, `${family}/more`, one)))
        expect(await more()).toContain(counted.most.toLocaleString('en-US'))
        expect(await more()).toMatch(/[“”]|end the hold/)
        await within.update('library', tx => tx.delete(kind, `${family}/0`))
        if (!counted.together) expect(await more()).toBe('kept')
        await store.close()
      })

    for (const [at, { together }] of (bound.counted ?? []).entries())
      if (together)
        it(`is refused where all of one owner would be too large together (${at + 1})`, async () => {
          const { within, store } = await rules()
          const [id, one] = sample()
          const family = id.split('/')[0]
          const texts = JSON.stringify(one).split('"text":').length - 1
          const large = bound.measure
            ? longer(one, Math.floor((bound.size * 0.4) / texts))
            : { ...one, more: 'x'.repeat(900_000) }
          const size = bound.measure?.(large) ?? 900_000
          expect(size).toBeLessThan(bound.size)
          const fit = Math.floor(together.most / size) - 1
          await store.update('library', async tx => {
            for (let count = 0; count < fit; count++) await tx.put<unknown>(kind, `${family}/${count}`, large)
          })
          const more = (count: number) =>
            saidOf(within.update('library', tx => tx.put<unknown>(kind, `${family}/more-${count}`, large)))
          const said = [await more(1), await more(2), await more(3), await more(4)]
          expect(said[0]).toBe('kept')
          expect(said.at(-1)).toContain(together.most.toLocaleString('en-US'))
          await store.close()
        })
  },
)
