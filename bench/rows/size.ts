import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createSeal } from '../../adapters/slack/oauth/seal.ts'
import { startServer } from '../../test/postgres/server.ts'
import { type Child, start } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import { credentials } from '../measure/slack.ts'
import { growth as power, quantile, spread } from '../measure/stats.ts'
import { type Figure, type Form, figure, hearth, type Row } from '../row.ts'

/** The model of the size that Hearth is built for: every public library system of the country. */
const whole = { libraries: 9_000, people: 40, perSecond: 33, reminders: 36_000, deliveriesADay: 792_000 }
const channels = 4
const secret = 'a-secret-of-thirty-two-characters-or-more'
const first = 'T0SEED000'

interface Found {
  libraries: number
  documents: number
  megabytes: number
  p50: number
  p99: number
  unanswered: number
  cpuForEach: number
  cpuForReminder: number
  /** Seconds from the minute until the last of all reminders was posted. */
  lastLate: number
  remindersPerSecond: number
  /** Of a delivery and of a reminder, in bytes. */
  walForEach: number
  walForReminder: number
}

/** Row 8: a day's peak of so many libraries on two Hearths and one database: typed answers, and the reminders of a Monday at nine. */
export async function size(form: Form): Promise<Row> {
  const most = Number(process.env.BENCH_LIBRARIES ?? whole.libraries)
  const sizes = form.short ? [90] : [whole.libraries / 10, whole.libraries]
  const seconds = Number(process.env.BENCH_SECONDS ?? (form.short ? 10 : 60))
  const found = await grown(
    sizes.filter(one => one <= most),
    seconds,
    form.say,
  )
  if (!found) return { id: '8', title: 'The size, simulated: no PostgreSQL server is here', figures: [] }
  const last = found.at(-1) as Found
  const of = (what: string, unit: string, read: (one: Found) => number, aim?: Figure['aim']) =>
    found.map(one =>
      figure(`${one.libraries.toLocaleString('en-US')} libraries: ${what}`, unit, [read(one)], aim),
    )
  return {
    id: '8',
    title: `The size, simulated: a peak of ${last.libraries.toLocaleString('en-US')} libraries on two Hearths and one database`,
    figures: [
      ...of('an answer is kept and acknowledged, p50', 'ms', one => one.p50),
      ...of('… p99', 'ms', one => one.p99, { most: 1_000 }),
      ...of('… not at all, or not within three seconds', '', one => one.unanswered, { most: 0 }),
      ...of('processor time of one', 'ms', one => one.cpuForEach),
      ...of(
        '… of one library in a day, without reminders',
        'ms',
        one => (one.cpuForEach * whole.deliveriesADay) / whole.libraries,
      ),
      ...of('processor time of a reminder', 'ms', one => one.cpuForReminder),
      ...of('the last of a Monday’s reminders is late by', 's', one => one.lastLate),
      ...of('reminders a second, beside the answers', '/s', one => one.remindersPerSecond, { least: 200 }),
      ...of('the database', 'MB', one => one.megabytes),
      ...of('log of the database for an answer', 'KB', one => one.walForEach / 1024),
      ...of('… for a reminder', 'KB', one => one.walForReminder / 1024),
      ...(found.length > 1
        ? [
            {
              what: 'p50 grows with libraries to the power of',
              unit: '',
              ...spread([power(found.map(one => [one.libraries, one.p50] as const))]),
            },
          ]
        : []),
    ],
    notes: [
      'Libraries are copies of one that a Hearth made of what forty people typed. Deliveries come at the rate of an hour at peak, to both Hearths in turn; the reminders are all due at one instant. Nothing has to reach the disk.',
    ],
  }
}

/** One database, in which there are more and more libraries. */
async function grown(
  sizes: readonly number[],
  seconds: number,
  say: Form['say'],
): Promise<Found[] | undefined> {
  const server = await startServer(why => say(why))
  if (!server) return undefined
  const slack = await startApi()
  const admin = new pg.Client(server.url)
  await admin.connect()
  const env = {
    DATABASE_URL: server.url,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'bench',
    SLACK_SIGNING_SECRET: credentials.secret,
    SLACK_API_URL: slack.url,
    HEARTH_SECRET: secret,
    PUBLIC_URL: 'https://hearth.example.org',
    DATA_DIR: freshFolder(),
  }
  const found: Found[] = []
  try {
    const maker = await start(hearth, env)
    await install(admin, [first])
    await makeFirst(maker.port, slack.url, say)
    await maker.stop()
    for (const [at, libraries] of sizes.entries()) {
      await multiply(admin, { from: (sizes[at - 1] ?? 0) + 1, to: libraries }, say)
      const one = await lived({ admin, env, libraries, seconds }, say)
      say(JSON.stringify(one))
      found.push(one)
    }
    return found
  } finally {
    await admin.end()
    slack.close()
    await server.stop()
  }
}

