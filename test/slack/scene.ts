import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import type { PlaceName, Scene } from '../contracts/adapter.ts'
import { patientClock } from '../patient-clock.ts'
import type { Filled } from './pressing.ts'
import { elementsOf } from './rules.ts'
import { type Message, type Slack, seen, startSlack } from './stand-in.ts'
import type { View } from './world.ts'

/** Slack as the contract suite knows a platform: ana and ben in `#staff`, by the way asked for. */
export async function slackScene(
  way: 'HTTP' | 'Socket Mode' = 'HTTP',
  now = Date.now,
): Promise<Scene & { slack: Slack }> {
  const slack = await startSlack({ teams: [{ people: ['ana', 'ben'] }], now })
  const { apiUrl, token: botToken, signingSecret, appToken } = slack
  const log = { info() {}, warn() {}, error() {} }
  const entrance = way === 'HTTP' ? { signingSecret } : { appToken }
  const adapter = createSlackAdapter({
    apiUrl,
    botToken,
    ...entrance,
    log,
    now,
    clock: patientClock(),
  })
  const server = createServer((request, response) => adapter.route?.handler(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  if (way === 'HTTP')
    slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  const place = (where: PlaceName) => (where === 'me' ? 'DM' : where)
  const shown = (person: string, where: PlaceName): Message[] => {
    const channel = slack.channel(place(where), person)
    const hers = slack.ephemerals(person).filter(one => one.channel === channel.id)
    return [...slack.posted(channel), ...hers].sort((one, other) => Number(one.ts) - Number(other.ts))
  }
  return {
    slack,
    adapter,
    workspace: 'slack-t0library1',
    gone: 'slack:T0LIBRARY1/C0NOWHERE',
    async say(person, where, line, under) {
      const holds = (one: Message) => !one.thread_ts && seen(one).text.includes(under ?? '')
      const root = under ? await slack.until(() => shown(person, where).findLast(holds)) : undefined
      await slack.say(person, place(where), line, root && { under: root })
    },
    async press(person, where, label, fields = []) {
      const open = slack.modal(person)?.view
      if (open && where === 'me' && labelsOf(open).includes(label)) {
        const filled = filledIn(open, fields, slack)
        const isSent = words(open.submit) === label
        await (isSent ? slack.submit(person, filled) : slack.pressModal(person, label, filled))
        return
      }
      const has = (one: Message) => seen(one).buttons.includes(label)
      const on = await slack.until(() => shown(person, where).findLast(has))
      await slack.press(person, on, label, filledIn(on, fields, slack))
    },
    async tick(person, where, label) {
      const on = await slack.until(() =>
        shown(person, where).findLast(one => seen(one).buttons.includes(label)),
      )
      await slack.press(person, on, label)
    },
    async seen(person, where) {
      await settled(slack)
      const open = where === 'me' ? slack.modal(person) : undefined
      const dialog = open
        ? [
            words(open.view.title),
            seen(open.view).text,
            words(open.view.submit),
            ...Object.values(open.errors ?? {}),
          ]
        : []
      const files = (one: Message) => (one.files ?? []).map(file => String(file.name))
      return shown(person, where)
        .flatMap(one => [read(one, slack), ...seen(one).links, ...files(one)])
        .concat(dialog)
        .join('\n')
    },
    async close() {
      await adapter.stop()
      server.close()
      server.closeAllConnections()
      await slack.close()
    },
  }
}

/** What the inputs are given, in the order of the form; nothing is ticked where nothing is given. */
function filledIn(on: Pick<Message, 'blocks'>, fields: readonly string[], slack: Slack): Filled {
  const inputs = (on.blocks ?? []).filter(block => block.type === 'input').flatMap(elementsOf)
  const given = (value: string, at: number) =>
    inputs[at]?.type === 'users_select' ? (slack.people[value]?.id ?? value) : value
  const isLeft = (value: string, at: number) => value === '' && inputs[at]?.type === 'checkboxes'
  return Object.fromEntries(
    fields.flatMap((value, at) =>
      isLeft(value, at) ? [] : [[inputs[at]?.action_id ?? `${at}`, given(value, at)]],
    ),
  )
}

const words = (one: unknown): string => (one as { text?: string } | null)?.text ?? ''

/** What can be pressed in a dialog; its own button comes last. */
const labelsOf = (view: View): string[] => [...seen(view).buttons, words(view.submit)]

/** The message with people under their own names, as Slack shows them. */
const read = (one: Message, slack: Slack): string =>
  slack.world.people.reduce(
    (text, person) => text.replaceAll(`@${person.id}`, `@${person.name}`),
    seen(one).text,
  )

/** Waits until the bot has said nothing new for a moment. */
async function settled(slack: Slack): Promise<void> {
  let before = -1
  while (before !== slack.calls.length) {
    before = slack.calls.length
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
