import { afterEach, beforeEach, expect, test } from 'vitest'
import { errorOf as code, connect } from './client.ts'
import {
  badJson,
  hang,
  rateLimited,
  refused,
  reset,
  type Slack,
  serverError,
  slow,
  startSlack,
} from './stand-in.ts'

let slack: Slack
beforeEach(async () => {
  slack = await startSlack()
})
afterEach(() => slack.close())

const post = (timeout = 20_000) =>
  connect(slack.apiUrl, slack.token, { rejectRateLimitedCalls: true, timeout }).chat.postMessage({
    channel: slack.channel('#staff').id,
    text: 'x',
  })

test('too many requests come with the seconds to wait', async () => {
  slack.fail('chat.postMessage', rateLimited(7))
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 })
  expect(await code(post())).toBe('ok')
})

test('a server error loses the post, or only the answer to it', async () => {
  slack.fail('chat.postMessage', serverError(503))
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 })
  expect(slack.posted('#staff')).toHaveLength(0)
  slack.fail('chat.postMessage', serverError(500, true))
  expect(await code(post())).toBe('slack_webapi_http_error')
  expect(slack.posted('#staff')).toHaveLength(1)
})

test('a call that is never answered runs into the client’s time-out', async () => {
  slack.fail('chat.postMessage', hang())
  expect(await code(post(300))).toBe('slack_webapi_request_error')
})

test('a broken connection may come before or after the post', async () => {
  slack.fail('*', reset())
  expect(await code(post())).toBe('slack_webapi_request_error')
  expect(slack.posted('#staff')).toHaveLength(0)
  slack.fail('*', reset(true))
  expect(await code(post())).toBe('slack_webapi_request_error')
  expect(slack.posted('#staff')).toHaveLength(1)
})

test('half a page instead of JSON is an error of the client’s', async () => {
  slack.fail('chat.postMessage', badJson())
  expect(await code(post())).not.toBe('ok')
})

test('a refusal comes once, or as often as is asked', async () => {
  slack.fail('chat.postMessage', refused('restricted_action'), 2)
  for (const _ of [1, 2]) await expect(post()).rejects.toMatchObject({ data: { error: 'restricted_action' } })
  slack.fail('chat.postMessage', refused('restricted_action'), 2)
  slack.heal()
  expect(await code(post())).toBe('ok')
  expect(slack.callsTo('chat.postMessage').map(one => one.fault?.kind)).toEqual([
    'refused',
    'refused',
    undefined,
  ])
})

test('a slow answer is a right answer', async () => {
  slack.fail('chat.postMessage', slow(50))
  const before = performance.now()
  expect(await code(post())).toBe('ok')
  expect(performance.now() - before).toBeGreaterThan(45)
})