/** Until what a start makes ahead is made: it is no part of what an answer takes. */
async function idle(cpu: () => number): Promise<void> {
  for (let before = -1_000; cpu() - before > 100; await pause(2_000)) before = cpu()
}

interface Living {
  admin: pg.Client
  env: Readonly<Record<string, string>>
  libraries: number
  seconds: number
}

async function lived({ admin, env, libraries, seconds }: Living, say: Form['say']): Promise<Found> {
  const one = async <T>(text: string, values: unknown[] = []): Promise<T> =>
    Object.values((await admin.query(text, values)).rows[0] ?? {})[0] as T
  const hearths: Child[] = []
  try {
    for (let at = 0; at < 2; at++) hearths.push(await start(hearth, env))
    const [bytes, documents] = [
      await one<string>('select pg_database_size(current_database())'),
      await one<string>('select count(*) from documents'),
    ]
    const rate = (whole.perSecond * libraries) / whole.libraries
    const cpu = () => hearths.reduce((sum, each) => sum + each.cpuMs(), 0)
    const lsn = () => one<string>('select pg_current_wal_lsn()')
    const walSince = async (from: string) =>
      Number(await one('select pg_current_wal_lsn() - $1::pg_lsn', [from]))
    const people = new People(
      hearths.map(each => each.port),
      libraries,
    )
    say(`${libraries} libraries: ${rate.toFixed(1)} answers a second`)
    await people.type(Math.max(20, rate), 3) // whoever comes first waits for code to be made quick
    people.forget()
    await idle(cpu)
    const before = { cpu: cpu(), wal: await lsn() }
    await people.type(rate, seconds)
    const alone = { count: people.took.length, cpu: cpu() - before.cpu, wal: await walSince(before.wal) }
    const forEach = alone.wal / Math.max(1, alone.count)
    const cpuForAnswer = alone.cpu / Math.max(1, alone.count)
    const due = libraries * channels
    const from = { wal: await lsn(), cpu: cpu(), count: people.took.length }
    const at = Date.now() + 2_000
    await admin.query(
      `update schedules set next_run_at = $1 where (workspace, id) in
         (select workspace, id from (select workspace, id, row_number() over (partition by workspace order by id) n from schedules) s where n <= ${channels})`,
      [at],
    )
    await pause(at - Date.now())
    let isOver = false
    const typing = people.type(rate, 3_600, () => isOver)
    const left = () =>
      one<string>('select count(*) from schedules where due_at <= $1 or lease_token is not null', [at])
    const limitMs = Number(process.env.BENCH_REMINDER_SECONDS ?? 900) * 1_000
    let waiting = due
    while (waiting > 0 && Date.now() - at < limitMs) {
      await pause(500)
      waiting = Number(await left())
    }
    const tookMs = Date.now() - at
    isOver = true
    await typing
    if (waiting > 0) say(`${waiting} of ${due} reminders were still waiting after ${tookMs / 1_000} s`)
    const perSecond = ((due - waiting) * 1_000) / tookMs
    const wal = (await walSince(from.wal)) - forEach * (people.took.length - from.count)
    const sorted = people.took.toSorted((a, b) => a - b)
    return {
      libraries,
      documents: Number(documents),
      megabytes: Number(bytes) / 2 ** 20,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      unanswered: people.unanswered,
      cpuForEach: cpuForAnswer,
      cpuForReminder:
        (cpu() - from.cpu - cpuForAnswer * (people.took.length - from.count)) / Math.max(1, due - waiting),
      lastLate: waiting > 0 ? due / perSecond : tookMs / 1_000,
      remindersPerSecond: perSecond,
      walForEach: forEach,
      walForReminder: wal / Math.max(1, due - waiting),
    }
  } finally {
    await Promise.all(hearths.map(each => each.stop()))
  }
}

