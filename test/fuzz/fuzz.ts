import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { workspaceOf } from '../../adapters/teams/address.ts'
import { folderOf } from '../../src/store/places.ts'
import { asksInSlack, asksInTeams } from './asks.ts'
import { bystander, foreign, type House, openHouse, second } from './house.ts'
import { anyShot, type Shot } from './shot.ts'
import { slackLetter, slackPayload } from './slack.ts'
import { checkStored } from './stored.ts'
import { teamsLetter } from './teams.ts'
import { writtenOut } from './values.ts'
import { send } from './wire.ts'

/** How much, and which. The same seed makes the same shots. */
export interface Order {
  shots: number
  seed: number
}

/** What came of it. */
export interface Outcome {
  what: string
  tried: number
  /** How often each status was answered; 0: the connection was closed without an answer. */
  answers: Record<string, number>
  documents: number
  /** Messages of Hearth's own that waited for the platform's pace for two minutes, and were given up then, with a word in the log. */
  unsaid: number
  /** Everything that should not have happened. */
  faults: string[]
}

/** How many are on their way at once. */
const atOnce = 12
/** A good request is put between so many bad ones. */
const between = 1_000

/** Both platforms over HTTP, with right signatures and tokens around what is wrong. */
export async function fuzzHttp(order: Order): Promise<Outcome> {
  return inHouse('bodies over HTTP, signed', {}, async (house, outcome) => {
    await eachOf(order, house, outcome, async shot => {
      const letter = shot.to === 'slack' ? slackLetter(house.slack, shot) : teamsLetter(house.teams, shot)
      const status = await send(house.origin, letter, shot.wire)
      outcome.answers[status] = (outcome.answers[status] ?? 0) + 1
      // What is too large is refused while it is still being sent, and the answer may not be read any more.
      const tooLarge = letter.body.length > 256 * 1024
      const mayBeSilent =
        tooLarge || ['length', 'both', 'chunked', 'headers', 'address'].includes(shot.wire.how)
      return status >= 500 || (status === 0 && !mayBeSilent) ? `answered ${status}` : undefined
    })
  })
}

/** Slack's envelopes through Socket Mode: there is no status, so being alive and still answering is all. */
export async function fuzzSocket(order: Order): Promise<Outcome> {
  return inHouse('Socket Mode envelopes', { socketMode: true }, async (house, outcome) => {
    let sent = 0
    await eachOf(order, house, outcome, async shot => {
      const { kind, payload } = slackPayload(house.slack, shot)
      const envelope = { envelope_id: `e${sent++}`, type: kind, payload, accepts_response_payload: true }
      const text = writtenOut(JSON.stringify(shot.base % 5 ? envelope : { ...envelope, ...shot.steps[0] }))
      await house.slack.socket.connected()
      const [socket] = house.slack.socket.connections
      socket?.send(shot.wire.how === 'cut' ? text.slice(0, shot.wire.at) : text)
      outcome.answers.sent = (outcome.answers.sent ?? 0) + 1
      // Nobody waits for answers to these: without a breath now and then, they would pile up.
      if (sent % 20 === 0) await house.slack.slash('p1', '#c1', '/hearth', 'about')
      return undefined
    })
  })
}

/** What is tried on a Hearth of its own, and what is wrong with it afterwards. */
export async function inHouse(
  what: string,
  how: { socketMode?: boolean },
  work: (house: House, outcome: Outcome) => Promise<void>,
): Promise<Outcome> {
  const outcome: Outcome = { what, tried: 0, answers: {}, documents: 0, unsaid: 0, faults: [] }
  const house = await openHouse(how)
  try {
    await work(house, outcome)
    await goodOnes(house, outcome)
    await house.kill()
    outcome.faults.push(...(await strangersServed(house)))
    const { documents, unfit } = await checkStored(house.dataDir)
    outcome.documents = documents
    outcome.faults.push(
      ...unfit.map(one => `stored: ${one}`),
      ...(await house.contacts()).strangers.map(one => `it turned to somebody else: ${one}`),
      ...house.slack
        .takeViolations()
        .filter(ofBot)
        .map(one => `Slack would object: ${one}`),
      ...house.teams.takeViolations().map(one => `Teams would object: ${one}`),
      ...errorsIn(house.logged()),
    )
    outcome.unsaid = house.logged().split('\n').filter(isUnsaid).length
  } finally {
    await house.close()
  }
  return outcome
}

/** Nobody's folder but those of the tenants that are served, and no word into any other. */
async function strangersServed({ dataDir, teams }: House): Promise<string[]> {
  const served = [teams.app.tenantId, second].map(one => folderOf(workspaceOf(one)))
  const folders = (await readdir(dataDir)).filter(name => name.startsWith(folderOf(workspaceOf(''))))
  const rooms = teams.world.tenants.find(one => one.id === foreign)?.rooms ?? []
  const said = teams.world.posted.filter(one => rooms.some(room => one.room === room.id))
  return [
    ...folders.filter(name => !served.includes(name)).map(name => `it made a folder for ${name}`),
    ...said.map(() => 'it spoke in a tenant that is not served'),
  ]
}

/** What stands in a thread, or answers an envelope, that was made up here is no fault. */
const ofBot = (violation: string) =>
  !/^socket mode: an acknowledgement of no envelope|thread_ts \S+ names no message/.test(violation)

/**
 * Hundreds ask in the same chat at once, and the platform takes one message a second there: an answer that waited for two minutes
 * is given up. What was asked had been decided and kept before; only the words about it are missing, and that is logged.
 */
const isUnsaid = (line: string) => line.includes('was too busy for too long: the message was not sent')

/** What Hearth itself calls an error: something it was not prepared for. */
const errorsIn = (log: string): string[] =>
  log
    .split('\n')
    .filter(line => line.includes('"level":50') || (line !== '' && !line.startsWith('{')))
    .filter(line => !isUnsaid(line))
    .map(line => `log: ${line.slice(0, 500)}`)

async function eachOf(
  { shots, seed }: Order,
  house: House,
  outcome: Outcome,
  fire: (shot: Shot) => Promise<string | undefined>,
): Promise<void> {
  const batch = 2_000
  for (let from = 0; from < shots; from += batch) {
    const some = fc.sample(anyShot, { numRuns: Math.min(batch, shots - from), seed: seed + from })
    let next = 0
    const worker = async () => {
      for (let shot = some[next++]; shot && !house.gone(); shot = some[next++]) {
        const fault = await fire(shot)
        outcome.tried += 1
        if (fault)
          outcome.faults.push(
            `${fault}: seed ${seed + from}, number ${some.indexOf(shot)}: ${JSON.stringify(shot).slice(0, 600)}`,
          )
        if (outcome.tried % between === 0) await goodOnes(house, outcome)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    const gone = house.gone()
    if (gone) return void outcome.faults.push(`Hearth ended with ${gone}`)
  }
}

/** Whoever asks in good order meanwhile is answered. */
async function goodOnes({ slack, teams, gone }: House, outcome: Outcome): Promise<void> {
  if (gone()) return
  if (!(await asksInSlack(slack, bystander, '#staff')))
    outcome.faults.push('a good command of Slack’s was not answered')
  if (!(await asksInTeams(teams, bystander))) outcome.faults.push('a good line of Teams’ was not answered')
}
