import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../src/core/adapter.ts'
import { putCard } from '../../src/core/cards.ts'
import type { Effect } from '../../src/core/effect.ts'
import { createPerformer } from '../../src/core/effect-runner.ts'
import type { Address, CardRef, Incoming } from '../../src/core/incoming.ts'
import { text } from '../../src/core/message.ts'
import { openJsonStore } from '../../src/store/json.ts'

const workspace = 'test-library'
const elsewhere: Address = 'test:other/#theirs'
const closed: Address = 'test:#board'
const message = [text('words of ana’s')]
const at = (address: Address): CardRef => ({ address, id: '7', thread: `${address}/7` })

/** Every effect there is, as it would reach a place that is none of the asker's: under the name of a card that was remembered there, too. */
const all: Readonly<Record<Effect['type'], (place: Address) => [Effect, Partial<Incoming>][]>> = {
  reply: place => [
    [{ type: 'reply', message }, { answer: { here: place, private: 'test:ana' } }],
    [{ type: 'reply', message, private: true }, { answer: { here: 'test:#staff', private: place } }],
  ],
  replace: place => [[{ type: 'replace', message }, { card: at(place) }]],
  send: place => [
    [{ type: 'send', to: place, message }, {}],
    [{ type: 'send', to: place, message, news: true }, {}],
    [{ type: 'send', to: { under: 'run/1/root' }, message }, {}],
  ],
  update: place => [
    [{ type: 'update', card: at(place), message }, {}],
    [{ type: 'update', card: 'run/1/root', message }, {}],
  ],
  remove: place => [
    [{ type: 'remove', card: at(place) }, {}],
    [{ type: 'remove', card: 'run/1/root' }, {}],
  ],
  // These two name no place: they reach the asker's own, and what was sent for a change of the asker's.
  unsend: () => [],
  forget: () => [],
}

describe('Whatever is to be done, where it reaches is looked at in one place', () => {
  let folder: string
  let store: Awaited<ReturnType<typeof openJsonStore>>
  let reached: Address[]
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearth-effects-'))
    store = await openJsonStore(folder, { log: { warn() {}, error() {} } })
    reached = []
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })

  const adapter: Adapter = {
    platform: 'test',
    start: async () => {},
    stop: async () => {},
    async send(to) {
      reached.push(to)
      return at(to)
    },
    async update({ address }) {
      reached.push(address)
      return true
    },
    async remove({ address }) {
      reached.push(address)
    },
    person: async (_, id) => ({ id, name: id }),
    isOf: (_, address) => !address.startsWith('test:other/'),
    isIn: async (_, __, address) => address !== closed,
    keepsItself: '',
    chatOf: (_, id) => `test:${id}`,
  }

  async function perform(effect: Effect, over: Partial<Incoming>, card: Address): Promise<unknown> {
    await store.update(workspace, tx => putCard(tx, { name: 'run/1/root' }, at(card)))
    const asked: Incoming = {
      id: 'd1',
      workspace,
      person: { id: 'ana', name: 'ana' },
      place: { address: 'test:#staff', conversation: 'test:#staff', personal: false, thread: false },
      answer: { here: 'test:#staff', private: 'test:ana' },
      kind: 'command',
      text: '',
      values: {},
      at: 0,
      ...over,
    }
    const { perform: carryOut } = createPerformer({ store, adapters: [adapter] })
    return carryOut(effect, asked).then(
      () => 'done',
      error => error,
    )
  }

  it.each(Object.keys(all) as Effect['type'][])('%s reaches no other workspace', async type => {
    for (const [effect, over] of all[type](elsewhere)) {
      expect(await perform(effect, over, elsewhere), JSON.stringify(effect)).toMatchObject({
        outcome: 'unreachable',
        message: 'That place is not in your workspace, so I do not write there.',
      })
      expect(reached).toEqual([])
    }
    // Where nothing is wrong with the place, the same is done.
    for (const [effect, over] of all[type]('test:#staff'))
      expect(await perform(effect, over, 'test:#staff')).toBe('done')
  })

  it('what is said anew reaches no place that the asker is not in; Hearth’s own news does, and a card that stands there follows', async () => {
    const [there, news, under] = all.send(closed)
    for (const one of [there, under])
      expect(one && (await perform(...one, closed))).toMatchObject({ outcome: 'unreachable' })
    expect(reached).toEqual([])
    for (const one of [news, ...all.update(closed)])
      expect(one && (await perform(...one, closed))).toBe('done')
    expect(reached).toEqual([closed, closed, closed])
  })
})
