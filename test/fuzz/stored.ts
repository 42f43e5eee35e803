import { join } from 'node:path'
import { z } from 'zod'
import { locationOf as inSlack } from '../../adapters/slack/address.ts'
import { locationOf as inTeams } from '../../adapters/teams/address.ts'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { folderOf, workspacesIn } from '../../src/store/places.ts'

const sound = (text: string) => !/\0|\p{Cs}/u.test(text)
const words = z.string().max(41_000).refine(sound, 'holds what no store can')
const some = words.min(1)
const person = some.max(200)
const print = z.string().regex(/^[\w-]{16}$/)
const at = z.int().min(0)
const address = words.refine(leads, 'is no address')
const date = z.string().regex(/^(\d{4}-)?\d\d-\d\d$/)
const zone = z.string().refine(isZone, 'is no time zone')
const weekdays = z.array(z.int().min(0).max(6)).max(7)
const time = { hh: z.int().min(0).max(23), mm: z.int().min(0).max(59) }
const who = z.strictObject({ id: person, name: words })

const entry = z.strictObject({
  by: who,
  at,
  text: words,
  sourceMessageId: some.optional(),
  chosen: z.array(some).optional(),
  from: some.optional(),
  sourceRunId: some.optional(),
  saidThere: z.array(z.strictObject({ by: person, text: words })).optional(),
})
const answer = z.strictObject({
  step: some,
  question: some,
  entries: z.array(entry),
  previous: z.array(entry).optional(),
  disposition: z.enum(['skipped', 'parked']).optional(),
})
const planStep = z.strictObject({
  id: z.string().regex(/^s\d+$/),
  what: some.max(600),
  who: some.max(200).optional(),
  by: date.optional(),
  done: z.strictObject({ by: who, at }).optional(),
  words: z.strictObject({ what: person.optional(), who: person.optional() }).optional(),
  earlier: z.array(z.strictObject({ what: some.max(600), by: person })).optional(),
})
const plan = z.strictObject({
  steps: z.array(planStep).max(30),
  made: at,
  unanswered: z.array(some).optional(),
  remindedAt: at.optional(),
  answer: z.strictObject({ by: who, at, words, about: person.optional() }).optional(),
  stuck: z.array(entry).optional(),
  handing: z.strictObject({ to: who, by: who, at }).optional(),
  finishedAt: at.optional(),
  reflection: entry.optional(),
  told: z.array(z.strictObject({ step: some, id: person, who: some.max(200) })).optional(),
})
const runPlace = z.union([
  z.strictObject({ personal: z.literal(true) }),
  z.strictObject({ personal: z.literal(false), conversation: address, name: words.optional() }),
])
const rule = z.strictObject({ weekdays: weekdays.min(1), ...time, tz: zone, everyOther: date.optional() })
const flag = z.literal(true).optional()
const place = z.strictObject({
  address,
  conversation: address,
  personal: z.boolean(),
  thread: z.boolean(),
  name: words.optional(),
})
const someone = z.strictObject({
  id: person,
  name: words,
  timeZone: words.optional(),
  locale: words.max(40).optional(),
})
const ids = z.array(words.max(300))

