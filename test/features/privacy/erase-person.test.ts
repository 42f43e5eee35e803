import { afterEach, beforeEach, expect, it } from 'vitest'
import { personalDataInventory } from '../../../src/app/personal-data.ts'
import type { Tx } from '../../../src/core/store.ts'
import { lookFor, noMemory, partsIn } from '../../../src/features/privacy/erase-person.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const zelda = { id: 'zelda', ids: ['zelda'], names: ['zelda'] }

it('what comes between a first look and the change is found as well, and nothing is looked at twice', async () => {
  await chat.say('zelda', 'zelda', 'note quinces')
  await chat.say('ben', '#staff', 'gathering thread Early tea')
  const memory = noMemory()
  const linesOf = async () => {
    let looked = 0
    const from: Pick<Tx, 'select'> = {
      select: (kind, wanted) => chat.store().select(chat.workspace, kind, wanted),
    }
    const counting = personalDataInventory.map(one => ({
      ...one,
      without: (...given: Parameters<typeof one.without>) => {
        looked += 1
        return one.without(...given)
      },
    }))
    const parts = partsIn(await lookFor(from, counting, zelda, memory))
    return { looked, lines: parts.flatMap(one => one.parts.map(part => part.line)).join('\n') }
  }
  const first = await linesOf()
  expect(first.lines).toContain('quinces')
  const again = await linesOf()
  expect(again).toEqual({ looked: 0, lines: first.lines })
  await chat.say('zelda', 'zelda', 'gathering dm Late tea')
  expect((await linesOf()).lines).toContain('Late tea')
  await chat.say('zelda', '#staff', `walk @${await idOf('Early tea')} say why quinces`)
  expect((await linesOf()).lines).toContain('Early tea')
  const gone = await idOf('Late tea')
  await chat.store().update(chat.workspace, tx => tx.delete('run', gone))
  expect((await linesOf()).lines).not.toContain('Late tea')
})

async function idOf(name: string): Promise<string> {
  const found = await chat.store().select<{ name: string }>(chat.workspace, 'run', run => run.name === name)
  return found[0]?.[0] ?? ''
}
