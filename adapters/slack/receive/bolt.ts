import { App, type webApi } from '@slack/bolt'
import type { Logger } from '../../../src/core/logger.ts'
import { text } from '../../../src/core/message.ts'
import { createBoundedLog } from '../../http/bounded-log.ts'
import type { DialogSeal } from '../dialog-seal.ts'
import type { Installation, Installations } from '../installation.ts'
import { boltLogger } from '../log.ts'
import { render } from '../render/render.ts'
import type { Respond } from '../send/response-url.ts'
import { classify, type Delivery } from './classify.ts'
import type { Answer, DeliveryHandler } from './deliver.ts'

/** A request that came over HTTP or Socket Mode, before Bolt gets it. */
export interface InboundRequest {
  body: Readonly<Record<string, unknown>>
  /** Answers once; true: in time, and with the body. */
  answer(status: number, body?: object): boolean
  retry?: { count?: number | undefined; reason?: string | undefined }
}

/** Takes every request that a transport brings. */
export type Receive = (request: InboundRequest) => Promise<void>

interface ReceiveDeps {
  deliveries: DeliveryHandler
  dialogs: Pick<DialogSeal, 'opened'>
  installations: Installations
  /** The slash commands; left out: all are passed on. */
  commands: readonly string[] | undefined
  respond: Respond
  options: webApi.WebClientOptions
  log: Logger
}

/** Receives every request of Slack: classifies it, answers what is not for the bot, and passes the rest through Bolt. */
export function createReceive(deps: ReceiveDeps): Receive {
  const bolt = createBoltApp(deps)
  const dropped = createBoundedLog(message => deps.log.warn(message))
  return async ({ body, answer, retry }) => {
    const classified = classify(body)
    switch (classified.is) {
      case 'challenge':
        return void answer(200, { challenge: classified.challenge })
      case 'rate limited':
        dropped('slack: events are coming in faster than Slack delivers; some were dropped')
        return void answer(200)
      case 'nothing':
        return void answer(200)
      case 'unknown':
        return void answer(404)
      case 'malformed':
        return void answer(400)
      case 'delivery':
        return deliver(bolt, deps, withItsDialog(classified.delivery, deps.dialogs), answer, retry)
    }
  }
}

/** What stands in a dialog and was not noted there by Hearth, for this person, is not there. */
function withItsDialog(delivery: Delivery, dialogs: ReceiveDeps['dialogs']): Delivery {
  if (delivery.kind !== 'press' && delivery.kind !== 'submit') return delivery
  const { view, user } = delivery.payload
  if (!view || view.type === 'home') return delivery
  const opened = { ...view, private_metadata: dialogs.opened(view.private_metadata, user.id) }
  return { ...delivery, payload: { ...delivery.payload, view: opened } } as Delivery
}

/** Makes Bolt with one listener for all: the core has the table of commands. */
function createBoltApp({ deliveries, options, log }: ReceiveDeps): App {
  const app = new App({
    // The transport is ours: it starts when the listener is there.
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    // Hearth knows whose token it speaks by, and speaks through clients of its own.
    authorize: async () => ({}),
    // Hearth filters the bot's own messages itself, and keeps no conversations in Bolt.
    convoStore: false,
    ignoreSelf: false,
    attachFunctionToken: false,
    clientOptions: options,
    logger: boltLogger(log),
  })
  // The transport logs the error; Bolt would log it again.
  app.error(error => Promise.reject(error))
  // Bolt starts every listener for every delivery, so one handles all: the delivery is already classified.
  app.use(({ context }) => deliveries.handle(context.delivery, context.installation, context.answer))
  return app
}

async function deliver(
  bolt: App,
  { installations, commands, respond, log }: ReceiveDeps,
  delivery: Delivery,
  answer: InboundRequest['answer'],
  retry: InboundRequest['retry'],
): Promise<void> {
  const installation = await installations.find(delivery.team, delivery.enterprise)
  if (!installation || isOfAnotherApp(delivery, installation, log))
    return sayNotInstalled(delivery, answer, respond)
  if (
    commands &&
    delivery.kind === 'command' &&
    !commands.includes(delivery.payload.command.replace(/^\//, ''))
  )
    return void answer(200, onlyYou('I don’t know that command. Type /hearth help to see what I can do.'))
  let answered = false
  const acknowledge: Answer = said => {
    answered = true
    return answer(200, said)
  }
  await bolt.processEvent({
    body: checked(delivery),
    // Bolt acknowledges events before they are handled; Hearth does so once they are saved.
    ack: async () => {},
    retryNum: retry?.count,
    retryReason: retry?.reason,
    customProperties: { delivery, installation, answer: acknowledge },
  })
  if (!answered) answer(200)
}

/** The signing secret and the client id in the settings belong to two apps: the token here is not good for what that one sends. */
function isOfAnotherApp({ team, app }: Delivery, installation: Installation, log: Logger): boolean {
  if (app === undefined || installation.app === undefined || app === installation.app) return false
  log.error(
    `slack ${team}: app ${app} sends, and app ${installation.app} is installed. SLACK_SIGNING_SECRET and SLACK_CLIENT_ID must be of one app: copy both from its “Basic Information”.`,
  )
  return true
}

async function sayNotInstalled(
  delivery: Delivery,
  answer: InboundRequest['answer'],
  respond: Respond,
): Promise<void> {
  const words = 'Hearth is not installed here. Ask whoever looks after your Slack workspace to install it.'
  answer(200, delivery.kind === 'command' ? onlyYou(words) : undefined)
  // Slack does not show the acknowledgement of a button.
  const url = delivery.kind === 'press' && delivery.payload.response_url
  const [said] = render([text(words)])
  if (url && said) await respond(url, { ...said, response_type: 'ephemeral' })
}

/** The body for Bolt, which does not validate payloads: it gets the validated fields and no more. */
const checked = ({ kind, team, payload }: Delivery): Record<string, unknown> =>
  kind === 'command' || kind === 'press' || kind === 'shortcut' || kind === 'submit'
    ? { ...payload }
    : { type: 'event_callback', team_id: team, event: payload }

const onlyYou = (words: string) => ({ response_type: 'ephemeral' as const, text: words })
