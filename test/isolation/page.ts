import { randomUUID } from 'node:crypto'
import { type Guest, openHouse } from '../adapters/web/sign-in/house.ts'
import { secret } from './house.ts'

/** Somebody who tries things on the page behind an address: each time anew, so that what one try does is nothing to the next. */
export interface Caller {
  name: string
  come(stage: Stage): Promise<Guest>
}

/** Something tried on that page; true: it worked. */
export interface PageAct {
  name: string
  try(stage: Stage, caller: Guest): Promise<boolean>
}

/** The page behind an address, and whoever is to come to it. */
interface Stage {
  /** Each from an address of their own. */
  nobody(): Guest
  newName(kind: string): string
  /** Somebody who came by a link. */
  by(link: string): Promise<Guest>
  lead(): Promise<Guest>
  colleague(name?: string): Promise<Guest>
  /** A link that ana makes for somebody; `page`: where she is shown it. */
  invitation(name?: string): Promise<{ ana: Guest; page: string; id: string; link: string }>
}

export async function openPage(): Promise<Stage> {
  const house = await openHouse()
  let count = 0
  const stage: Stage = {
    nobody: () => house.guest(`198.51.${Math.floor(++count / 250)}.${count % 250}`),
    newName: kind => `${kind} ${++count}`,
    async by(link) {
      const guest = stage.nobody()
      await guest.join(link)
      return guest
    },
    lead: () => stage.by(house.operatorLink(stage.newName('Ana'))),
    colleague: async (name = stage.newName('Ben')) => stage.by((await stage.invitation(name)).link),
    async invitation(name = stage.newName('Cleo')) {
      const ana = await stage.lead()
      await ana.say(`people invite ${name}`)
      const shown = (await ana.page('/'))('#entries a[href*="/invitation/"]').last().attr('href') ?? ''
      const page = new URL(shown).pathname
      const link = (await ana.page(page))('#link').attr('value') ?? ''
      return { ana, page, id: page.replace('/invitation/', ''), link: new URL(link).pathname }
    },
  }
  return stage
}

export const callers: readonly Caller[] = [
  { name: 'who came by a link of whoever runs Hearth', come: stage => stage.lead() },
  { name: 'a colleague whom they invited', come: stage => stage.colleague() },
  {
    name: 'a colleague who signed out',
    async come(stage) {
      const guest = await stage.colleague()
      const { cookie } = guest
      await guest.post('/sign-out', {}, { accept: 'text/html' })
      guest.cookie = cookie
      return guest
    },
  },
  {
    name: 'a colleague who was removed',
    async come(stage) {
      const name = stage.newName('Dot')
      const guest = await stage.colleague(name)
      await (await stage.lead()).say(`people remove ${name} yes`)
      return guest
    },
  },
  { name: 'somebody with no link', come: async stage => stage.nobody() },
]

const invited = callers.slice(0, 2).map(one => one.name)

/** Whom it is for, beside whoever came by a link of whoever runs Hearth. */
export const mayOnPage = (act: string): readonly string[] => {
  if (act === comingIn) return callers.filter(one => !invited.includes(one.name)).map(one => one.name)
  if (everybodys.includes(act)) return invited
  return nobodys.includes(act) ? [] : invited.slice(0, 1)
}

const comingIn = 'come in by a link that is open'
const everybodys = ['read a channel', 'write in a channel', 'see who is here', 'sign out everywhere']
const nobodys = [
  'read what a colleague is told alone',
  'write in a colleague’s name',
  'come in by a link that was used',
  'come in by a link that was taken back',
]

export const pageActs: readonly PageAct[] = [
  {
    name: 'read a channel',
    async try(stage, caller) {
      const name = `#${stage.newName('c').replace(' ', '')}`
      await write(await stage.lead(), name, secret)
      return (await caller.get(`/c/${name.slice(1)}`)).body.includes(secret)
    },
  },
  { name: 'write in a channel', try: async (_, caller) => write(caller, '#staff', 'Hello all') },
  {
    name: 'read what a colleague is told alone',
    async try(stage, caller) {
      const ana = await stage.lead()
      await ana.say(`note ${secret}`)
      const stream = await caller.get(`/stream?place=${encodeURIComponent(await ana.own())}`)
      return stream.status === 200 || stream.body.includes(secret)
    },
  },
  {
    name: 'write in a colleague’s name',
    try: async (stage, caller) => write(caller, await (await stage.lead()).own(), 'as if I were Ana'),
  },
  answered('see who is here', 'people', /Who is here/),
  answered('see which links are open', 'people', /Invite a colleague/),
  answered('invite somebody', 'people invite Cleo', /The link for Cleo is ready/),
  {
    name: 'see a link that a colleague made',
    try: async (stage, caller) => (await caller.get((await stage.invitation()).page)).status === 200,
  },
  {
    name: 'take back a link that a colleague made',
    async try(stage, caller) {
      const { id, link } = await stage.invitation()
      await ask(caller, `people withdraw ${id}`)
      return (await stage.nobody().get(link)).status === 410
    },
  },
  onColleague('sign a colleague out', name => `people sign-out ${name}`),
  onColleague('remove a colleague', name => `people remove ${name} yes`),
  {
    name: 'sign out everywhere',
    async try(_, caller) {
      if (!(await isIn(caller))) return false
      await write(caller, await caller.own(), 'people sign-out me')
      return !(await isIn(caller))
    },
  },
  coming(comingIn, async stage => (await stage.invitation()).link),
  coming('come in by a link that was used', async stage => {
    const { link } = await stage.invitation()
    await stage.by(link)
    return link
  }),
  coming('come in by a link that was taken back', async stage => {
    const { ana, id, link } = await stage.invitation()
    await ana.say(`people withdraw ${id}`)
    return link
  }),
  answered('see what would go by its age', 'hearth retention 1 year', /would go for good/),
]

function answered(name: string, line: string, words: RegExp): PageAct {
  return { name, try: async (_, caller) => words.test(await ask(caller, line)) }
}

function onColleague(name: string, line: (name: string) => string): PageAct {
  return {
    name,
    async try(stage, caller) {
      const of = stage.newName('Eve')
      const eve = await stage.colleague(of)
      await ask(caller, line(of))
      return !(await isIn(eve))
    },
  }
}

/** By a link for somebody who is not there yet. */
function coming(name: string, linkOf: (stage: Stage) => Promise<string>): PageAct {
  return {
    name,
    async try(stage, caller) {
      const { status, headers } = await caller.join(await linkOf(stage))
      return status === 303 && headers['set-cookie'] !== undefined
    },
  }
}

const isIn = async (caller: Guest): Promise<boolean> => (await caller.get('/')).status === 200

const write = async (caller: Guest, place: string, line: string): Promise<boolean> =>
  (await caller.post('/say', { id: randomUUID(), place, line })).status === 204

/** What Hearth answers in their own chat; nothing, where they are not in. */
const ask = async (caller: Guest, line: string): Promise<string> =>
  (await isIn(caller)) ? caller.say(line) : ''
