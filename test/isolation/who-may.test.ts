import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/core/message.ts'
import { admins } from '../../src/core/records/admins.ts'
import { type Actor, actors, outsiders } from './actors.ts'
import { type Act, planActs, walkActs } from './acts.ts'
import { openHouse } from './house.ts'
import { adminActs, libraryActs } from './library.ts'
import { callers, mayOnPage, openPage, pageActs } from './page.ts'
import { privacyActs, recordsActs } from './privacy.ts'
import { channelWalk, ownPlan, ownWalk, sharedPlan, sharedWalk, type Thing, unsharedPlan } from './things.ts'

/** Anybody may ask that, of their own library. */
const limitOfTheirOwn = 'be told for how long things are kept'

/** By act, by actor: whether it worked. */
type Found = Map<string, Map<string, boolean>>
const tables: string[] = []

/** Everybody tries everything, each on a thing that nobody has touched. */
async function tryAll(thing: Thing, acts: readonly Act[]): Promise<Found> {
  const found: Found = new Map(acts.map(act => [act.name, new Map()]))
  const house = await openHouse()
  let count = 0
  let id: string | undefined
  for (const act of acts)
    for (const actor of actors) {
      if (id === undefined || house.wasTouched()) {
        count += 1
        id = await thing.make(house, `Spring tea ${count}`)
      }
      found.get(act.name)?.set(actor.name, await act.try(house, actor, id))
    }
  await house.close()
  tables.push(table(thing.name, actors, found))
  return found
}

describe.each<[Thing, readonly Act[]]>([
  [ownWalk, walkActs],
  [sharedWalk, walkActs],
  [channelWalk, walkActs],
  [ownPlan, planActs],
  [sharedPlan, planActs],
  [unsharedPlan, planActs],
])('$name', (thing, acts) => {
  it('is seen and changed by those alone whom it was shared with, whatever ids are known', async () => {
    const found = await tryAll(thing, acts)
    for (const [act, by] of found)
      for (const name of outsiders) expect(by.get(name), `${name}: ${act}`).toBe(false)
    for (const act of ['see its answers', 'see it'])
      if (found.has(act)) expect(found.get(act)?.get('its owner')).toBe(true)
    const inChannel = ['a colleague in the channel', 'a guest in the channel']
    const open = thing === channelWalk || thing === sharedPlan
    if (!open)
      for (const [act, by] of found)
        for (const name of inChannel) expect(by.get(name), `${name}: ${act}`).toBe(false)
  })
})

describe('what is kept about people', () => {
  it('is told to each of them alone, and erased at nobody else’s word', async () => {
    const found: Found = new Map(privacyActs.map(act => [act.name, new Map()]))
    const house = await openHouse()
    let count = 0
    for (const act of privacyActs)
      for (const actor of actors) {
        const id = await channelWalk.make(house, `Spring tea ${++count}`)
        found.get(act.name)?.set(actor.name, await act.try(house, actor, id))
      }
    const seenByAll = house.chat.shown.filter(({ to }) => to.startsWith('test:#') && !to.includes('?only='))
    expect(seenByAll.length).toBeGreaterThan(0)
    expect(seenByAll.map(one => plainText(one.message)).join('\n')).not.toMatch(
      /I save about you|Your stored data/,
    )
    await house.close()
    tables.push(
      table('What is kept about people, beside a walk-through in the channel’s thread', actors, found),
    )
    for (const [act, by] of found) {
      const isAboutThemselves = /themselves$|^be forgotten$/.test(act) && !/ana/.test(act)
      for (const name of outsiders) expect(by.get(name), `${name}: ${act}`).toBe(isAboutThemselves)
    }
    const ended = [...(found.get('have ana’s walk-through go with themselves') ?? [])]
    expect(ended.flatMap(([name, worked]) => (worked ? [name] : []))).toEqual(['its owner'])
    expect([...(found.get('have somebody else forgotten') ?? [])].filter(([, worked]) => worked)).toEqual([])
  })
})