/** What every kind of stored document must look like. A new kind needs a line here. */
const kinds: Readonly<Record<string, z.ZodType>> = {
  run: z.strictObject({
    v: z.literal(1),
    id: z.string().regex(/^[0-9a-f]{8}$/),
    walkthrough: some,
    name: some.max(200),
    namedBy: person.optional(),
    owner: who,
    invited: z.array(who),
    handedOver: z.array(z.strictObject({ from: person, at, steps: at })).optional(),
    place: runPlace,
    status: z.enum(['open', 'stopped', 'finished']),
    currentStep: words,
    editing: some.optional(),
    fresh: flag,
    answers: z.array(answer),
    private: z.array(some).optional(),
    held: z.array(entry),
    asking: flag,
    unseen: some.optional(),
    notes: z.array(entry),
    plan: plan.optional(),
    begunAt: at,
    touchedAt: at,
  }),
  schedule: z.strictObject({
    version: z.literal(1),
    nextRunAt: at,
    attempts: at,
    lease: z.strictObject({ token: some, until: at }).optional(),
    setAt: at.optional(),
    lastKey: some.optional(),
    paused: flag,
    rule,
    follows: z.strictObject({ zone: flag, day: flag, time: flag }).optional(),
    personal: z.boolean().optional(),
    postponedTo: at.optional(),
    person: someone,
    alsoTell: z.array(person).optional(),
    place,
    subject: z.union([
      z.strictObject({ type: z.literal('plan'), id: some }),
      z.strictObject({ type: z.literal('icebreaker'), filters: words }),
    ]),
    command: some,
    title: some,
    resume: some,
    failed: z.strictObject({ key: some, times: at }).optional(),
    refused: z.strictObject({ key: some, times: at }).optional(),
    closed: words.optional(),
    missed: at.optional(),
    doubted: at.optional(),
  }),
  card: z.strictObject({
    address,
    id: some,
    thread: address,
    below: address.optional(),
    of: z.strictObject({ kind: some, id: some }).optional(),
    language: some.optional(),
    own: z.literal(true).optional(),
  }),
  heard: z.strictObject({ card: some }),
  seen: z.strictObject({ ids: ids.max(40), since: at.optional(), before: ids.max(40).optional() }),
  sent: z.strictObject({ at }),
  habits: z.strictObject({
    version: z.literal(1),
    zone: zone.optional(),
    platformZone: zone.optional(),
    workingDays: weekdays.optional(),
    quiet: z.strictObject({ from: z.strictObject(time), to: z.strictObject(time) }).optional(),
  }),
  closed: z.union([z.strictObject({ from: date, to: date }), z.strictObject({ weekdays: weekdays.min(1) })]),
  desk: z.strictObject({ waiting: some.optional(), latest: some.optional() }),
  share: z.strictObject({
    conversation: address,
    name: words.optional(),
    also: z.array(some),
    posted: flag,
    drawn: words.optional(),
    behind: flag,
  }),
  note: z.strictObject({ by: person, text: some, at, section: some.optional() }),
  shelf: z.strictObject({ saved: z.array(some), done: z.array(some) }),
  welcomed: z.strictObject({ at }),
  notice: z.strictObject({ at }),
  neighbour: z.strictObject({ at }),
  tombstone: z.strictObject({ at, seen: ids.max(41), back: flag }),
  'tombstone-key': z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/) }),
  'held-version': z.strictObject({
    kind: some,
    of: some,
    at,
    removed: flag,
    parts: z.array(z.strictObject({ path: words, was: z.unknown() })),
  }),
  undo: z.strictObject({
    change: z.string().regex(/^[\w-]{8}$/),
    by: who,
    at,
    patches: z.array(
      z.strictObject({
        kind: some,
        id: some,
        type: z.enum(['changed', 'made', 'removed']),
        was: z.unknown().optional(),
        fields: z
          .array(
            z.strictObject({
              path: z.array(words),
              was: z.unknown().optional(),
              is: print.optional(),
              at: at.optional(),
              prints: z.array(print).optional(),
              stood: z.strictObject({ next: print.optional() }).optional(),
              new: flag,
            }),
          )
          .optional(),
      }),
    ),
    sent: z.array(z.strictObject({ address, id: some, thread: address, below: address.optional() })),
    undone: flag,
    final: some.optional(),
  }),
  'plan-asks': z.union([
    z.strictObject({ id: some, action: z.enum(['stuck', 'later', 'reflect']), at }),
    z.strictObject({ action: z.literal('which'), line: words, at }),
  ]),
  purge: z.strictObject({ owed: z.literal(true) }),
  'plan-report': z.strictObject({
    key: some,
    at,
    tz: zone,
    plans: z.array(some),
    name: words.optional(),
    locale: words.max(40).optional(),
  }),
  'weekly-count': z.strictObject({ made: at }),
  'weekly-post': z.strictObject({ key: some.optional(), question: some.optional(), told: flag }),
  'retired-icebreaker': z.strictObject({ by: person, name: words, at }),
  'suggested-icebreaker': z.strictObject({
    text: some,
    by: person,
    name: words,
    at,
    answers: z.strictObject({
      inclusive: z.enum(['yes', 'no']).optional(),
      age_appropriate: z.enum(['yes', 'no']).optional(),
      presumes: z.enum(['yes', 'no']).optional(),
    }),
    audience: z.unknown(),
    agreed: z.strictObject({ by: person, name: words, at }).optional(),
  }),
  deck: z.strictObject({
    used: z.array(some),
    last: some.optional(),
    round: at,
    seen: z.record(person, z.array(some)),
    held: z.array(z.strictObject({ id: some, by: person, until: at })),
    looking: z.record(person, z.strictObject({ id: words, request: words })),
  }),
  'teams-person': z.strictObject({
    name: words.max(200).optional(),
    account: some.max(200).optional(),
    timeZone: zone.optional(),
    locale: words.max(40).optional(),
    chat: z.strictObject({ conversation: some.max(200), serviceUrl: z.url() }).optional(),
    rooms: z.array(some.max(200)).max(20).optional(),
    installed: flag,
    gone: flag,
  }),
  'teams-room': z.strictObject({
    serviceUrl: z.url(),
    kind: z.enum(['channel', 'groupChat']),
    name: words.max(200).optional(),
    team: some.max(200).optional(),
    installed: flag,
    gone: flag,
  }),
  admin: z.strictObject({ at }),
  departure: z.strictObject({ lookedAt: at }),
  'slack-install': z.strictObject({
    team: z.string().regex(/^[TE][A-Z0-9]+$/),
    app: z.string().regex(/^A[A-Z0-9]+$/),
    botUser: person,
    bot: person.optional(),
    token: some.startsWith('v1.').optional(),
    refresh: some.startsWith('v1.').optional(),
    expiresAt: at.optional(),
    scopes: z.array(some.max(100)).max(200),
    at,
    goneAt: at.optional(),
    renewing: z.strictObject({ by: some.max(100), until: at }).optional(),
  }),
  'slack-organization': z.strictObject({ enterprise: z.string().regex(/^E[A-Z0-9]+$/) }),
  'web-session': z.strictObject({ version: z.literal(1), person, since: at, until: at }),
  'web-invitation': z.strictObject({
    version: z.literal(1),
    name: some.max(60).optional(),
    person: person.optional(),
    by: person.optional(),
    since: at,
    until: at,
    used: flag,
  }),
  'teams-home': z.strictObject({ serviceUrl: z.url(), bot: some.max(200) }),
}

