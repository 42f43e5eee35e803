import { afterEach, beforeEach, expect, it } from 'vitest'
import { openChat } from '../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ admins: ['ana'] })
})
afterEach(() => chat.close())

const odd = ['x'.repeat(400), 'a\u0001b', '\u0085', '__proto__', 'é'.repeat(299), '🏳️‍🌈'.repeat(60)]
const lines = [
  ...[
    'overview',
    'look',
    'export',
    'say why tea',
    'answer why',
    'edit 1',
    'share',
    'share now',
    'unshare',
    'delete yes',
  ],
  ...[
    'invite ben',
    'neighbour ben',
    'take over',
    'hand over ben',
    'respond like tea',
    'resume',
    'form',
    'more why',
    'private 1',
  ],
].map(act => (id: string) => `walk @${id} ${act}`)
const plans = [
  'open',
  'step tea',
  'done 1',
  'stuck tea',
  'later',
  'remind off',
  'due',
  'finish',
  'accept',
  'take over',
  'share',
].map(act => (id: string) => `plan @${id} ${act}`)
const others = [
  ...[
    'agree',
    'withdraw',
    'consider',
    'restore',
    'retire',
    'how',
    'save',
    'post',
    'another',
    'audience',
    'weekly stop',
    'weekly resume',
    'weekly post',
  ].map(act => (id: string) => `icebreaker ${act} ${id}`),
  (id: string) => `icebreaker ${id}`,
  (id: string) => `icebreaker consider ${id} inclusive yes`,
  (id: string) => `icebreaker audience ${id} staff`,
  (id: string) => `readings ${id}`,
  (id: string) => `readings save ${id}`,
  (id: string) => `hearth hold ${id}`,
  (id: string) => `hearth hold off @${id}`,
  (id: string) => `walk invite ${id}`,
  (id: string) => `walk hand over ${id}`,
  (id: string) => `walk neighbour ${id}`,
  (id: string) => `plan hand over ${id}`,
  (id: string) => `plan from ${id}`,
  (id: string) => `note @${id} tea`,
  (id: string) => `closed remove ${id}`,
]

it('an id that no document can have is the id of none, whatever command it is typed with', async () => {
  await chat.say('ana', 'ana', 'gathering dm Spring tea')
  await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
  for (const id of odd)
    for (const line of [...lines, ...plans, ...others]) {
      const said = await chat.say('ana', 'ana', line(id))
      expect.soft(said, line(id).slice(0, 60)).not.toMatch(/could not save|went wrong/)
    }
  expect(chat.logged.filter(one => /failed/.test(one))).toEqual([])
})
