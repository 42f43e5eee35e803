import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Running, startHearth } from '../../src/app/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { builtInContent as content } from '../content.ts'
import { inTeams } from '../process/hearth.ts'
import { startSlack } from '../slack/stand-in.ts'
import { startTeams } from '../teams/stand-in.ts'
import { until } from '../until.ts'
import { newSchema, url } from './schema.ts'

const log = { info() {}, warn() {}, error() {} }

let place: Awaited<ReturnType<typeof newSchema>>
let slack: Awaited<ReturnType<typeof startSlack>>
let teams: Awaited<ReturnType<typeof startTeams>>
let hearths: Running[]
let folder: string

beforeEach(async () => {
  place = await newSchema()
  slack = await startSlack({ teams: [{ people: ['ada', 'ben'], channels: ['staff'] }] })
  teams = await startTeams({ tenants: [{ people: ['ana', 'ben', 'cara'], channels: ['staff', 'board'] }] })
  folder = await mkdtemp(join(tmpdir(), 'hearth-people-'))
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${place.schema}`)
  const config = readConfig({
    ...inTeams(teams),
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: address.href,
    PORT: '0',
    DATA_DIR: folder,
  })
  const output = new Writable({ write: (_, __, done) => done() })
  const start = () => startHearth({ config, content, log, output })
  hearths = [await start(), await start()]
})
afterEach(async () => {
  for (const hearth of hearths) await hearth.stop()
  await slack.close()
  await teams.close()
  await place.remove()
  await rm(folder, { recursive: true })
})

function at(which: number): void {
  const front = `http://127.0.0.1:${hearths[which]?.port}`
  slack.deliverTo(`${front}/slack/events`)
  teams.deliverTo(`${front}/api/messages`)
}

const asked = (id: string) => slack.callsTo('users.info').filter(one => one.args.user === id).length

it('whoever changed in Slack is looked at anew by all, whichever was told of it', async () => {
  const { id } = slack.person('ada')
  for (const which of [0, 1]) {
    at(which)
    await slack.say('ada', 'DM', 'hearth settings')
    await until(() => slack.posted('DM', 'ada').length > which)
  }
  const before = asked(id)
  at(0)
  await slack.say('ada', 'DM', 'hearth settings')
  await until(() => slack.posted('DM', 'ada').length > 2)
  expect(asked(id)).toBe(before)
  await slack.moves('ada', 'Europe/Berlin')
  at(1)
  // What one tells comes to the other a moment later, and nobody waits for that.
  await until(async () => {
    await slack.say('ada', 'DM', 'hearth settings')
    return asked(id) > before
  })
})

it('somebody who never wrote to Hearth is known to all by a roster, whichever drew the list that they were chosen from', async () => {
  at(0)
  await teams.say('ana', '#staff', '@Hearth icebreaker')
  await teams.say('ana', 'me', 'plan dm Spring coffee')
  await until(() => teams.text('ana', 'me').includes('Question 1 of 6'))
  await teams.say('ana', 'me', 'hearth walk invite')
  await until(() => teams.text('ana', 'me').includes('Who else may answer?'))
  at(1)
  await teams.press('ana', 'me', 'Invite them', [teams.person('cara').aadObjectId])
  await until(() => /ana invited you to help with “Spring coffee”/i.test(teams.text('cara', 'me')))
})