/** The little of Slack that is asked here; each person's own chat is another. */
async function startApi() {
  const server = createServer(async (asked, answer) => {
    let body = ''
    for await (const piece of asked) body += piece
    const method = asked.url?.split('/').at(-1)?.split('?')[0] ?? ''
    const { users = '', user = '', channel = '' } = Object.fromEntries(new URLSearchParams(body))
    const found: Record<string, object> = {
      'users.info': {
        user: { id: user, name: 'person', real_name: 'A Person', tz: 'America/New_York', profile: {} },
      },
      'conversations.open': { channel: { id: users.replace('U', 'D') } },
      'conversations.info': { channel: { id: channel, name: 'bench', is_member: true } },
      'chat.postMessage': {
        channel,
        ts: `${(Date.now() / 1_000).toFixed(3)}${100 + Math.floor(Math.random() * 900)}`,
        message: {},
      },
    }
    answer.writeHead(200, { 'content-type': 'application/json' })
    answer.end(JSON.stringify({ ok: true, ...found[method] }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Notes that Hearth is installed in these workspaces, each with a token of its own. */
async function install(admin: pg.Client, teams: readonly string[]): Promise<void> {
  const seal = createSeal([secret])
  const records = teams.map(team =>
    JSON.stringify({
      team,
      app: 'A0BENCH',
      botUser: 'U0HEARTH',
      bot: 'B0HEARTH',
      token: seal.close(`xoxb-${team}`, team),
      scopes: [],
      at: 1,
    }),
  )
  const workspaces = teams.map(libraryOf)
  await admin.query(
    'insert into workspaces (workspace, format) select w, coalesce((select max(format) from workspaces), 3) from unnest($1::text[]) w on conflict do nothing',
    [workspaces],
  )
  await admin.query(
    `insert into documents (workspace, kind, id, body) select w, 'slack-install', 'here', b::json from unnest($1::text[], $2::text[]) n(w, b)
     on conflict (workspace, kind, id) do update set body = excluded.body`,
    [workspaces, records],
  )
}

const libraryOf = (team: string): string => `slack-${team.toLowerCase()}`
const teamAt = (at: number): string => `T0L${String(at).padStart(6, '0')}`

/** What forty people of one library type in a year, as far as it is kept: checklists, plans that come back, notes, weekly icebreakers. */
async function makeFirst(port: number, api: string, say: Form['say']): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  const slash = (person: number, channel: string, line: string) => {
    const [command = '', ...words] = line.split(' ')
    return post(agent, port, form(api, first, person, channel, command, words.join(' ')))
  }
  for (let channel = 0; channel < channels; channel++)
    await mustBe(slash(0, `C0BENCH${channel}`, '/icebreaker every monday 9:00'))
  await Promise.all(
    Array.from({ length: whole.people }, async (_, person) => {
      for (let at = 0; at < 2; at++) {
        await mustBe(slash(person, `D0BENCH${person}`, `/gathering dm Spring tea ${person} ${at}`))
        for (let line = 0; line < 3; line++)
          await mustBe(
            post(agent, port, event(first, person, `We would like to know our neighbors, ${person} ${line}`)),
          )
      }
      await mustBe(slash(person, `D0BENCH${person}`, `/hearth note what I heard at the desk, ${person}`))
    }),
  )
  agent.destroy()
  say('one library is made')
}

/** Copies the first library so often, its ids replaced. */
async function multiply(
  admin: pg.Client,
  span: { from: number; to: number },
  say: Form['say'],
): Promise<void> {
  await admin.query('set statement_timeout = 0')
  const pages = 300
  for (let { from } = span; from <= span.to; from += pages) {
    const to = Math.min(span.to, from + pages - 1)
    const other = `lpad(n::text, 6, '0')`
    const library = `'slack-t0l' || ${other}`
    const anew = (text: string) =>
      `replace(replace(${text}, '${first}', 'T0L' || ${other}), '${libraryOf(first)}', ${library})`
    const keys = `case when keys is null then null else array(select ${anew('k')} from unnest(keys) k) end`
    await admin.query(
      `insert into documents (workspace, kind, id, body, keys)
       select ${library}, kind, ${anew('id')}, ${anew('body::text')}::json, ${keys}
       from documents, generate_series(${from}, ${to}) n where workspace = '${libraryOf(first)}' and kind not in ('slack-install', 'sent') order by n, position`,
    )
    await admin.query(
      `insert into schedules (workspace, id, body, keys, next_run_at, attempts)
       select ${library}, ${anew('id')}, ${anew('body::text')}::json, ${keys}, next_run_at, 0
       from schedules, generate_series(${from}, ${to}) n where workspace = '${libraryOf(first)}' order by n, position`,
    )
    await install(
      admin,
      Array.from({ length: to - from + 1 }, (_, at) => teamAt(from + at)),
    )
  }
  await admin.query('analyze')
  say(`${span.to} libraries are made`)
}

/** People of all libraries who answer their checklists, at a rate, whether the ones before are answered or not. */
class People {
  readonly took: number[] = []
  unanswered = 0
  readonly #agent = new Agent({ keepAlive: true })
  readonly #ports: readonly number[]
  readonly #libraries: number
  #count = 0

  constructor(ports: readonly number[], libraries: number) {
    this.#ports = ports
    this.#libraries = libraries
  }

  forget(): void {
    this.took.length = 0
    this.unanswered = 0
  }

  async type(perSecond: number, seconds: number, isOver = () => false): Promise<void> {
    const begun = performance.now()
    const all: Promise<void>[] = []
    for (let at = 0; at < perSecond * seconds && !isOver(); at++) {
      const wait = begun + (at * 1_000) / perSecond - performance.now()
      if (wait > 0) await pause(wait)
      all.push(this.#one())
    }
    await Promise.all(all)
  }

  async #one(): Promise<void> {
    const at = this.#count++
    const team = teamAt(1 + ((at * 7_919) % this.#libraries))
    const begun = performance.now()
    const body = event(team, at % whole.people, `We ask the neighbors, ${at}`)
    const port = this.#ports[at % this.#ports.length] ?? 0
    const status = await post(this.#agent, port, body)
    const took = performance.now() - begun
    this.took.push(took)
    if (status !== 200 || took > 3_000) this.unanswered++
  }
}

async function mustBe(answered: Promise<number>): Promise<void> {
  const status = await answered
  if (status !== 200) throw new Error(`answered with ${status}`)
}

/** A line that somebody types to Hearth in their own chat. */
function event(team: string, person: number, text: string): Body {
  const now = Date.now() / 1_000
  const body = {
    token: 'oldVerificationTokenXyz1',
    team_id: team,
    api_app_id: 'A0BENCH',
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(now),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: 'U0HEARTH', is_bot: true, is_enterprise_install: false },
    ],
    event: {
      type: 'message',
      user: `U0BENCH${person}`,
      text,
      ts: `${now.toFixed(3)}${String(Math.floor(Math.random() * 1_000)).padStart(3, '0')}`,
      channel: `D0BENCH${person}`,
      channel_type: 'im',
      team,
    },
  }
  return { text: JSON.stringify(body), type: 'application/json' }
}

function form(
  api: string,
  team: string,
  person: number,
  channel: string,
  command: string,
  text: string,
): Body {
  const fields = new URLSearchParams({
    token: 'oldVerificationTokenXyz1',
    team_id: team,
    team_domain: 'bench',
    channel_id: channel,
    channel_name: channel.startsWith('D') ? 'directmessage' : 'bench',
    user_id: `U0BENCH${person}`,
    user_name: `person${person}`,
    command,
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: `${new URL(api).origin}/commands/${team}/${randomUUID()}`,
    trigger_id: randomUUID(),
  })
  return { text: fields.toString(), type: 'application/x-www-form-urlencoded' }
}

interface Body {
  text: string
  type: string
}

/** Signs it as Slack does, and sends it; resolves with the status of the whole answer, 0 where there is none. */
async function post(agent: Agent, port: number, { text, type }: Body): Promise<number> {
  const at = String(Math.floor(Date.now() / 1_000))
  const hex = createHmac('sha256', credentials.secret).update(`v0:${at}:${text}`).digest('hex')
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hex}` }
  try {
    const sent = request({ port, host: '127.0.0.1', path: '/slack/events', method: 'POST', headers, agent })
    const [answer] = (await once(sent.end(text), 'response')) as [IncomingMessage]
    answer.resume()
    await once(answer, 'end')
    return answer.statusCode ?? 0
  } catch {
    return 0
  }
}
