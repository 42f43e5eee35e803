import { webApi } from '@slack/bolt'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import { isChat, type Location } from './address.ts'

/** The error code that Slack gave, if any: `not_in_channel`. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined
  // A proxy's error page arrives in the same field; it is no code of Slack's.
  return /^[a-z0-9_]+$/.test(error.data.error) ? error.data.error : undefined
}

/** Whether Slack refused the token itself. `account_inactive` may also concern a person, so Hearth asks again. */
export const isOfToken = (error: unknown): boolean => ofToken.has(errorCode(error) ?? '')

const ofToken = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'])

/** Whether the bot may not post there, though a `response_url` or a direct message still can. */
export const isClosed = (error: unknown): boolean => closed.has(errorCode(error) ?? '')

const closed = new Set([
  'not_in_channel',
  'channel_not_found',
  'user_not_in_channel',
  'restricted_action',
  'is_archived',
])

/** Whether the message is gone, or was never the bot's. */
export const isGone = (error: unknown): boolean => gone.has(errorCode(error) ?? '')

const gone = new Set([
  'message_not_found',
  'cant_update_message',
  'cant_delete_message',
  'edit_window_closed',
  'channel_not_found',
  'not_in_channel',
])

/** Whether Slack does not know a kind of block, and nothing was sent. */
export const isRefusedBlock = (error: unknown): boolean => errorCode(error) === 'invalid_blocks'

/** Why the bot is not in a conversation, each with the cure that holds there: nobody can be invited into a chat of two. */
export const notThere = {
  uninvited: 'I am not in that channel yet: type /invite @Hearth there.',
  unseen: 'I cannot see that channel. If it is private, type /invite @Hearth there.',
  archived: 'That channel is archived, so nothing can be posted there.',
  ofTwo:
    'I am not in this direct message, and cannot come in. Type it in a channel, or in a direct message to me alone.',
  group:
    'I am not in this group message. Start one that I am in as well, or type it in a channel or in a direct message to me alone.',
} as const

const away = 'I could not reach that person on Slack: their account is not active here.'
const notAllowed =
  'This Slack workspace does not let me write there. Someone who looks after the channel can change that.'

/** docs.slack.dev/reference/methods/chat.postMessage lists these; each in words for the person who can act on it. */
const sentencesForPeople: Readonly<Record<string, string>> = {
  not_in_channel: notThere.uninvited,
  channel_not_found: notThere.unseen,
  is_archived: notThere.archived,
  user_not_found: away,
  users_not_found: away,
  user_disabled: away,
  account_inactive: away,
  cannot_dm_bot: 'That is a bot, and bots cannot be written to.',
  user_not_in_channel: 'That person is not in the channel.',
  restricted_action: notAllowed,
  restricted_action_read_only_channel: notAllowed,
  restricted_action_thread_only_channel: 'That channel takes answers in threads only.',
  restricted_action_non_threadable_channel: 'That channel takes no answers in threads.',
  restricted_action_thread_locked: 'That thread is locked.',
  ekm_access_denied: notAllowed,
  messages_tab_disabled:
    'Messages to me are switched off in this workspace. Whoever looks after Hearth can switch on the Messages tab.',
}

/** Errors that the operator has to fix; no request can work until then. */
const sentencesForOperators: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack refuses the bot token. Copy it anew from OAuth & Permissions into SLACK_BOT_TOKEN.',
  not_authed: 'The bot token is empty. Set SLACK_BOT_TOKEN.',
  token_revoked:
    'The bot token was revoked: Hearth was removed from the workspace. Install it again and set SLACK_BOT_TOKEN.',
  token_expired: 'The bot token has expired. Install Hearth again and set SLACK_BOT_TOKEN.',
  account_inactive:
    'Slack calls an account inactive: the person left, or Hearth was removed from the workspace.',
  missing_scope:
    'The app lacks a permission. Compare its scopes with manifest/slack.json and install it again.',
}

/** The advice for the operator's log; undefined: the operator need not act. */
export const operatorAdvice = (error: unknown): string | undefined => {
  const word = errorCode(error)
  return word !== undefined && Object.hasOwn(sentencesForOperators, word)
    ? sentencesForOperators[word]
    : undefined
}

/**
 * Translates an error: a sentence for the person, where they can act on it; NotSent, where Slack surely did nothing; else the
 * error itself.
 */
export function toDeliveryError(error: unknown, { conversation = '' }: Partial<Location> = {}): unknown {
  const word = errorCode(error)
  const sentence =
    isChat(conversation) && isClosed(error)
      ? notThere.ofTwo
      : word !== undefined && Object.hasOwn(sentencesForPeople, word)
        ? sentencesForPeople[word]
        : undefined
  if (sentence) return new DeliveryError('unreachable', sentence, { cause: error })
  if (word !== undefined && !uncertain.has(word))
    return new DeliveryError('not-sent', `Slack refused the message: ${word}`, { cause: error })
  if (neverArrived(error) || askedToWait(error) !== undefined)
    return new DeliveryError('not-sent', 'Slack could not be reached, or asks us to wait', { cause: error })
  return error
}

/** Codes with which Slack may have done part of the call. */
const uncertain = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'])

/** How long Slack asks us to wait, in milliseconds. Such a call was not carried out. */
export function askedToWait(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1_000
  return errorCode(error) === 'ratelimited' ? 1_000 : undefined
}

/** Whether the call surely never reached Slack. Of everything else we cannot know: Slack may have posted. */
export function neverArrived(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && unconnected.has(String(at.code))) return true
  return false
}

const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Whether trying once more may help: the connection broke, or Slack stumbled. */
export const isPassing = (error: unknown): boolean =>
  error instanceof webApi.WebAPIRequestError ||
  (error instanceof webApi.WebAPIHTTPError && error.statusCode >= 500)
