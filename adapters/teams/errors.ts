import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import { ConnectorError } from './connector/connector.ts'
import { SignInError } from './connector/token.ts'

const closed =
  'I cannot write there: Teams says that I am not in that conversation anymore, or am not allowed to.'

/** learn.microsoft.com, “Send and receive messages”, status codes from bot APIs; each in words for the person who can act on it. */
const sentencesForPeople: Readonly<Record<string, string>> = {
  ConversationBlockedByUser:
    'I could not write to that person: they have blocked me, or removed me from their chat.',
  BotNotInConversationRoster:
    'I am not in that conversation. Someone in it can add me: Apps, Hearth, “Add to a team” or “Add to a chat”.',
  BotDisabledByAdmin:
    'Whoever looks after Teams has switched me off there. They can allow me again in the admin center.',
  ConversationNotFound: 'That conversation is gone, or I was taken out of it.',
  MessageWritesBlocked: 'Teams does not let me write there now: the chat is closed to messages.',
}

/** Whether the conversation is closed to the bot: not found, not allowed. Teams' documents differ in the codes, so the status decides. */
export const isClosed = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.status === 403 || error.status === 404)

/** How long Teams asks us to wait, in milliseconds. Such a call was not carried out. */
export function askedToWait(error: unknown): number | undefined {
  const waits = error instanceof ConnectorError && (error.status === 429 || error.status === 412)
  return waits ? (error.waitMs ?? 2_000) : undefined
}

/**
 * Whether Teams surely did nothing, and the next try may go better: the call never got there, or its token was out of date,
 * and the next is a new one. Of everything else without an answer we cannot know: Teams may have posted.
 */
export function neverArrived(error: unknown): boolean {
  if (error instanceof SignInError) return !error.refused
  if (error instanceof ConnectorError && error.status === 401) return true
  return error instanceof ConnectorError && error.status === undefined && unconnected.has(error.code ?? '')
}

const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])

/** Whether trying once more may help: the connection broke, or Teams stumbled. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.status === undefined || error.status >= 500)

/** The advice for the operator's log; undefined: the operator need not act. */
export function operatorAdvice(error: unknown): string | undefined {
  if (error instanceof SignInError) return error.message
  if (error instanceof ConnectorError && error.status === 401)
    return 'Teams refuses the token. Compare MicrosoftAppId and MicrosoftAppTenantId with the Azure Bot’s configuration; for a bot made in the Developer Portal, try MicrosoftAppType=MultiTenant.'
  return undefined
}

/**
 * Translates an error: a sentence for the person, where they can act on it; NotSent, where Teams surely did nothing; else the
 * error itself.
 */
export function toDeliveryError(error: unknown): unknown {
  if (error instanceof SignInError || neverArrived(error) || askedToWait(error) !== undefined)
    return new DeliveryError('not-sent', 'Teams could not be reached, or asks us to wait', { cause: error })
  if (!(error instanceof ConnectorError)) return error
  if (isClosed(error))
    return new DeliveryError('unreachable', sentencesForPeople[error.code ?? ''] ?? closed, { cause: error })
  if (error.status !== undefined && error.status < 500)
    return new DeliveryError(
      'not-sent',
      `Teams refused the message: ${error.status} ${error.code ?? ''}`.trim(),
      {
        cause: error,
      },
    )
  return error
}

/** Sums an error up in one line for the log, without a body, a token or an address. */
export const errorSummary = (error: unknown): string =>
  error instanceof ConnectorError || error instanceof SignInError
    ? error.message
    : error instanceof Error
      ? `${error.name}: ${error.message.replace(/\bhttps?:\/\/\S+/g, '…').slice(0, 200)}`
      : 'an unknown error'
