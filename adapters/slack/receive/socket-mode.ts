import { setTimeout as pause } from 'node:timers/promises'
import { SocketModeReceiver, type webApi } from '@slack/bolt'
import { EnvHttpProxyAgent } from 'undici'
import type { Logger } from '../../../src/core/logger.ts'
import { OperatorError } from '../../../src/core/operator-error.ts'
import { isProxySet } from '../../http/proxy.ts'
import { notStarted, startFailure } from '../installation.ts'
import { limits } from '../limits.ts'
import { boltLogger, errorSummary } from '../log.ts'
import type { InboundRequest, Receive } from './bolt.ts'

interface SocketModeOptions {
  appToken: string
  /** A copy of its own: the SDK writes a hundred retries into it. */
  options: webApi.WebClientOptions
  log: Logger
}

/** An envelope that Slack sends over the socket. */
interface Envelope {
  ack(body?: object): Promise<void>
  body: unknown
  retry_num?: number
  retry_reason?: string
}

/**
 * Slack over Socket Mode. Bolt's receiver opens the socket; connecting again and answering are ours, because
 * @slack/socket-mode 3.1.0 leaves rejections unhandled when reconnecting fails or an event has no inner event, waits
 * five seconds before it connects again, and Bolt answers events before they are kept.
 */
export function createSocket({ appToken, options, log }: SocketModeOptions) {
  const logger = boltLogger(log)
  const { client } = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // Else the SDK makes one of its own, which knows of no proxy.
    ...(isProxySet(process.env) && { dispatcher: new EnvHttpProxyAgent({ proxyTunnel: true }) }),
    installerOptions: { clientOptions: options },
  })
  const pending = new Set<Promise<void>>()
  /** Left out: the socket is not wanted. */
  let receive: Receive | undefined
  let connecting = false
  let connected = false

  client.removeAllListeners('slack_event')
  client.on('slack_event', (envelope: Envelope) => {
    const served = serve(envelope)
    pending.add(served)
    void served.finally(() => pending.delete(served))
  })
  client.on('connected', () => {
    connected = true
  })
  client.on('disconnected', () => {
    connected = false
    void reconnect()
  })
  guardAgainstThrows()

  return {
    async start(receiving: Receive) {
      receive = receiving
      connecting = true
      await client.start().catch(error => {
        receive = undefined
        throw new OperatorError(notStarted, startFailure(error, 'SLACK_APP_TOKEN', appTokenCure), {
          cause: error,
        })
      })
      connecting = false
    },
    isConnected: () => connected,
    async stop() {
      receive = undefined
      await Promise.allSettled(pending)
      await Promise.race([client.disconnect(), pause(limits.lookupMs, undefined, { ref: false })])
    },
  }

  /** Catches what the client throws on an envelope that it cannot read. */
  function guardAgainstThrows(): void {
    const listeners = client.listeners('ws_message') as ((data: unknown, binary: boolean) => Promise<void>)[]
    client.removeAllListeners('ws_message')
    client.on('ws_message', (data: unknown, binary: boolean) => {
      for (const listener of listeners)
        listener
          .call(client, bearable(data), binary)
          .catch(error => log.warn(`slack: an envelope could not be read. ${errorSummary(error)}`))
    })
  }

  /** Connects again at once, then after ever longer pauses, until it works or the adapter stops. */
  async function reconnect(): Promise<void> {
    if (!receive || connecting) return
    connecting = true
    for (let wait = 0; receive; wait = Math.min(wait * 2 + 500, 30_000)) {
      await pause(wait, undefined, { ref: false })
      if (!receive) break
      const failed = await client.start().then(
        () => undefined,
        error => ({ error }),
      )
      if (!failed) break
      log.warn(
        `slack: the connection was lost and could not be opened again yet. ${errorSummary(failed.error)}`,
      )
    }
    connecting = false
  }

  async function serve({ ack, body, retry_num: count, retry_reason: reason }: Envelope): Promise<void> {
    // Slack delivers an unanswered envelope again, to the next process.
    if (!receive) return
    let answered = false
    const answer: InboundRequest['answer'] = (status, said) => {
      // Slack delivers an unanswered envelope again.
      if (answered || status >= 500) return false
      answered = true
      ack(said).catch(error => log.warn(`slack: an acknowledgement was lost. ${errorSummary(error)}`))
      return true
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return void answer(200)
    await receive({ body: body as InboundRequest['body'], answer, retry: { count, reason } }).catch(error =>
      log.error(`slack: a delivery failed. ${errorSummary(error)}`),
    )
  }
}

const appTokenCure =
  'Make an app-level token (xapp-…) with the scope connections:write at your app’s page at Slack, under “Basic Information”, and switch Socket Mode on'

/** The client looks into the event of every `events_api`, and `app_rate_limited` has none: by another name it passes. */
function bearable(data: unknown): unknown {
  try {
    const envelope = JSON.parse(String(data))
    const broken = envelope.type === 'events_api' && typeof envelope.payload?.event?.type !== 'string'
    return broken ? JSON.stringify({ ...envelope, type: 'events_api_without_event' }) : data
  } catch {
    return data
  }
}
