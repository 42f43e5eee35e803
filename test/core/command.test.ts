import { describe, expect, it } from 'vitest'
import { type Command, route } from '../../src/core/command.ts'

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