describe('what concerns the whole library', () => {
  it.each<[string, string[]]>([
    ['with people named in HEARTH_ADMINS', ['adm']],
    ['where nobody is named', []],
  ])('%s', async (how, admins) => {
    const people: Actor[] = [
      { name: 'a colleague', who: 'cas', room: '#staff' },
      { name: 'a guest in the channel', who: 'gil', room: '#staff' },
      { name: 'a colleague elsewhere', who: 'eve', room: 'eve' },
      ...(admins.length > 0 ? [{ name: 'an admin', who: 'adm', room: 'adm' }] : []),
      { name: 'somebody of another workspace', who: 'cas', room: '#staff', workspace: 'test-other' },
    ]
    const acts = [...libraryActs, ...recordsActs, ...adminActs]
    const found: Found = new Map(acts.map(act => [act.name, new Map()]))
    for (const act of acts)
      for (const actor of people) {
        const house = await openHouse(admins)
        found.get(act.name)?.set(actor.name, await act.try(house, actor, ''))
        await house.close()
      }
    tables.push(table(`What concerns the whole library, ${how}`, people, found))
    const may = (name: string) => [...found].filter(([, by]) => by.get(name)).map(([act]) => act)
    expect(may('somebody of another workspace')).toEqual([limitOfTheirOwn])
    expect(may('a guest in the channel')).toEqual(['stop the channel’s weekly icebreaker', limitOfTheirOwn])
    for (const { name } of [...recordsActs.slice(1), ...adminActs]) {
      const who = people.filter(one => found.get(name)?.get(one.name)).map(one => one.name)
      expect(who, name).toEqual(admins.length > 0 ? ['an admin'] : [])
    }
  })

  it('with admins of the library’s own', async () => {
    const elsewhere = { room: '#staff', workspace: 'test-other' }
    const people: Actor[] = [
      { name: 'an admin of the library', who: 'bo', room: 'bo' },
      { name: 'a colleague', who: 'cas', room: '#staff' },
      { name: 'a guest whom they named', who: 'gil', room: '#staff' },
      { name: 'the same id in another workspace', who: 'bo', ...elsewhere },
      { name: 'an admin of another workspace', who: 'ola', ...elsewhere },
      { name: 'that admin’s id in this library', who: 'ola', room: 'ola' },
    ]
    const acts = [...libraryActs, ...recordsActs, ...adminActs]
    const found: Found = new Map(acts.map(act => [act.name, new Map()]))
    for (const act of acts)
      for (const actor of people) {
        const house = await openHouse([])
        const named = { [house.chat.workspace]: ['bo', 'adm', 'gil'], 'test-other': ['ola'] }
        for (const [workspace, ids] of Object.entries(named))
          await house.chat.store().update(workspace, async tx => {
            for (const id of ids) await tx.put(admins, id, { at: 1 })
          })
        found.get(act.name)?.set(actor.name, await act.try(house, actor, ''))
        await house.close()
      }
    tables.push(table('What concerns the whole library, with admins of its own', people, found))
    const may = (name: string) => [...found].filter(([, by]) => by.get(name)).map(([act]) => act)
    expect(may('the same id in another workspace')).toEqual([limitOfTheirOwn])
    // Of what their own library keeps.
    expect(may('an admin of another workspace')).toEqual([limitOfTheirOwn, 'see what would go by its age'])
    // Whoever is named elsewhere is one more colleague here.
    const colleague = may('a colleague').filter(act => !/channel/.test(act))
    expect(may('that admin’s id in this library')).toEqual(colleague)
    for (const { name } of [...recordsActs.slice(1), ...adminActs]) {
      const here = people.filter(one => one.workspace === undefined)
      const who = here.filter(one => found.get(name)?.get(one.name)).map(one => one.name)
      expect(who, name).toEqual(['an admin of the library'])
    }
    expect(may('an admin of the library')).not.toContain('ask the doctor')
  })

  it('on the page behind an address', async () => {
    const found: Found = new Map(pageActs.map(act => [act.name, new Map()]))
    const stage = await openPage()
    for (const act of pageActs)
      for (const caller of callers)
        found.get(act.name)?.set(caller.name, await act.try(stage, await caller.come(stage)))
    tables.push(table('The page in the browser, behind an address', callers, found))
    for (const [act, by] of found) {
      const worked = callers.filter(one => by.get(one.name)).map(one => one.name)
      expect(worked, act).toEqual(mayOnPage(act))
    }
  })

  it('is in the table (`npx vitest run test/isolation -u` writes it anew)', async () => {
    const words = [
      '# Who may do what',
      '',
      'Written by `test/isolation`, in which everybody below tries everything on things that ana began, with their ids known: ids are no',
      'secrets, since anybody can type a command. “yes”: it worked, or the answers were shown. The channel is `#staff`; the owner asks in',
      'her own chat. How each platform tells who is where is tested with its adapter.',
      ...tables.flatMap(one => ['', one]),
    ]
    await expect(`${words.join('\n')}\n`).toMatchFileSnapshot('../../src/features/WHO-MAY.md')
  })
})

function table(name: string, people: readonly { name: string }[], found: Found): string {
  const rows = [...found].map(
    ([act, by]) => `| ${act} | ${people.map(one => (by.get(one.name) ? 'yes' : '–')).join(' | ')} |`,
  )
  return [
    `## ${name}`,
    '',
    `| | ${people.map(one => one.name).join(' | ')} |`,
    `|---|${people.map(() => '---|').join('')}`,
    ...rows,
  ].join('\n')
}
