import type { Person, PersonId, Workspace } from '../../src/core/incoming.ts'
import { present } from '../../src/core/present.ts'
import { kind, type Store } from '../../src/core/store.ts'
import type { Conversation } from './address.ts'
import { slug } from './address.ts'

/** Somebody who speaks with Hearth on the page. */
export interface WebPerson {
  name: string
  /** As their browser told last. */
  timeZone?: string
  locale?: string
  /** Up to which entry they have seen each place. */
  read?: Record<Conversation, number>
  /** They were told how Hearth is spoken to in a channel. */
  knowsHow?: true
  /** Whoever runs Hearth invited them: they look after the library's page. */
  leads?: true
  /** They were let go: what they did is there, and they are not. */
  left?: true
}

/** What is kept of them, under their id. */
export const webPeople = kind<WebPerson>('web-person')

interface PeopleDeps {
  store: Store
  /** Those who are here without an invitation, to try things with; where nobody signs in. */
  samples: readonly string[]
  /** The library of the samples. */
  home: Workspace
}

/** Who is known on the page. */
export function createPeople({ store, samples, home }: PeopleDeps) {
  const here = new Map<PersonId, string>(samples.map(name => [slug(name), name]))

  return {
    find,
    all,
    named,
    learn,
    readIn,
    knowsHow,
    samples: () => [...here].map(([id, name]) => ({ id, name })),
  }

  async function find(workspace: Workspace, id: PersonId): Promise<Person | undefined> {
    const known = await store.get(workspace, webPeople, id)
    if (known?.left) return undefined
    const name = known?.name ?? (workspace === home ? here.get(id) : undefined)
    if (name === undefined) return undefined
    return { id, name, ...present({ timeZone: known?.timeZone, locale: known?.locale }) }
  }

  async function all(workspace: Workspace): Promise<Person[]> {
    const known = (await store.list(workspace, webPeople)).filter(([, one]) => !one.left)
    const others = workspace === home ? [...here] : []
    const names = new Map([...others, ...known.map(([id, { name }]) => [id, name] as const)])
    return [...names].map(([id, name]) => ({ id, name }))
  }

  /** All who go by a name, or by the first word of one. */
  async function named(workspace: Workspace, name: string): Promise<readonly Pick<Person, 'id' | 'name'>[]> {
    const wanted = slug(name.replace(/^@/, ''))
    if (wanted === '') return []
    const everybody = await all(workspace)
    const exact = everybody.filter(one => one.id === wanted || slug(one.name) === wanted)
    return exact.length > 0 ? exact : everybody.filter(one => slug(one.name).startsWith(`${wanted}-`))
  }

  /** Keeps what changed of somebody. */
  async function learn(
    workspace: Workspace,
    { id, name }: Pick<Person, 'id' | 'name'>,
    news: Pick<WebPerson, 'timeZone' | 'locale' | 'knowsHow'> & { read?: readonly [Conversation, number] },
  ): Promise<void> {
    const { read, ...told } = news
    const after = (before: WebPerson | undefined): WebPerson => ({
      ...before,
      name: before?.name ?? name,
      ...told,
      ...(read && { read: { ...before?.read, [read[0]]: Math.max(read[1], before?.read?.[read[0]] ?? 0) } }),
    })
    const before = await store.get(workspace, webPeople, id)
    if (JSON.stringify(after(before)) === JSON.stringify(before)) return
    await store.update(workspace, async tx => tx.put(webPeople, id, after(await tx.get(webPeople, id))))
  }

  /** Up to where somebody has seen each place. */
  async function readIn(workspace: Workspace, id: PersonId): Promise<WebPerson['read']> {
    return (await store.get(workspace, webPeople, id))?.read
  }

  /** Whether somebody was told how Hearth is spoken to in a channel. */
  async function knowsHow(workspace: Workspace, id: PersonId): Promise<boolean> {
    return (await store.get(workspace, webPeople, id))?.knowsHow === true
  }
}

export type People = ReturnType<typeof createPeople>
