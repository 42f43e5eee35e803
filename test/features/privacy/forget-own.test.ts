import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming } from '../../../src/core/incoming.ts'
import { type Run, runs } from '../../../src/features/walkthrough/run/run.ts'
import { planOf } from '../../../src/features/walkthrough/run/run-plan.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const named = async (name: string): Promise<Run> => {
  const all = await chat.store().select(chat.workspace, runs, run => run.name === name)
  return all[0]?.[1] as Run
}
const steps = (run: Run) => planOf(run).steps.map(one => [one.what, one.who].filter(Boolean).join(', '))
/** Somebody whose id is a code, as on the platforms, and whose name is any. */
const as = (id: string, name: string): Partial<Incoming> => ({ person: { id, name } })

async function plan(...lines: string[]): Promise<string> {
  await chat.say('ana', 'ana', 'plan dm Spring tea')
  const { id } = await named('Spring tea')
  for (const line of lines) await chat.say('ana', 'ana', `plan @${id} ${line}`)
  await chat.say('ana', 'ana', `walk @${id} invite ben`)
  return id
}

describe('forgetting takes its own, by ids and by who wrote what', () => {
  it('a step that a colleague corrected by one letter stays when that colleague is forgotten', async () => {
    const id = await plan('step Call the tuter')
    await chat.say('ben', 'ben', `plan @${id} change 1 Call the tutor`)
    await chat.say('ben', 'ben', 'forget me yes')
    expect(steps(await named('Spring tea'))).toEqual(['Call the tuter'])
  })

  it('and as the colleague corrected it, when its first author is forgotten', async () => {
    await chat.say('ben', 'ben', 'plan dm Autumn tea')
    const { id } = await named('Autumn tea')
    await chat.say('ben', 'ben', `walk @${id} invite ana`)
    await chat.say('ana', 'ana', `plan @${id} step Call the tuter`)
    await chat.say('ben', 'ben', `plan @${id} change 1 Call the tutor`)
    await chat.say('ana', 'ana', 'forget me yes')
    expect(steps(await named('Autumn tea'))).toEqual(['Call the tutor'])
  })

  it('a colleague’s own words stay as they are, whatever names stand in them', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring tea')
    const { id } = await named('Spring tea')
    await chat.say('ana', 'ana', `plan @${id} step Order from Main Street Florists, Main, by 12 Dec`)
    await chat.say('ana', 'ana', `plan @${id} step Ask Main Street Florists, Main Street Florists`)
    await chat.say('ana', 'ana', `walk @${id} say why-group Main Street is far`)
    await chat.say('ana', 'ana', `walk @${id} invite U77MAIN`)
    const main = as('U77MAIN', 'Main')
    await chat.say('U77MAIN', 'U77MAIN', `plan @${id} done 2`, main)
    await chat.say('U77MAIN', 'U77MAIN', 'forget me yes', main)
    const run = await named('Spring tea')
    expect(steps(run)).toEqual([
      'Order from Main Street Florists, Main',
      'Ask Main Street Florists, Main Street Florists',
    ])
    expect(JSON.stringify(run.answers)).toContain('Main Street is far')
    expect(JSON.stringify(run)).not.toContain('U77MAIN')
  })

  it('whoever takes another’s name for a day takes nobody’s name out of anything', async () => {
    const id = await plan('step Call the tutor, Zoe Park')
    await chat.say('ana', 'ana', `walk @${id} invite U9`)
    const disguised = as('U9', 'Zoe Park')
    await chat.say('U9', 'U9', `plan @${id} stuck No room`, disguised)
    await chat.say('U9', 'U9', 'forget me yes', disguised)
    expect(steps(await named('Spring tea'))).toEqual(['Call the tutor, Zoe Park'])
  })

  it('a plan that was handed over stays whole, without the name; its owner is told, and it is shown before', async () => {
    const nine = Array.from({ length: 9 }, (_, at) => `step Thing ${at + 1}`)
    const id = await plan(...nine)
    await chat.say('ana', 'ana', `walk @${id} say why-group They eat alone`)
    await chat.say('ana', 'ana', `plan @${id} hand over ben`)
    await chat.say('ben', 'ben', `plan @${id} accept`)
    expect(await chat.say('ana', 'ana', 'forget me')).toMatch(
      /“Spring tea”, which ben looks after and is told of: .*what you handed over with it stays, without your name/,
    )
    await chat.say('ana', 'ana', 'forget me yes')
    const run = await named('Spring tea')
    expect(steps(run)).toEqual(nine.map(line => line.slice('step '.length)))
    expect(JSON.stringify(run.answers)).toContain('They eat alone')
    expect(JSON.stringify(run)).not.toMatch(/"ana"/)
    const told = chat.shown.filter(one => one.to === 'test:ben').map(one => JSON.stringify(one.message))
    expect(told.at(-1)).toMatch(
      /A colleague asked me to delete their data.*Spring tea.*stays, without their name/,
    )
    expect(told.at(-1)).not.toContain('ana ')
  })

  it('whoever looks after what it is taken from is told how much went, and it is said before', async () => {
    const id = await plan('step Call the tutor')
    await chat.say('ben', 'ben', `plan @${id} step Buy the tea`)
    await chat.say('ben', 'ben', `walk @${id} append 1 They like cake`)
    expect(await chat.say('ben', 'ben', 'forget me')).toMatch(
      /“Spring tea”, which ana looks after and is told of: 1 line and 1 step of yours are gone/,
    )
    await chat.say('ben', 'ben', 'forget me yes')
    expect(steps(await named('Spring tea'))).toEqual(['Call the tutor'])
    const told = chat.shown.filter(one => one.to === 'test:ana').map(one => JSON.stringify(one.message))
    expect(told.join('\n')).toMatch(
      /A colleague asked me to delete their data.*1 line and 1 step of theirs are gone/,
    )
  })
})
