import { runs } from '../../src/features/walkthrough/store.ts'
import type { Actor } from './actors.ts'
import type { Act } from './acts.ts'
import type { House } from './house.ts'

/** What somebody types, and by which words of the answer it is known to have worked. */
const told = (name: string, line: string, words: RegExp): Act => ({
  name,
  async try({ chat }, actor) {
    return words.test(await asks(chat, actor, line))
  },
})

/** What everybody may about themselves; `id` is of a walk-through of ana's, which is not theirs to see or to end. */
export const privacyActs: readonly Act[] = [
  told('be told what is kept about themselves', 'hearth privacy', /What I save about you/),
  told('take home what is kept about themselves', 'hearth export', /Your stored data comes as a list/),
  {
    name: 'be forgotten',
    async try({ chat }, actor) {
      await asks(chat, actor, 'note something of my own')
      return /I have forgotten you/.test(await asks(chat, actor, 'hearth forget me yes'))
    },
  },
  {
    name: 'see ana’s answers among what is kept about themselves',
    try: async ({ tries }, actor) => (await tries(actor, 'hearth export')).saw,
  },
  {
    name: 'have ana’s walk-through go with themselves',
    async try(house, actor, id) {
      await asks(house.chat, actor, 'hearth forget me yes')
      return !(await ownedByAna(house, id))
    },
  },
  {
    name: 'have somebody else forgotten',
    async try(house, actor, id) {
      const { tries } = house
      const others = actor.who === 'ana' ? 'ben' : 'ana'
      const outcomes = []
      for (const line of [
        `forget ${others}`,
        `forget me ${others}`,
        `forget @${others} yes`,
        `forget ${id} yes`,
      ])
        outcomes.push(await tries(actor, `hearth ${line}`))
      return outcomes.some(one => one.changed)
    },
  },
]

/** Records of the whole library: which things are kept for how long, and held. */
export const recordsActs: readonly Act[] = [
  told('be told for how long things are kept', 'hearth retention', /keep things until|go by themselves/),
  told('see what would go by its age', 'hearth retention 1 year', /would go for good/),
  {
    name: 'set for how long things are kept',
    try: async ({ tries }, actor) => (await tries(actor, 'hearth retention 1 year yes')).changed,
  },
  {
    name: 'keep everything again',
    async try({ chat, tries }, actor) {
      await chat.say('adm', 'adm', 'hearth retention 1 year yes')
      return (await tries(actor, 'hearth retention off')).changed
    },
  },
  {
    name: 'hold everything, or one of a colleague’s by its name',
    async try({ chat, tries }, actor) {
      await chat.say('ana', 'ana', 'gathering dm Spring tea')
      const all = await tries(actor, 'hearth hold on')
      const one = await tries(actor, 'hearth hold Spring tea')
      return all.changed || one.changed
    },
  },
  {
    name: 'end a hold',
    async try({ chat, tries }, actor) {
      await chat.say('adm', 'adm', 'hearth hold on')
      return (await tries(actor, 'hearth hold off')).changed
    },
  },
  {
    name: 'see what is held',
    async try({ chat }, actor) {
      await chat.say('adm', 'adm', 'hearth hold on because request 12')
      return /Everything[\s\S]*request 12/.test(await asks(chat, actor, 'hearth hold'))
    },
  },
]

const asks = (chat: House['chat'], { who, room, workspace }: Actor, line: string): Promise<string> =>
  chat.say(who, room, line, { ...(workspace && { workspace }) })

async function ownedByAna({ chat }: House, id: string): Promise<boolean> {
  const run = await chat.store().get(chat.workspace, runs, id)
  return run?.owner.id === 'ana'
}
