import type { Actor } from './actors.ts'
import type { House } from './house.ts'

/** Something tried on a thing, by its id; true: it worked. */
export interface Act {
  name: string
  try(house: House, actor: Actor, id: string): Promise<boolean>
}

const seeing = (name: string, line: (id: string) => string): Act => ({
  name,
  try: async ({ tries }, actor, id) => (await tries(actor, line(id))).saw,
})

const changing = (name: string, ...lines: ((id: string) => string)[]): Act => ({
  name,
  async try({ tries }, actor, id) {
    const outcomes = []
    for (const line of lines) outcomes.push(await tries(actor, line(id)))
    return outcomes.some(one => one.changed)
  },
})

/** Shares it into a channel: by the list that the platform fills, or by being there. */
const sharing: Act = {
  name: 'share it',
  async try({ tries }, actor, id) {
    const chosen = { channel: 'test:#board' } as const
    const shown = await tries(actor, `walk @${id} share`, { chosen })
    const posted = await tries(actor, `walk @${id} share now`)
    return shown.changed || posted.changed
  },
}

export const walkActs: readonly Act[] = [
  seeing('see its answers', id => `walk @${id} overview`),
  seeing('look at what was shown', id => `walk @${id} look`),
  seeing('take it home as a file', id => `walk @${id} export`),
  changing('have a copy of it', id => `things copy @${id}`),
  changing('say when it is', id => `walk @${id} date 12 Dec 3 pm`),
  changing('answer', id => `walk @${id} say match they fit`),
  changing('change an answer', id => `walk @${id} append 1 and more`),
  changing('write a word on it', id => `walk @${id} respond like so good`),
  changing('rename it', id => `walk @${id} rename Another name`),
  changing('stop it', id => `walk @${id} stop`),
  changing('keep an answer private', id => `walk @${id} private 1`),
  sharing,
  changing('take it back from the channel', id => `walk @${id} unshare`),
  changing('invite somebody', id => `walk @${id} invite eve`),
  changing('show it to somebody', id => `walk @${id} neighbour eve`),
  changing('take it over', id => `walk @${id} take over`),
  changing('hand it over', id => `walk @${id} hand over eve`),
  changing('delete it', id => `walk @${id} delete yes`),
]

export const planActs: readonly Act[] = [
  seeing('see it', id => `plan @${id} open`),
  seeing('take it home as a file', id => `walk @${id} export`),
  changing('have a copy of it', id => `things copy @${id}`),
  changing('add a step', id => `plan @${id} step Buy tea`),
  changing('mark a step as done', id => `plan @${id} done 1`),
  changing('say “stuck”', id => `plan @${id} stuck no room`),
  changing('put the reminder off', id => `plan @${id} later in two weeks`),
  changing('set when it reminds', id => `plan @${id} remind friday 10:00`),
  changing('stop the reminder', id => `plan @${id} remind off`),
  changing('make it remind now, as only the clock does', id => `plan @${id} due`),
  changing('finish it', id => `plan @${id} finish`),
  sharing,
  changing('take it over', id => `plan @${id} take over`),
  changing('accept it, not being asked', id => `plan @${id} accept`),
  changing('hand it over', id => `plan @${id} hand over eve`),
  changing('delete it', id => `walk @${id} delete yes`),
]
