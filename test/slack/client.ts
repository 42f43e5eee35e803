import { type Logger, LogLevel } from '@slack/logger'
import { WebClient, type WebClientOptions } from '@slack/web-api'

/** A logger for Slack's own clients that says nothing. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** Slack's own client, pointed at a stand-in, giving up at once. */
export const connect = (slackApiUrl: string, token: string, more: WebClientOptions = {}): WebClient =>
  new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 }, logger: silent, ...more })

/** The name of the error that a call ends with, or `ok`. */
export const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    problem => problem.data?.error ?? problem.code ?? problem.message,
  )
