import type { House } from './house.ts'
import { secret } from './house.ts'

/** Something of ana's that others could want to see or change; `make` tells its id. */
export interface Thing {
  name: string
  make(house: House, name: string): Promise<string>
}

const begin = async ({ chat, latest }: House, line: string, room: string): Promise<string> => {
  chat.at += 1_000
  await chat.say('ana', room, line)
  return latest()
}

/** In her own chat: ben is invited, and kim was shown it once. */
async function own(house: House, word: string, name: string): Promise<string> {
  const { chat } = house
  const id = await begin(house, `${word} dm ${name}`, 'ana')
  await chat.type('ana', 'ana', secret)
  await chat.say('ana', 'ana', `walk @${id} invite ben`)
  await chat.say('ana', 'ana', `walk @${id} neighbour kim`)
  return id
}

async function withReminder({ chat }: House, id: string): Promise<void> {
  await chat.say('ana', 'ana', `plan @${id} step Call the tutor`)
  await chat.say('ana', 'ana', `plan @${id} remind monday 9:00`)
}

export const ownWalk: Thing = {
  name: 'A walk-through in ana’s own chat',
  make: (house, name) => own(house, 'gathering', name),
}

export const sharedWalk: Thing = {
  name: 'The same, after “share” in the channel',
  async make(house, name) {
    const id = await own(house, 'gathering', name)
    await house.chat.say('ana', '#staff', `walk @${id} share`)
    await house.chat.say('ana', '#staff', `walk @${id} share now`)
    return id
  },
}

export const channelWalk: Thing = {
  name: 'A walk-through in the channel’s thread',
  async make(house, name) {
    const { chat } = house
    const id = await begin(house, `gathering thread ${name}`, '#staff')
    await chat.say('ana', '#staff', `walk @${id} say why ${secret}`)
    await chat.say('dot', '#staff', `walk @${id} say outcome they meet`)
    await chat.say('ana', '#staff', `walk @${id} invite ben`)
    await chat.say('ana', '#staff', `walk @${id} neighbour kim`)
    return id
  },
}

export const ownPlan: Thing = {
  name: 'A plan with a reminder, in ana’s own chat',
  async make(house, name) {
    const id = await own(house, 'plan', name)
    await house.chat.say('ana', 'ana', `walk @${id} say why-group ${secret}`)
    await withReminder(house, id)
    return id
  },
}

export const sharedPlan: Thing = {
  name: 'The same, shared in the channel',
  async make(house, name) {
    const id = await ownPlan.make(house, name)
    await house.chat.say('ana', '#staff', `walk @${id} share`)
    await house.chat.say('ana', '#staff', `walk @${id} share now`)
    return id
  },
}

export const unsharedPlan: Thing = {
  name: 'The same, after “unshare”: whatever still stands in the channel is stale',
  async make(house, name) {
    const id = await sharedPlan.make(house, name)
    await house.chat.say('ana', '#staff', `walk @${id} unshare`)
    return id
  },
}