interface Stored {
  workspace: string
  kind: string
  id: string
  document: unknown
}

/** Every document of every workspace. */
export async function storedIn(root: string, reading = readWorkspace): Promise<Stored[]> {
  const found: Stored[] = []
  for (const workspace of await workspacesIn(disk, root)) {
    const { docs } = await reading(disk, join(root, folderOf(workspace)), newestFormat)
    for (const [kind, all] of Object.entries(docs))
      found.push(...Object.entries(all).map(([id, document]) => ({ workspace, kind, id, document })))
  }
  return found
}

/** How many documents there are, and what is wrong with which. */
export async function checkStored(root: string): Promise<{ documents: number; unfit: string[] }> {
  const all = await storedIn(root)
  const unfit = all.flatMap(({ workspace, kind, id, document }) => {
    const fault = faultOf(kind, document)
    return fault ? [`${workspace} ${kind} ${JSON.stringify(id.slice(0, 80))}: ${fault}`] : []
  })
  return { documents: all.length, unfit: [...unfit, ...beyondBounds(all)] }
}

/** Whatever people did, nothing is larger, or there more often, than the inventory says. */
function beyondBounds(all: readonly Stored[]): string[] {
  return personalDataInventory.flatMap(({ kind, bound }) => {
    const ofKind = all.filter(one => one.kind === kind)
    const sizeOf = (document: unknown) => bound.measure?.(document) ?? JSON.stringify(document).length
    const large = ofKind.filter(({ document }) => sizeOf(document) > bound.size)
    const many = (bound.counted ?? []).flatMap(({ by, most }) =>
      Object.entries(countsOf(ofKind, one => by?.keysOf(one.document, one.id) ?? [''])).flatMap(
        ([owner, count]) => (count > most ? [`${count} ${kind} of ${owner}`] : []),
      ),
    )
    return [
      ...large.map(({ workspace, id }) => `${workspace} ${kind} ${id.slice(0, 80)} is too large`),
      ...many,
    ]
  })
}

function countsOf(
  all: readonly Stored[],
  keysOf: (one: Stored) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of all)
    for (const key of keysOf(one)) {
      const name = `${one.workspace} ${key}`
      counts[name] = (counts[name] ?? 0) + 1
    }
  return counts
}

function faultOf(kind: string, document: unknown): string | undefined {
  const schema = kinds[kind]
  if (!schema) return 'a kind that nothing is known of: say in test/fuzz/stored.ts what it looks like'
  const { error } = schema.safeParse(document)
  return error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')
}

function leads(text: string): boolean {
  try {
    return Boolean(text.startsWith('slack:') ? inSlack(text) : inTeams(text))
  } catch {
    return false
  }
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
