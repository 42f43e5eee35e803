import { describe, expect, it } from 'vitest'
import { type Call, type Command, inReach, route } from '../../src/core/command.ts'
import { UserError } from '../../src/core/user-error.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { openChat } from '../chat.ts'

const command = (name: string, phrases?: Record<string, string>): Command => ({
  name,
  summary: '',
  examples: [],
  run: () => [],
  ...(phrases && { phrases }),
})
const table = [command('icebreaker', { another: 'another', 'not for us': 'retire' }), command('hearth')]
const asked = (line: string) => {
  const found = route(table, line)
  return found && [found.command.name, found.rest]
}

describe('a typed line', () => {
  it.each([
    ['icebreaker teens', ['icebreaker', 'teens']],
    ['/icebreaker teens', ['icebreaker', 'teens']],
    ['  Icebreaker   teens  light ', ['icebreaker', 'teens  light']],
    ['hearth icebreaker teens', ['icebreaker', 'teens']],
    ['Hearth, icebreaker teens', ['icebreaker', 'teens']],
    ['/hearth icebreaker', ['icebreaker', '']],
    ['hearth help', ['hearth', 'help']],
    ['hearth', ['hearth', '']],
    ['another', ['icebreaker', 'another']],
    ['Not for us.', ['icebreaker', 'retire']],
  ])('“%s” asks for %j', (line, meant) => expect(asked(line)).toEqual(meant))

  it.each(['', '   ', 'icebreakers', 'please another', 'constructor', '__proto__', 'hearthicebreaker', '/'])(
    '“%s” asks for no command',
    line => expect(asked(line)).toBeUndefined(),
  )
})

describe('a very long line', () => {
  const asking = (rest: string) => ({ rest }) as Call

  it('is no request: it is refused before anybody looks for what it may mean', () => {
    const held = inReach(command('icebreaker'))
    expect(() => held.run(asking('teens '.repeat(5_000)))).toThrow(UserError)
    expect(held.run(asking('teens '.repeat(100)))).toEqual([])
  })

  it('is taken where it is somebody’s own words', () => {
    const note = inReach({ ...command('note'), prose: true })
    expect(note.run(asking('words '.repeat(5_000)))).toEqual([])
  })

  it('is answered in a sentence, and kept where it is a note', async () => {
    const chat = await openChat()
    expect(await chat.say('ana', 'ana', `icebreaker ${'teens '.repeat(5_000)}`)).toMatch(
      /too long for me to read/,
    )
    expect(await chat.say('ana', 'ana', `plan remind ${'mon & '.repeat(5_000)}`)).not.toMatch(/went wrong/)
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const words = 'we asked, and they said (all of them), yes; '.repeat(500).trim()
    await chat.type('ana', 'ana', words)
    const [, run] = (await chat.store().list(chat.workspace, runs))[0] ?? []
    expect(run?.answers[0]?.entries[0]?.text === words).toBe(true)
    await chat.close()
  })

  it('of “hearth” and nothing else is no stair to fall down', () => {
    expect(asked('hearth '.repeat(6_000))).toEqual(['hearth', expect.stringMatching(/^hearth /)])
  })
})
