import { admins } from '../../src/core/records/admins.ts'
import { remindersByConversation } from '../../src/core/schedule/reminder.ts'
import { builtInContent } from '../content.ts'
import type { Act } from './acts.ts'
import type { House, Outcome } from './house.ts'

const question = builtInContent.icebreakers[0]?.id

const changes = (outcome: Outcome) => outcome.changed

/** What concerns everybody in the library; `id` is not used. */
export const libraryActs: readonly Act[] = [
  {
    name: 'set and lift closed days',
    try: async ({ tries }, actor) => changes(await tries(actor, 'closed 24 Dec every year')),
  },
  {
    name: 'turn the library’s year off',
    try: async ({ tries }, actor) => changes(await tries(actor, 'settings year off')),
  },
  {
    name: 'set an icebreaker aside for everybody',
    try: async ({ tries }, actor) => changes(await tries(actor, `icebreaker retire ${question}`)),
  },
  {
    name: 'bring back what a colleague set aside',
    async try({ chat, tries }, actor) {
      await chat.say('ana', 'ana', `icebreaker retire ${question}`)
      return changes(await tries(actor, `icebreaker restore ${question}`))
    },
  },
  {
    name: 'agree to a colleague’s icebreaker',
    async try(house, actor) {
      await suggested(house)
      return changes(await house.tries(actor, 'icebreaker agree own-1'))
    },
  },
  {
    name: 'take back a colleague’s suggestion',
    async try(house, actor) {
      await suggested(house)
      return changes(await house.tries(actor, 'icebreaker withdraw own-1'))
    },
  },
  {
    name: 'be offered an icebreaker that a colleague keeps for themselves',
    async try(house, actor) {
      await kept(house)
      return /squeaks/.test(await house.chat.say(actor.who, actor.room, 'icebreaker own'))
    },
  },
  {
    name: 'change a colleague’s own icebreaker',
    async try(house, actor) {
      await kept(house)
      return changes(await house.tries(actor, 'my icebreakers change own-1 What rattles here?'))
    },
  },
  {
    name: 'remove a colleague’s own icebreaker',
    async try(house, actor) {
      await kept(house)
      return changes(await house.tries(actor, 'my icebreakers remove own-1'))
    },
  },
  {
    name: 'have an icebreaker come to the channel every week',
    async try({ chat, tries }, actor) {
      await tries(actor, 'icebreaker every monday 9:00')
      return comesToTheChannel(chat)
    },
  },
  {
    name: 'have a plan of their own brought back to the channel',
    async try({ chat, tries }, actor) {
      await tries(actor, `plan ${actor.room.startsWith('#') ? 'thread' : 'dm'} Their own plan`)
      await tries(actor, 'plan remind monday 9:00 in this channel')
      return comesToTheChannel(chat)
    },
  },
  {
    name: 'stop the channel’s weekly icebreaker',
    async try({ chat, tries }, actor) {
      await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
      return changes(await tries(actor, 'icebreaker weekly stop weekly-1'))
    },
  },
  {
    name: 'ask the doctor',
    async try({ chat }, actor) {
      return !/Only the people who look after|has no admin here yet/.test(
        await chat.say(actor.who, actor.room, 'doctor'),
      )
    },
  },
]

/** Who looks after Hearth in the library. */
export const adminActs: readonly Act[] = [
  {
    name: 'name an admin of the library',
    async try(house, actor) {
      await house.tries(actor, 'admins add @cas')
      return isAdmin(house, 'cas')
    },
  },
  {
    name: 'remove an admin of the library',
    async try(house, actor) {
      for (const id of ['bea', 'kim'])
        await house.chat.store().update(house.chat.workspace, tx => tx.put(admins, id, { at: 1 }))
      await house.tries(actor, 'admins remove bea')
      return !(await isAdmin(house, 'bea'))
    },
  },
]

const isAdmin = async ({ chat }: House, id: string): Promise<boolean> =>
  (await chat.store().get(chat.workspace, admins, id)) !== undefined

const comesToTheChannel = async ({ store, workspace }: House['chat']): Promise<boolean> =>
  (await store().find(workspace, remindersByConversation, 'test:#staff')).length > 0

async function kept({ chat }: House): Promise<void> {
  await chat.say('ana', 'ana', 'my icebreakers add What squeaks here?')
  await chat.press('ana', 'Save')
}

async function suggested({ chat }: House): Promise<void> {
  await chat.say('ana', 'ana', 'icebreaker suggest What made today easier?')
  for (const [key, answer] of [
    ['inclusive', 'yes'],
    ['age_appropriate', 'yes'],
    ['presumes', 'no'],
  ])
    await chat.say('ana', 'ana', `icebreaker consider own-1 ${key} ${answer}`)
  await chat.say('ana', 'ana', 'icebreaker audience own-1 staff')
}
