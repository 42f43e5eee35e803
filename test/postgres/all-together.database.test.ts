import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBrowser } from '../adapters/slack/browser.ts'
import { publicUrl } from '../adapters/slack/house.ts'
import { fresh, inTeams, RunningHearth } from '../process/hearth.ts'
import { startSlack } from '../slack/stand-in.ts'
import { startTeams } from '../teams/stand-in.ts'
import { until } from '../until.ts'
import { newSchema, url } from './schema.ts'

/** Three starts of the whole program: on a busy machine each takes half a minute. */
const patienceMs = 400_000

const oak = '11111111-1111-4111-8111-111111111111'
const elm = '22222222-2222-4222-8222-222222222222'

/** One person of each library, and the word that is in all they type. */
const libraries = [
  { workspace: 'slack-t0river', who: 'rea', word: 'riverside' },
  { workspace: 'slack-t0hill', who: 'hal', word: 'hilltop' },
  { workspace: `teams-${oak}`, who: 'ana', word: 'oakwood', tenant: oak },
  { workspace: `teams-${elm}`, who: 'ana', word: 'elmside', tenant: elm },
]
type Library = (typeof libraries)[number]

let place: Awaited<ReturnType<typeof newSchema>>
let slack: Awaited<ReturnType<typeof startSlack>>
let teams: Awaited<ReturnType<typeof startTeams>>
let hearths: RunningHearth[]
let ports: number[]
let next = 0

beforeEach(async () => {
  place = await newSchema()
  slack = await startSlack({
    teams: [
      { id: 'T0RIVER', installed: false, people: ['rea'] },
      { id: 'T0HILL', installed: false, people: ['hal'] },
    ],
  })
  teams = await startTeams({ tenants: [{ id: oak }, { id: elm }] })
  hearths = []
  ports = []
  await Promise.all([begin(), begin()])
})
afterEach(async () => {
  for (const hearth of hearths) await hearth.leave()
  await slack.close()
  await teams.close()
  await place.remove()
})

/** Starts one more, as `npm start` does. */
async function begin(): Promise<void> {
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${place.schema}`)
  const hearth = new RunningHearth({
    env: {
      ...inTeams(teams),
      TEAMS_TENANTS: `${oak} ${elm}`,
      SLACK_CLIENT_ID: slack.app.clientId,
      SLACK_CLIENT_SECRET: slack.app.clientSecret,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      HEARTH_SECRET: 'a-secret-of-thirty-two-characters-or-more',
      PUBLIC_URL: publicUrl,
      DATABASE_URL: address.href,
      DATA_DIR: fresh(),
    },
  })
  hearths.push(hearth)
  ports.push(await hearth.ready())
}

/** The next of them, as a balancer takes one after another. */
function atNext(): string {
  const front = `http://127.0.0.1:${ports[next++ % ports.length]}`
  slack.deliverTo(`${front}/slack/events`)
  teams.deliverTo(`${front}/api/messages`)
  return front
}

/** Adds Hearth to somebody's workspace: begun with one, and finished with the next. */
async function install(who: string): Promise<void> {
  const browser = openBrowser(atNext)
  const { words } = await browser.open(slack.agree(await browser.begin(), who))
  expect(words).toMatch(/Hearth is in your Slack/)
}

/** Types a line; whatever the one that has it does, the platform delivers it until it is taken. */
async function type({ who, tenant }: Library, line: string): Promise<void> {
  atNext()
  if (!tenant) {
    const said = await slack.say(who, 'DM', line)
    for (let tries = 1; !said.all.some(one => one.status === 200) && tries < 4; tries++) {
      atNext()
      for (const one of said.all) if ((await slack.redeliver(one, tries)).status === 200) return
    }
    return
  }
  const activity = teams.line(who, 'me', line, { tenant })
  for (let tries = 0; tries < 4; tries++) {
    const taken = await teams.deliver(activity).catch(() => undefined)
    if (taken && taken.status < 300) return
    atNext()
  }
}

const told = ({ who, tenant }: Library): string =>
  tenant
    ? teams.text(who, 'me', tenant)
    : slack
        .posted('DM', who)
        .map(one => one.text)
        .join('\n')

/** All documents of a library, as the database has them. */
async function kept(workspace: string): Promise<string> {
  const { rows } = await place.admin.query('select body::text as body from documents where workspace = $1', [
    workspace,
  ])
  return rows.map(one => one.body).join('\n')
}

const everybody = (line: (library: Library) => string): Promise<unknown> =>
  Promise.all(libraries.map(one => type(one, line(one))))

it(
  'two workspaces and two tenants are served by two Hearths, one of which is killed in the middle; each keeps its own',
  async () => {
    await Promise.all(['rea', 'hal'].map(who => install(who)))
    await everybody(({ word }) => `gathering dm ${word} tea`)
    for (const one of libraries) await until(() => told(one).includes('1 of 11'))

    await everybody(({ word }) => `${word} neighbors meet`)
    for (const one of libraries) await until(() => told(one).includes('2 of 11'))

    const typed = everybody(({ word }) => `${word} newcomers too`)
    await hearths[0]?.kill()
    ports.shift()
    hearths.shift()
    await typed
    await begin()
    // Whoever it was just answering may hear of it a little later; what they typed is kept by now.
    for (const { workspace, word } of libraries)
      await until(async () => (await kept(workspace)).includes(`${word} newcomers too`))

    await everybody(() => 'my things')
    for (const { word, ...one } of libraries)
      await until(() => told({ word, ...one }).includes(`${word} tea`))

    const words = libraries.map(one => one.word)
    for (const { workspace, word } of libraries) {
      const own = await kept(workspace)
      for (const other of words) expect(own.includes(other), `${other} in ${workspace}`).toBe(other === word)
      for (const line of [`${word} neighbors meet`, `${word} newcomers too`])
        expect(own.split(line), line).toHaveLength(2)
    }
    for (const one of libraries)
      for (const other of words) if (other !== one.word) expect(told(one)).not.toContain(other)
  },
  patienceMs,
)
