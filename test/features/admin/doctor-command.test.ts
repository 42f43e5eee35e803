import { afterEach, expect, it } from 'vitest'
import { advice, broken, type Check, fine } from '../../../src/core/health-check.ts'
import { openChat } from '../../chat.ts'

const check = (name: string, run: Check['run']): Check => ({ name, run })
const checks = [
  check('Node', async () => [fine('Node 24.0.0')]),
  check('Disk', async () => [
    fine('./data can be written to'),
    broken('Only 10 MB are free.', 'Free some space.'),
  ]),
  check('Backups', async () => [advice('There is no backup yet.', 'Type: npm run backup')]),
  check('Clock', async () => {
    throw new Error('the clock has stopped')
  }),
]

let chat: Awaited<ReturnType<typeof openChat>>
afterEach(() => chat.close())

it('tells an admin what is broken, what could be better, and what to do, for their eyes only', async () => {
  chat = await openChat({ admins: ['ana'], doctor: checks })
  const said = await chat.say('ana', '#staff', 'hearth doctor')
  expect(said).toBe(
    [
      '2 things are broken; one piece of advice.',
      'Broken',
      '• Disk: Only 10 MB are free. What to do: Free some space.',
      '• Clock: This could not be looked at. Error: the clock has stopped What to do: Mend what it names, and look again.',
      'Advice',
      '• Backups: There is no backup yet. What to do: Type: npm run backup',
      'No problems with: Node.',
    ].join('\n'),
  )
  expect(chat.shown.at(-1)?.to).toBe('test:#staff?only=ana')
})

it('tells nobody else, and nobody at all while nobody is named: it is about the whole computer', async () => {
  chat = await openChat({ admins: ['ana'], doctor: checks })
  expect(await chat.say('bo', 'bo', 'hearth doctor')).toMatch(
    /^Only the people who look after Hearth here.*\n.*npm run doctor/,
  )
  await chat.close()
  chat = await openChat({ doctor: checks })
  expect(await chat.say('ana', 'ana', 'hearth doctor')).toMatch(/^Hearth has no admin here yet/)
})

it('is found by help, and its bare name is an answer where a question waits', async () => {
  chat = await openChat({ admins: ['ana'], doctor: checks })
  expect(await chat.say('ana', 'ana', 'help broken')).toMatch(/hearth doctor/)
  await chat.say('ana', 'ana', 'gathering dm Spring tea')
  await chat.type('ana', 'ana', 'doctor')
  expect(await chat.type('ana', 'ana', 'overview')).toMatch(/doctor/)
})
